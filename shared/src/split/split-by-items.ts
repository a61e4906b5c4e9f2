import { apportion } from '../money/apportion.ts';
import type { Result } from '../money/result.ts';
import { findBelowZero } from './split-by-amounts.ts';
import { checkAmountAndMembers, findTwice } from './split-by-weights.ts';
import type { SplitRefusal } from './split-refusal.ts';
import { addSafely, isCount, negated } from './whole-units.ts';

/** A line of a bill and who shares it: equally, or by integer weights parallel to `memberIds`. */
export interface ItemToSplit {
  /** Minor units; below zero for what was given back, such as a deposit. */
  amountMinor: number;
  memberIds: readonly string[];
  weights?: readonly number[];
}

/**
 * Items among their people (seed + '/i' + index), then each extra in proportion to what a member's items cost
 * (seed + '/x' + index): minor units in the order of `ids`. `extras` are tax and tip above zero and discounts below
 * it; with the items they must add up to the amount. A negative amount has all signs the other way round. [S7] [S8]
 */
export function splitByItems(
  amountMinor: number,
  items: readonly ItemToSplit[],
  extras: readonly number[],
  ids: readonly string[],
  seed: string,
): Result<number[], SplitRefusal> {
  const refusal = checkAmountAndMembers(amountMinor, ids) ?? checkItems(items, ids) ?? checkExtras(extras);
  if (refusal) return { ok: false, refusal };
  if (!addSafely([amountMinor, ...items.map((item) => item.amountMinor), ...extras])) {
    return { ok: false, refusal: { reason: 'amount-too-large', maxMinor: Number.MAX_SAFE_INTEGER } };
  }
  if (amountMinor < 0) {
    const mirroredItems = items.map((item) => ({ ...item, amountMinor: negated(item.amountMinor) }));
    const mirror = splitByItems(-amountMinor, mirroredItems, extras.map(negated), ids, seed);
    return mirror.ok ? { ok: true, value: mirror.value.map(negated) } : mirror;
  }

  const subtotals = sumItems(items, ids, seed);
  const off = findBelowZero(subtotals, ids) ?? checkSums(amountMinor, items, extras);
  if (off) return { ok: false, refusal: off };
  return { ok: true, value: addExtras(subtotals, extras, ids, seed) };
}

function checkItems(items: readonly ItemToSplit[], ids: readonly string[]): SplitRefusal | null {
  const known = new Set(ids);
  for (const [item, { amountMinor, memberIds, weights }] of items.entries()) {
    if (!Number.isSafeInteger(amountMinor)) return { reason: 'item-amount', item };
    const odd = memberIds.find((id) => !known.has(id)) ?? findTwice(memberIds);
    if (odd !== undefined) return { reason: 'item-member', item, memberId: odd };
    if (weights) {
      const bad = weights.findIndex((weight) => !isCount(weight));
      if (bad >= 0) return { reason: 'item-weight', item, index: bad };
      if (weights.length !== memberIds.length) {
        return { reason: 'item-weight', item, index: Math.min(weights.length, memberIds.length) };
      }
    }
    if (memberIds.length === 0 || weights?.every((weight) => weight === 0)) {
      return { reason: 'item-nobody', item };
    }
  }
  return null;
}

function checkExtras(extras: readonly number[]): SplitRefusal | null {
  const bad = extras.findIndex((extra) => !Number.isSafeInteger(extra));
  return bad < 0 ? null : { reason: 'extra', extra: bad };
}

function checkSums(
  amountMinor: number,
  items: readonly ItemToSplit[],
  extras: readonly number[],
): SplitRefusal | null {
  const itemSum = items.reduce((sum, item) => sum + item.amountMinor, 0);
  const extraSum = extras.reduce((sum, extra) => sum + extra, 0);
  const discount = extras.reduce((sum, extra) => sum - Math.min(extra, 0), 0);
  if (discount > itemSum) return { reason: 'discount-too-large', overMinor: discount - itemSum };
  if (itemSum === 0 && extras.some((extra) => extra !== 0)) return { reason: 'extras-without-items' };
  const leftMinor = amountMinor - itemSum - extraSum;
  return leftMinor === 0 ? null : { reason: 'items-off', leftMinor };
}

function sumItems(items: readonly ItemToSplit[], ids: readonly string[], seed: string): number[] {
  const subtotalById = new Map<string, number>();
  for (const [index, { amountMinor, memberIds, weights }] of items.entries()) {
    const parts = apportion(
      amountMinor,
      weights ?? memberIds.map(() => 1),
      memberIds,
      `${seed}/i${String(index)}`,
    );
    memberIds.forEach((id, i) => subtotalById.set(id, (subtotalById.get(id) ?? 0) + (parts[i] ?? 0)));
  }
  return ids.map((id) => subtotalById.get(id) ?? 0);
}

function addExtras(
  subtotals: readonly number[],
  extras: readonly number[],
  ids: readonly string[],
  seed: string,
): number[] {
  const add = (parts: readonly number[], extra: number, extraSeed: string) =>
    extra === 0
      ? Array.from(parts)
      : apportion(extra, subtotals, ids, extraSeed).map((share, i) => share + (parts[i] ?? 0));
  const parts = extras.reduce<readonly number[]>(
    (sum, extra, index) => add(sum, extra, `${seed}/x${String(index)}`),
    subtotals,
  );
  if (parts.every((part) => part >= 0)) return Array.from(parts);
  // Odd units of several discounts met in one member. As one sum, rounding up takes at most the whole subtotal.
  const sum = extras.reduce((total, extra) => total + extra, 0);
  return add(subtotals, sum, `${seed}/x`);
}
