import { apportion } from './apportion.ts';
import { minorUnitExponent } from './currency.ts';
import { divideHalfAway } from './round-half-away.ts';

/** One member's balance in minor units. */
export type MemberBalance = readonly [memberId: string, minor: number];

/**
 * Minor units of `to` for minor units of `from` at the rate num/den (units of `to` per unit of `from`, positive
 * integers), halves away from zero. Throws when the rate is none or the result passes 2^53. [M11]
 */
export function convertMinor(minor: number, from: string, to: string, num: number, den: number): number {
  const { numerator, denominator } = minorRate(from, to, num, den);
  return toSafeNumber(divideHalfAway(BigInt(minor) * numerator, denominator));
}

/**
 * Converts balances that sum to zero into balances that sum to zero, in the same order: the sum of what is owed to
 * people is converted once, then apportioned over creditors (seed + '/+') and over debtors (seed + '/-'). Throws when
 * they do not sum to zero. [M12]
 */
export function convertBalances(
  balances: readonly MemberBalance[],
  from: string,
  to: string,
  num: number,
  den: number,
  seed: string,
): [memberId: string, minor: number][] {
  const { numerator, denominator } = minorRate(from, to, num, den);
  const creditors = balances.filter(([, minor]) => minor > 0);
  const debtors = balances.filter(([, minor]) => minor < 0);
  const sum = sumMinor(creditors);
  if (sum !== -sumMinor(debtors)) throw new RangeError('Balances must sum to zero');
  const total = toSafeNumber(divideHalfAway(sum * numerator, denominator));

  const convertedById = new Map<string, number>();
  for (const [side, sideTotal, sideSeed] of [
    [creditors, total, `${seed}/+`],
    [debtors, -total, `${seed}/-`],
  ] as const) {
    if (side.length === 0) continue;
    const ids = side.map(([id]) => id);
    const weights = side.map(([, minor]) => Math.abs(minor));
    apportion(sideTotal, weights, ids, sideSeed).forEach((share, i) =>
      convertedById.set(ids[i] ?? '', share),
    );
  }
  return balances.map(([id]) => [id, convertedById.get(id) ?? 0]);
}

function sumMinor(balances: readonly MemberBalance[]): bigint {
  return balances.reduce((sum, [, minor]) => sum + BigInt(minor), 0n);
}

function minorRate(
  from: string,
  to: string,
  num: number,
  den: number,
): { numerator: bigint; denominator: bigint } {
  if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den) || num <= 0 || den <= 0) {
    throw new RangeError('A rate is a pair of positive integers');
  }
  return {
    numerator: BigInt(num) * 10n ** BigInt(minorUnitExponent(to)),
    denominator: BigInt(den) * 10n ** BigInt(minorUnitExponent(from)),
  };
}

function toSafeNumber(value: bigint): number {
  const result = Number(value);
  if (!Number.isSafeInteger(result)) throw new RangeError('The converted amount passes 2^53');
  return result;
}
