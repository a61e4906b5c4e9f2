import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../money/result.ts';
import { resolveSplit } from './recipe.ts';
import { splitByAdjustments, splitExactly } from './split-by-amounts.ts';
import { splitByItems } from './split-by-items.ts';
import { splitByPercent, splitByShares, splitEqually } from './split-by-weights.ts';
import type { SplitRefusal } from './split-refusal.ts';

const three = ['ali', 'bea', 'cy'];
const runs = { numRuns: 1000 };
const seeds = fc.string({ maxLength: 12 });
const amounts = fc.oneof(
  fc.integer({ min: -2000, max: 2000 }),
  fc.maxSafeInteger().filter((amount) => Math.abs(amount) <= 1e12),
);
const members = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 9 });
const weighted = fc
  .uniqueArray(
    fc.tuple(fc.stringMatching(/^[a-z]{1,4}$/), fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 1_000_000_000 }))),
    { minLength: 1, maxLength: 9, selector: ([id]) => id },
  )
  .filter((pairs) => pairs.some(([, weight]) => weight > 0));

function partsOf(result: Result<number[], SplitRefusal>): number[] {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

function refusalOf(result: Result<unknown, SplitRefusal>): SplitRefusal | null {
  return result.ok ? null : result.refusal;
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

function sorted(parts: readonly number[]): number[] {
  return parts.toSorted((a, b) => b - a);
}

describe('equally and by weights', () => {
  it('[S1] takes integers and somebody, and nobody twice', () => {
    expect(splitEqually(999, ['ali'], 'x')).toEqual({ ok: true, value: [999] });
    expect(splitEqually(-0, ['ali'], 'x')).toEqual({ ok: true, value: [0] });
    expect(refusalOf(splitEqually(100, [], 'x'))).toEqual({ reason: 'nobody' });
    expect(refusalOf(splitEqually(100, ['ali', 'bea', 'ali'], 'x'))).toEqual({
      reason: 'duplicate-member',
      memberId: 'ali',
    });
    for (const amount of [0.5, NaN, Infinity, 2 ** 53]) {
      for (const result of [
        splitEqually(amount, three, 'x'),
        splitExactly(amount, [1]),
        splitByPercent(amount, [10_000], ['ali'], 'x'),
        splitByAdjustments(amount, [0], ['ali'], 'x'),
        splitByItems(amount, [], [], ['ali'], 'x'),
      ]) {
        expect(refusalOf(result)).toEqual({ reason: 'amount-not-an-integer' });
      }
    }
  });

  it('[S2] gives the odd units to members by the hash of the seed', () => {
    expect(partsOf(splitEqually(2, three, 'exp-0004'))).toEqual([0, 1, 1]);
    expect(partsOf(splitEqually(1000, three, 'exp-0001'))).toEqual([334, 333, 333]);
    expect(partsOf(splitEqually(-1000, three, 'exp-0001'))).toEqual([-334, -333, -333]);
  });

  it('[S2] peers 1: 100 by 3 is 34, 33, 33', () => {
    expect(sorted(partsOf(splitEqually(100, three, 'e_1')))).toEqual([34, 33, 33]);
  });

  it('[S2] peers 2: 30.05 by 10 is five times 3.01 and five times 3.00', () => {
    const ten = Array.from({ length: 10 }, (_, i) => `m${String(i)}`);
    const parts = partsOf(splitEqually(3005, ten, 'e_1'));
    expect(sorted(parts)).toEqual([301, 301, 301, 301, 301, 300, 300, 300, 300, 300]);
  });

  it('[S2] peers 3: ten times 10.00 by 3 is the same in every order of members', () => {
    const order = ['cy', 'ali', 'bea'];
    const total = (ids: string[], id: string) =>
      sum(
        Array.from(
          { length: 10 },
          (_, i) => partsOf(splitEqually(1000, ids, `e_${String(i)}`))[ids.indexOf(id)] ?? 0,
        ),
      );
    for (const id of three) {
      expect(total(three, id)).toBe(total(order, id));
      // Odd cents go round: at most one per entry, and not all to one member.
      expect(total(three, id) - 3330).toBeGreaterThanOrEqual(0);
      expect(total(three, id) - 3330).toBeLessThan(10);
    }
    expect(sum(three.map((id) => total(three, id)))).toBe(10_000);
  });

  it('[S2] peers 3: 5.00 and 10.00 by 3 leave who paid at 10.00, but for a cent of each bill', () => {
    for (const payer of three) {
      const share = (minor: number, seed: string) =>
        partsOf(splitEqually(minor, three, seed))[three.indexOf(payer)] ?? 0;
      const balance = 1500 - share(500, 'e_1') - share(1000, 'e_2');
      expect(Math.abs(balance - 1000)).toBeLessThanOrEqual(1);
    }
  });

  it('[S2] peers 15: 10 yen by 4 is 3, 3, 2, 2 and 103 by 3 is 35, 34, 34', () => {
    expect(sorted(partsOf(splitEqually(10, [...three, 'dan'], 'e_1')))).toEqual([3, 3, 2, 2]);
    expect(sorted(partsOf(splitEqually(103, three, 'e_1')))).toEqual([35, 34, 34]);
  });

  it('[S3] splits in proportion, exactly beyond 2^53', () => {
    expect(partsOf(splitByShares(10_001, [2, 1, 1], three, 'exp-0006'))).toEqual([5001, 2500, 2500]);
    expect(partsOf(splitByShares(1000, [3, 3, 3], three, 'exp-0001'))).toEqual([334, 333, 333]);
    expect(partsOf(splitByShares(999_999_999_999, [98_765_433, 123_456_789, 1], three, 'big'))).toEqual([
      444_444_446_944, 555_555_548_555, 4500,
    ]);
  });

  it('[S3] peers 7: refuses weights below zero, fractions, and all zero, by name', () => {
    for (const weight of [-1, 0.5, NaN, 2 ** 53, -0]) {
      expect(refusalOf(splitByShares(100, [1, weight, 1], three, 'x'))).toEqual({
        reason: 'weight',
        index: 1,
        memberId: 'bea',
      });
    }
    expect(refusalOf(splitByShares(100, [0, 0, 0], three, 'x'))).toEqual({ reason: 'weights-zero' });
    expect(refusalOf(splitByShares(100, [1, 1], three, 'x'))).toEqual({
      reason: 'count-off',
      members: 3,
      given: 2,
    });
    expect(partsOf(splitByShares(101, [0, 1, 0], three, 'x'))).toEqual([0, 101, 0]);
  });

  it('[S3] adds up, is off by less than one, follows the weights, and ignores the order', () => {
    fc.assert(
      fc.property(amounts, weighted, seeds, fc.nat(), (amount, pairs, seed, turn) => {
        const ids = pairs.map(([id]) => id);
        const weights = pairs.map(([, weight]) => weight);
        const parts = partsOf(splitByShares(amount, weights, ids, seed));
        const weightSum = BigInt(sum(weights));
        expect(sum(parts)).toBe(amount);
        parts.forEach((part, i) => {
          const off = BigInt(part) * weightSum - BigInt(amount) * BigInt(weights[i] ?? 0);
          expect(off < weightSum && -off < weightSum).toBe(true);
          if (weights[i] === 0) expect(part).toBe(0);
          expect(Object.is(part, -0)).toBe(false);
          weights.forEach((weight, j) => {
            if (weight > (weights[i] ?? 0))
              expect(Math.abs(parts[j] ?? 0)).toBeGreaterThanOrEqual(Math.abs(part));
          });
        });
        const from = turn % ids.length;
        const turned = <T>(list: readonly T[]) => [...list.slice(from), ...list.slice(0, from)].reverse();
        expect(partsOf(splitByShares(amount, turned(weights), turned(ids), seed))).toEqual(turned(parts));
        const mirror = partsOf(splitByShares(amount === 0 ? 0 : -amount, weights, ids, seed));
        mirror.forEach((part, i) => expect(part + (parts[i] ?? 0)).toBe(0));
      }),
      runs,
    );
  });

  it('[S3] with the same shares for all splits equally', () => {
    fc.assert(
      fc.property(amounts, members, seeds, fc.integer({ min: 1, max: 999 }), (amount, ids, seed, weight) => {
        const same = ids.map(() => weight);
        expect(splitByShares(amount, same, ids, seed)).toEqual(splitEqually(amount, ids, seed));
      }),
      runs,
    );
  });

  it('[S3] takes shares as decimal texts of at most four decimals', () => {
    const by = (...texts: string[]) =>
      resolveSplit(1000, { mode: 'shares', shares: texts.map((text, i) => [three[i] ?? '', text]) }, 'e_1');
    expect(by('0.5', '1', '1.0')).toMatchObject({
      value: [
        ['ali', 200],
        ['bea', 400],
        ['cy', 400],
      ],
    });
    expect(by('.25', '0', '0.75')).toMatchObject({
      value: [
        ['ali', 250],
        ['bea', 0],
        ['cy', 750],
      ],
    });
    expect(by('999999999.9999', '0.0001')).toMatchObject({ ok: true });
    for (const text of ['', '.', '-1', '+1', '1e3', '0,5', ' 1', '1.00001', '1234567890', 'NaN', '٣']) {
      expect(by('1', text)).toEqual({ ok: false, refusal: { reason: 'weight', index: 1, memberId: 'bea' } });
    }
    expect(by('0', '0.0')).toEqual({ ok: false, refusal: { reason: 'weights-zero' } });
  });

  it('[S4] takes percentages that add up to 100, and says what is left', () => {
    expect(partsOf(splitByPercent(10_000, [3333, 3333, 3334], three, 'exp-0009'))).toEqual([
      3333, 3333, 3334,
    ]);
    const left = (...basisPoints: number[]) => refusalOf(splitByPercent(10_000, basisPoints, three, 'x'));
    expect(left(3333, 3333, 3333)).toEqual({ reason: 'percent-off', leftBasisPoints: 1 });
    expect(left(5000, 4250, 0)).toEqual({ reason: 'percent-off', leftBasisPoints: 750 });
    expect(left(5000, 5000, 5)).toEqual({ reason: 'percent-off', leftBasisPoints: -5 });
    expect(left(0, 0, 0)).toEqual({ reason: 'percent-off', leftBasisPoints: 10_000 });
    expect(left(12_000, -2000, 0)).toEqual({ reason: 'weight', index: 1, memberId: 'bea' });
    expect(left(5000.5, 4999.5, 0)).toEqual({ reason: 'weight', index: 0, memberId: 'ali' });
    expect(left(10_000)).toMatchObject({ reason: 'count-off' });
    expect(refusalOf(splitByPercent(100, [], [], 'x'))).toEqual({ reason: 'nobody' });
  });

  it('[S4] peers 9: percentages whose sums in floats miss 100 are taken', () => {
    const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    expect(splitByPercent(10_000, [3340, 3330, 3330], three, 'x').ok).toBe(true);
    expect(splitByPercent(10_000, [1428, 1428, 1428, 1429, 1429, 1429, 1429], seven, 'x').ok).toBe(true);
    expect(splitByPercent(10_000, [2810, 3595, 3595], three, 'x').ok).toBe(true);
  });
});
