import { minorUnitExponent } from './currency.ts';

/** The largest amount of one entry, in minor units: sums of 9,000 of them still have headroom in the checks. */
export const MAX_AMOUNT_MINOR = 1_000_000_000_000;

/** An integer count of minor units (cents, fils, yen) of one currency. */
export interface Money {
  amountMinor: number;
  currency: string;
}

/** The machine form of minor units, such as '-0.07': by string, so that no digit passes through a float. [M1] */
export function formatMinor(minor: number | bigint, currency: string): string {
  const exponent = minorUnitExponent(currency);
  const units = BigInt(minor);
  const digits = (units < 0n ? -units : units).toString().padStart(exponent + 1, '0');
  const sign = units < 0n ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
