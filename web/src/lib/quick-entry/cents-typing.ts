import { centsText, pressCentsKey } from '@tallybook/shared/personal/cents-first';
import { calculateAmount } from '@tallybook/shared/money/calculate-amount';
import type { NumberStyle } from '@tallybook/shared/money/read-number';

export interface TypingSetting {
  readonly currency: string;
  readonly style: NumberStyle;
  /** Digits come in from the right. */
  readonly centsFirst: boolean;
}

/**
 * The text after a digit or 'Backspace' where digits come in from the right; null where the key is typed as usual. A
 * calculation is: its numbers have a separator of their own.
 */
export function afterCentsKey(text: string, key: string, setting: TypingSetting): string | null {
  const { currency, style, centsFirst } = setting;
  if (!centsFirst || !/^(\p{Nd}{1,2}|Backspace)$/u.test(key)) return null;
  if (!/^[\p{Nd}.,'’٫٬\s]*$/u.test(text)) return null;
  const before = text.trim() === '' ? 0 : minorOf(text, currency, style);
  if (before === null) return null;
  const after = pressCentsKey(before, key);
  return after === 0 && key === 'Backspace' ? '' : centsText(after, currency, style);
}

function minorOf(text: string, currency: string, style: NumberStyle): number | null {
  const read = calculateAmount(text, currency, style);
  if (read.ok) return read.value.amountMinor;
  return read.refusal.reason === 'zero' ? 0 : null;
}
