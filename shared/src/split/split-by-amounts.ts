import type { Result } from '../money/result.ts';
import { checkAmountAndMembers, checkCount, splitEqually } from './split-by-weights.ts';
import type { SplitRefusal } from './split-refusal.ts';
import { addSafely, isCount, negated, sumUnits } from './whole-units.ts';

/** Parts as entered, in minor units of the amount's sign, which must add up to it. [S5] */
export function splitExactly(amountMinor: number, parts: readonly number[]): Result<number[], SplitRefusal> {
  if (!Number.isSafeInteger(amountMinor)) return { ok: false, refusal: { reason: 'amount-not-an-integer' } };
  if (parts.length === 0) return { ok: false, refusal: { reason: 'nobody' } };
  const isPart = (part: number) =>
    isCount(part) || (amountMinor < 0 && Number.isSafeInteger(part) && part < 0);
  const bad = parts.findIndex((part) => !isPart(part) || (amountMinor < 0 && part > 0));
  if (bad >= 0) return { ok: false, refusal: { reason: 'part', index: bad } };
  const left = BigInt(amountMinor) - sumUnits(parts);
  if (left !== 0n) return { ok: false, refusal: { reason: 'exact-off', leftMinor: Number(left) } };
  return { ok: true, value: Array.from(parts) };
}

/**
 * Adjustments in minor units, above, below or zero, and the rest equally among all, in the order of `ids`. Refused
 * when they exceed the amount, or when anybody would bear less than nothing. [S6]
 */
export function splitByAdjustments(
  amountMinor: number,
  adjustments: readonly number[],
  ids: readonly string[],
  seed: string,
): Result<number[], SplitRefusal> {
  const refusal = checkAmountAndMembers(amountMinor, ids) ?? checkCount(adjustments, ids);
  if (refusal) return { ok: false, refusal };
  const bad = adjustments.findIndex((adjustment) => !Number.isSafeInteger(adjustment));
  if (bad >= 0) return { ok: false, refusal: { reason: 'adjustment', index: bad, memberId: ids[bad] ?? '' } };
  if (!addSafely([amountMinor, ...adjustments])) {
    return { ok: false, refusal: { reason: 'amount-too-large', maxMinor: Number.MAX_SAFE_INTEGER } };
  }
  if (amountMinor < 0) {
    const mirror = splitByAdjustments(-amountMinor, adjustments.map(negated), ids, seed);
    return mirror.ok ? { ok: true, value: mirror.value.map(negated) } : mirror;
  }

  const rest = amountMinor - Number(sumUnits(adjustments));
  if (rest < 0) return { ok: false, refusal: { reason: 'adjustments-exceed', overMinor: -rest } };
  const equal = splitEqually(rest, ids, seed);
  if (!equal.ok) return equal;
  const parts = equal.value.map((part, i) => part + (adjustments[i] ?? 0));
  const below = findBelowZero(parts, ids);
  return below ? { ok: false, refusal: below } : { ok: true, value: parts };
}

/** Nobody bears less than nothing. */
export function findBelowZero(parts: readonly number[], ids: readonly string[]): SplitRefusal | null {
  const below = parts.findIndex((part) => part < 0);
  if (below < 0) return null;
  return { reason: 'below-zero', memberId: ids[below] ?? '', belowMinor: -(parts[below] ?? 0) };
}
