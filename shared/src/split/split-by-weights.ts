import { apportion } from '../money/apportion.ts';
import type { Result } from '../money/result.ts';
import type { SplitRefusal } from './split-refusal.ts';
import { isCount, sumUnits } from './whole-units.ts';

/** What all percentages add up to: hundredths of a percent. */
const WHOLE_BASIS_POINTS = 10_000;

/**
 * The same for everybody: minor units in the order of `ids`. Odd units go round with `seed`, the id of the entity;
 * a negative amount mirrors the positive one. [S1] [S2]
 */
export function splitEqually(
  amountMinor: number,
  ids: readonly string[],
  seed: string,
): Result<number[], SplitRefusal> {
  return splitByShares(
    amountMinor,
    ids.map(() => 1),
    ids,
    seed,
  );
}

/** In proportion to integer weights from zero, in the order of `ids`; weight zero gets nothing. [S3] */
export function splitByShares(
  amountMinor: number,
  weights: readonly number[],
  ids: readonly string[],
  seed: string,
): Result<number[], SplitRefusal> {
  const refusal = checkAmountAndMembers(amountMinor, ids) ?? checkCount(weights, ids);
  if (refusal) return { ok: false, refusal };
  const bad = weights.findIndex((weight) => !isCount(weight));
  if (bad >= 0) return { ok: false, refusal: { reason: 'weight', index: bad, memberId: ids[bad] ?? '' } };
  if (weights.every((weight) => weight === 0)) return { ok: false, refusal: { reason: 'weights-zero' } };
  return { ok: true, value: apportion(amountMinor, weights, ids, seed) };
}

/** By hundredths of a percent, integers from zero that add up to 10,000, in the order of `ids`. [S4] */
export function splitByPercent(
  amountMinor: number,
  basisPoints: readonly number[],
  ids: readonly string[],
  seed: string,
): Result<number[], SplitRefusal> {
  if (basisPoints.length === ids.length && basisPoints.every(isCount)) {
    const left = BigInt(WHOLE_BASIS_POINTS) - sumUnits(basisPoints);
    const refusal = checkAmountAndMembers(amountMinor, ids);
    if (!refusal && left !== 0n) {
      return { ok: false, refusal: { reason: 'percent-off', leftBasisPoints: Number(left) } };
    }
  }
  return splitByShares(amountMinor, basisPoints, ids, seed);
}

/** What no way of splitting takes: an amount that is no integer, nobody, and anybody twice. [S1] */
export function checkAmountAndMembers(amountMinor: number, ids: readonly string[]): SplitRefusal | null {
  return Number.isSafeInteger(amountMinor) ? checkMembers(ids) : { reason: 'amount-not-an-integer' };
}

/** Somebody, and nobody twice. */
export function checkMembers(ids: readonly string[]): SplitRefusal | null {
  if (ids.length === 0) return { reason: 'nobody' };
  const twice = findTwice(ids);
  return twice === undefined ? null : { reason: 'duplicate-member', memberId: twice };
}

/** One value for each member. */
export function checkCount(values: readonly unknown[], ids: readonly string[]): SplitRefusal | null {
  if (values.length === ids.length) return null;
  return { reason: 'count-off', members: ids.length, given: values.length };
}

/** The first id that has occurred before. */
export function findTwice(ids: readonly string[]): string | undefined {
  const known = new Set<string>();
  return ids.find((id) => known.size === known.add(id).size);
}
