import { calculateAmount } from '@tallybook/shared/money/calculate-amount';
import { normalizeAmountText } from '@tallybook/shared/money/normalize-amount-text';
import type { NumberStyle } from '@tallybook/shared/money/parse-amount';

/** Minor units from zero of what was typed; null when it is no amount. */
export function readPart(text: string, currency: string, style: NumberStyle): number | null {
  const reading = calculateAmount(text, currency, style);
  if (reading.ok) return reading.value.amountMinor;
  return reading.refusal.reason === 'zero' ? 0 : null;
}

/** As `readPart`, above, below or zero. */
export function readAdjustment(text: string, currency: string, style: NumberStyle): number | null {
  const [, sign = '', figure = ''] = /^\s*([-−–+]?)\s*(.*)$/su.exec(text) ?? [];
  const minor = readPart(figure, currency, style);
  if (minor === null || sign === '' || sign === '+' || minor === 0) return minor;
  return -minor;
}

/** Basis points from zero; a percentage has two decimals, like an amount of euros. */
export function readPercent(text: string, style: NumberStyle): number | null {
  return readPart(text.replace(/[%٪]\s*$/u, ''), 'EUR', style);
}

/** A decimal number with a point, such as '2' or '0.5', for what is no money; null when it is none. */
export function readDecimal(text: string): string | null {
  const plain = normalizeAmountText(text).replace(/[,٫]/, '.');
  return /^(?:\d+\.?\d*|\.\d+)$/.test(plain) ? plain : null;
}

/** The rate at which `fromMinor` comes to `toMinor`, by the decimals that the two currencies have. */
export function rateOfAmounts(
  from: { minor: number; exponent: number },
  to: { minor: number; exponent: number },
): { num: number; den: number } | null {
  return reduced(
    BigInt(to.minor) * 10n ** BigInt(from.exponent),
    BigInt(from.minor) * 10n ** BigInt(to.exponent),
  );
}

/** The decimal number that a rate is exactly, or null. */
export function decimalOfRate({ num, den }: { num: number; den: number }): string | null {
  const digits = String(den).length - 1;
  if (den !== 10 ** digits && 10 ** 12 % den !== 0) return null;
  const scale = den === 10 ** digits ? digits : 12;
  const scaled = String((BigInt(num) * 10n ** BigInt(scale)) / BigInt(den)).padStart(scale + 1, '0');
  if (scale === 0) return scaled;
  return `${scaled.slice(0, -scale)}.${scaled.slice(-scale)}`.replace(/\.?0+$/, '');
}

function reduced(num: bigint, den: bigint): { num: number; den: number } | null {
  if (num <= 0n || den <= 0n) return null;
  let [a, b] = [num, den];
  while (b > 0n) [a, b] = [b, a % b];
  const [n, d] = [Number(num / a), Number(den / a)];
  return Number.isSafeInteger(n) && Number.isSafeInteger(d) ? { num: n, den: d } : null;
}
