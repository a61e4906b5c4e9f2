import { normalizeAmountText } from './normalize-amount-text.ts';
import type { NumberStyle } from './read-number.ts';
import { readNumber } from './read-number.ts';
import type { Result } from './result.ts';

/** So many decimals may stand behind a rate that is below one. */
const MAX_DIGITS = 12;

/** num/den units of one currency per unit of another, as positive integers in lowest terms. */
export interface Rate {
  num: number;
  den: number;
}

/**
 * The exact rate that a typed decimal number is, by the separators of the style: '17,250' is seventeen thousand where the
 * comma groups. Refused when it is no number, zero, or has more than twelve digits. [M18]
 */
export function readRate(text: string, style: NumberStyle): Result<Rate, 'not-a-rate' | 'zero' | 'too-long'> {
  const plain = normalizeAmountText(text);
  const reading = /^[\d.,'٫٬ ]+$/.test(plain) ? readNumber(plain, 2, style) : null;
  if (!reading) return { ok: false, refusal: 'not-a-rate' };
  if (reading.digits === 0n) return { ok: false, refusal: 'zero' };
  if (String(reading.digits).length > MAX_DIGITS || reading.scale > MAX_DIGITS)
    return { ok: false, refusal: 'too-long' };
  const den = 10n ** BigInt(reading.scale);
  const divisor = greatestCommonDivisor(reading.digits, den);
  return {
    ok: true,
    value: { num: Number(reading.digits / divisor), den: Number(den / divisor) },
  };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
