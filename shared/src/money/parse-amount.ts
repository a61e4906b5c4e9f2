import type { AmountRefusal } from './amount-refusal.ts';
import type { AmountToken } from './amount-tokens.ts';
import { readAmountTokens } from './amount-tokens.ts';
import { MAX_AMOUNT_MINOR } from './amount.ts';
import { minorUnitExponent } from './currency.ts';
import type { NumberReading, NumberStyle } from './read-number.ts';
import { plainStyle } from './read-number.ts';
import type { Result } from './result.ts';

export type { AmountRefusal } from './amount-refusal.ts';
export type { NumberStyle } from './read-number.ts';

/**
 * Reads one number, with or without its currency, as minor units from 1 to MAX_AMOUNT_MINOR. A calculation is
 * refused here; the amount field takes `calculateAmount`. [M2] [M3]
 */
export function parseAmount(
  text: string,
  currency: string,
  style: NumberStyle = plainStyle,
): Result<number, AmountRefusal> {
  const tokens = readAmountTokens(text, currency, style);
  if (!tokens.ok) return tokens;
  const plain = asPlainNumber(tokens.value);
  if (plain) return plainNumberToMinor(plain, currency);
  const [sign, ...rest] = tokens.value;
  if (rest.length === 0 && sign) return { ok: false, refusal: { reason: 'unfinished' } };
  const odd = tokens.value.find((token) => token.kind !== 'number') ?? tokens.value[1];
  return { ok: false, refusal: { reason: 'unreadable', found: odd?.text ?? text } };
}

/** A number with an optional sign before it. */
export interface PlainNumber {
  number: NumberReading;
  negative: boolean;
}

/** The one number that the tokens consist of, or null when they ask for a calculation. */
export function asPlainNumber(tokens: readonly AmountToken[]): PlainNumber | null {
  const [first, second, third] = tokens;
  if (first?.kind === 'number') return second ? null : { number: first.number, negative: false };
  if (first?.kind !== '+' && first?.kind !== '-') return null;
  return second?.kind === 'number' && !third ? { number: second.number, negative: first.kind === '-' } : null;
}

/** Minor units of a plain number, which must not have more decimals than its currency, not even zeros. [M3] */
export function plainNumberToMinor(plain: PlainNumber, currency: string): Result<number, AmountRefusal> {
  const { digits, scale } = plain.number;
  const allowed = minorUnitExponent(currency);
  if (scale > allowed) {
    return { ok: false, refusal: { reason: 'too-many-decimals', currency, allowed, given: scale } };
  }
  const minor = digits * 10n ** BigInt(allowed - scale);
  return checkAmount(plain.negative ? -minor : minor);
}

/** An amount of an entry is more than nothing and at most MAX_AMOUNT_MINOR. [M2] */
export function checkAmount(minor: bigint): Result<number, AmountRefusal> {
  if (minor === 0n) return { ok: false, refusal: { reason: 'zero' } };
  if (minor < 0n) return { ok: false, refusal: { reason: 'negative' } };
  if (minor > BigInt(MAX_AMOUNT_MINOR)) {
    return { ok: false, refusal: { reason: 'too-large', maxMinor: MAX_AMOUNT_MINOR } };
  }
  return { ok: true, value: Number(minor) };
}
