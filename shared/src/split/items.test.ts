import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../money/apportion.ts';
import type { Result } from '../money/result.ts';
import { fillRest } from './fill-rest.ts';
import { resolveSplit } from './recipe.ts';
import type { ItemToSplit } from './split-by-items.ts';
import { splitByItems } from './split-by-items.ts';
import type { SplitRefusal } from './split-refusal.ts';

const two = ['ali', 'bea'];
const runs = { numRuns: 1000 };

function item(amountMinor: number, memberIds: string[], weights?: number[]): ItemToSplit {
  return { amountMinor, memberIds, ...(weights && { weights }) };
}

function partsOf(result: Result<number[], SplitRefusal>): number[] {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

function addUp(a: readonly number[], b: readonly number[]): number[] {
  return a.map((part, i) => part + (b[i] ?? 0));
}

function refusalOf(
  amountMinor: number,
  items: ItemToSplit[],
  extras: number[] = [],
  ids: string[] = two,
): SplitRefusal | null {
  const result = splitByItems(amountMinor, items, extras, ids, 'x');
  return result.ok ? null : result.refusal;
}

describe('items', () => {
  const dinner = [item(1200, ['ali']), item(800, ['bea']), item(300, two)];

  it('[S7] splits each item among its people, and extras in proportion to their items', () => {
    expect(partsOf(splitByItems(2785, dinner, [185, 300], two, 'exp-0012'))).toEqual([1635, 1150]);
    const mirrored = dinner.map((one) => ({ ...one, amountMinor: -one.amountMinor }));
    expect(partsOf(splitByItems(-2785, mirrored, [-185, -300], two, 'exp-0012'))).toEqual([-1635, -1150]);
    expect(partsOf(splitByItems(900, [item(900, two, [2, 1])], [], [...two, 'cy'], 'x'))).toEqual([
      600, 300, 0,
    ]);
    expect(partsOf(splitByItems(2070, dinner, [-230], two, 'x'))).toEqual([1215, 855]);
    expect(partsOf(splitByItems(0, [item(100, ['ali'])], [-100], two, 'x'))).toEqual([0, 0]);
  });

  it('[S7] peers 26: tax of 9.09 on 85.91 and 5.00 is 8.59 and 0.50', () => {
    const items = [item(8591, ['ali']), item(500, ['bea'])];
    expect(partsOf(splitByItems(10_000, items, [909], two, 'x'))).toEqual([8591 + 859, 500 + 50]);
  });

  it('[S7] gives the odd units of every item and extra by a seed of its own', () => {
    for (const seed of ['e_a', 'e_b', 'e_c', 'e_d']) {
      const parts = partsOf(splitByItems(206, [item(101, two), item(103, two)], [1, 1], two, seed));
      const sums = [
        apportion(101, [1, 1], two, `${seed}/i0`),
        apportion(103, [1, 1], two, `${seed}/i1`),
      ].reduce(addUp);
      const extras = [apportion(1, sums, two, `${seed}/x0`), apportion(1, sums, two, `${seed}/x1`)];
      expect(parts).toEqual([sums, ...extras].reduce(addUp));
    }
  });

  it('[S7] takes an item below zero as long as nobody comes below zero', () => {
    expect(partsOf(splitByItems(750, [item(800, two), item(-50, ['ali'])], [], two, 'x'))).toEqual([
      350, 400,
    ]);
    expect(refusalOf(750, [item(800, ['bea']), item(-50, ['ali'])])).toEqual({
      reason: 'below-zero',
      memberId: 'ali',
      belowMinor: 50,
    });
  });

  it('[S7] names the item at fault', () => {
    expect(refusalOf(100, [item(60, two), item(40, [])])).toEqual({ reason: 'item-nobody', item: 1 });
    expect(refusalOf(100, [item(100, two, [0, 0])])).toEqual({ reason: 'item-nobody', item: 0 });
    expect(refusalOf(100, [item(100, ['ali', 'cy'])])).toEqual({
      reason: 'item-member',
      item: 0,
      memberId: 'cy',
    });
    expect(refusalOf(100, [item(100, ['ali', 'ali'])])).toEqual({
      reason: 'item-member',
      item: 0,
      memberId: 'ali',
    });
    for (const weights of [[1], [1, -1], [1, 0.5], [1, NaN]]) {
      expect(refusalOf(100, [item(100, two, weights)])).toEqual({ reason: 'item-weight', item: 0, index: 1 });
    }
    expect(refusalOf(100, [item(100, two, [1, 1, 1])])).toEqual({
      reason: 'item-weight',
      item: 0,
      index: 2,
    });
    expect(refusalOf(100, [item(0.5, two)])).toEqual({ reason: 'item-amount', item: 0 });
    expect(refusalOf(100, [item(100, two)], [0, NaN])).toEqual({ reason: 'extra', extra: 1 });
    expect(refusalOf(100, [item(100, two)], [], [])).toEqual({ reason: 'nobody' });
    expect(refusalOf(100, [item(2 ** 53 - 1, two), item(1, two)])).toMatchObject({
      reason: 'amount-too-large',
    });
  });

  it('[S8] says what items and extras miss the amount by, and when a discount exceeds the items', () => {
    expect(refusalOf(2786, dinner, [185, 300])).toEqual({ reason: 'items-off', leftMinor: 1 });
    expect(refusalOf(100, dinner)).toEqual({ reason: 'items-off', leftMinor: -2200 });
    expect(refusalOf(100, [])).toEqual({ reason: 'items-off', leftMinor: 100 });
    expect(refusalOf(100, [item(100, ['ali'])], [-150, 150])).toEqual({
      reason: 'discount-too-large',
      overMinor: 50,
    });
    expect(refusalOf(100, [item(0, ['ali'])], [100])).toEqual({ reason: 'extras-without-items' });
  });

  it('[S8] never takes a member below zero by the odd units of several discounts', () => {
    const three = ['ali', 'bea', 'cy'];
    for (let i = 0; i < 50; i++) {
      const items = three.map((id) => item(1, [id]));
      expect(partsOf(splitByItems(0, items, [-1, -1, -1], three, `e_${String(i)}`))).toEqual([0, 0, 0]);
    }
  });

  it('[S8] adds up for any bill, with nobody below zero and nothing for those without items', () => {
    const ids = ['ali', 'bea', 'cy', 'dan'];
    const items = fc.array(
      fc.tuple(fc.nat({ max: 500 }), fc.subarray(['ali', 'bea', 'cy'], { minLength: 1 })),
      { minLength: 1, maxLength: 8 },
    );
    const extras = fc.array(fc.integer({ min: -60, max: 60 }), { maxLength: 5 });
    fc.assert(
      fc.property(items, extras, fc.string({ maxLength: 8 }), (lines, extra, seed) => {
        const bill = lines.map(([amount, who]) => item(amount, who));
        const itemSum = bill.reduce((sum, one) => sum + one.amountMinor, 0);
        const discount = extra.reduce((sum, one) => sum - Math.min(one, 0), 0);
        fc.pre(discount <= itemSum && itemSum > 0);
        const amount = itemSum + extra.reduce((sum, one) => sum + one, 0);
        const parts = partsOf(splitByItems(amount, bill, extra, ids, seed));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount);
        expect(parts.every((part) => part >= 0)).toBe(true);
        expect(parts[3]).toBe(0);
        const turned = bill.map((one) => ({ ...one, memberIds: one.memberIds.toReversed() }));
        expect(partsOf(splitByItems(amount, turned, extra, ids.toReversed(), seed))).toEqual(
          parts.toReversed(),
        );
      }),
      runs,
    );
  });

  it('[S9] resolves a recipe in its own order, with discounts entered above zero', () => {
    const recipe = {
      mode: 'items',
      memberIds: ['bea', 'ali'],
      items: [{ title: 'Soup', amountMinor: 1000, memberIds: ['ali'] }],
      extras: [{ kind: 'discount', amountMinor: 100 }],
    } as const;
    expect(resolveSplit(900, recipe, 'e_1')).toEqual({
      ok: true,
      value: [
        ['bea', 0],
        ['ali', 900],
      ],
    });
    const negative = { ...recipe, extras: [{ kind: 'tip', amountMinor: -100 }] } as const;
    expect(resolveSplit(900, negative, 'e_1')).toEqual({ ok: false, refusal: { reason: 'extra', extra: 0 } });
    const twice = {
      mode: 'exact',
      parts: [
        ['ali', 1],
        ['ali', 2],
      ],
    } as const;
    expect(resolveSplit(3, twice, 'e_1')).toEqual({
      ok: false,
      refusal: { reason: 'duplicate-member', memberId: 'ali' },
    });
  });
});

describe('the last empty field', () => {
  it('[S10] takes the rest', () => {
    expect(fillRest(1000, [400, null, 250])).toEqual([400, 350, 250]);
    expect(fillRest(10_000, [3333, 3333, null])).toEqual([3333, 3333, 3334]);
    expect(fillRest(500, [null])).toEqual([500]);
    expect(fillRest(500, [500, null])).toEqual([500, 0]);
    expect(fillRest(-500, [-200, null])).toEqual([-200, -300]);
  });

  it('[S10] peers 11: also after clearing a field', () => {
    const typed = [11_011, 20_974, 10_487, 8914, null];
    expect(fillRest(52_434, typed)).toEqual([11_011, 20_974, 10_487, 8914, 1048]);
    expect(fillRest(52_434, [null, 20_974, 10_487, 8914, 1048])[0]).toBe(11_011);
  });

  it('[S10] stays empty beside another empty field, and when too much is given out', () => {
    for (const values of [[null, null], [1, 2], [], [600, null], [0.5, null]]) {
      expect(fillRest(500, values)).toEqual(values);
    }
  });
});
