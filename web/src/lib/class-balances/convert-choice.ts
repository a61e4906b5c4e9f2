import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import { minorUnitExponent } from '@tallybook/shared/money/currency';
import type { NumberStyle } from '@tallybook/shared/money/parse-amount';
import { readRate } from '@tallybook/shared/money/read-rate';
import type { ClassBalancesMessages } from '$lib/locale/class-balances-messages-en.ts';
import { rateOfAmounts, readPart } from '$lib/split-editor/read-typed.ts';

/** What was typed for one currency. */
export interface TypedRate {
  readonly by: 'rate' | 'amounts';
  readonly rate: string;
  readonly fromAmount: string;
  readonly toAmount: string;
}

/** The rate as a pair of positive integers, units of `to` per unit of `from`; null when it is none. */
export function rateTyped(
  typed: TypedRate,
  from: string,
  to: string,
  style: NumberStyle,
): { num: number; den: number } | null {
  if (typed.by === 'rate') {
    const read = readRate(typed.rate, style);
    return read.ok ? read.value : null;
  }
  const fromMinor = readPart(typed.fromAmount, from, style);
  const toMinor = readPart(typed.toAmount, to, style);
  if (fromMinor === null || toMinor === null) return null;
  return rateOfAmounts(
    { minor: fromMinor, exponent: minorUnitExponent(from) },
    { minor: toMinor, exponent: minorUnitExponent(to) },
  );
}

export function conversionFault(
  refusal: CommandRefusal,
  by: TypedRate['by'],
  texts: ClassBalancesMessages['convert'],
): string {
  const { reason } = refusal;
  if (reason === 'not-a-rate') return by === 'rate' ? texts.noRate : texts.noAmounts;
  if (reason === 'same-currency') return texts.sameCurrency;
  if (reason === 'worth-nothing') return texts.worthNothing(refusal.currency);
  if (reason === 'conversion-too-large') return texts.tooLarge(refusal.currency);
  if (reason === 'nothing-to-convert') return texts.gone(refusal.currency);
  // What else a command can refuse is not about rates.
  return texts.refused;
}
