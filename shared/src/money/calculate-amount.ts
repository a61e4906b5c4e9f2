import type { AmountRefusal } from './amount-refusal.ts';
import type { AmountToken } from './amount-tokens.ts';
import { readAmountTokens } from './amount-tokens.ts';
import { minorUnitExponent } from './currency.ts';
import { evaluateTokens } from './evaluate-tokens.ts';
import { asPlainNumber, checkAmount, plainNumberToMinor } from './parse-amount.ts';
import type { NumberStyle } from './read-number.ts';
import { plainStyle } from './read-number.ts';
import type { Result } from './result.ts';
import { divideHalfAway } from './round-half-away.ts';

/** What an amount field holds, in minor units from 1 to MAX_AMOUNT_MINOR. */
export interface AmountReading {
  amountMinor: number;
  /** There was something to work out, so the screen shows the result. */
  isCalculation: boolean;
  /** The exact result lies between two minor units. */
  rounded: boolean;
  /** A separator could be read in two ways, so the screen shows which way was taken. */
  ambiguous: boolean;
}

/**
 * Reads what people type or paste into an amount field: a number, or a calculation with + - * / ( ) and %. Exact
 * until the end, where it is rounded once. Takes any text and never throws. [M8]
 */
export function calculateAmount(
  text: string,
  currency: string,
  style: NumberStyle = plainStyle,
): Result<AmountReading, AmountRefusal> {
  const tokens = readAmountTokens(text, currency, style);
  if (!tokens.ok) return tokens;
  const ambiguous = tokens.value.some(isAmbiguous);

  const plain = asPlainNumber(tokens.value);
  if (plain) {
    const minor = plainNumberToMinor(plain, currency);
    if (!minor.ok) return minor;
    return { ok: true, value: { amountMinor: minor.value, isCalculation: false, rounded: false, ambiguous } };
  }

  const result = evaluateTokens(tokens.value);
  if (!result.ok) return result;
  const { numerator, denominator } = result.value;
  const scaled = numerator * 10n ** BigInt(minorUnitExponent(currency));
  // Before rounding, so that less than half a minor unit below zero is called negative and not zero.
  if (scaled < 0n) return { ok: false, refusal: { reason: 'negative' } };
  const minor = checkAmount(divideHalfAway(scaled, denominator));
  if (!minor.ok) return minor;
  const rounded = scaled % denominator !== 0n;
  return { ok: true, value: { amountMinor: minor.value, isCalculation: true, rounded, ambiguous } };
}

function isAmbiguous(token: AmountToken): boolean {
  return token.kind === 'number' && token.number.ambiguous;
}
