import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../money/result.ts';
import { splitByAdjustments, splitExactly } from './split-by-amounts.ts';
import type { SplitRefusal } from './split-refusal.ts';

const three = ['ali', 'bea', 'cy'];
const runs = { numRuns: 1000 };
const seeds = fc.string({ maxLength: 12 });

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

describe('by amounts', () => {
  it('[S5] takes exact parts that add up, and says what is left', () => {
    expect(partsOf(splitExactly(9000, [6705, 1249, 1046]))).toEqual([6705, 1249, 1046]);
    expect(partsOf(splitExactly(100, [0, 100]))).toEqual([0, 100]);
    expect(partsOf(splitExactly(-100, [-99, -1, 0]))).toEqual([-99, -1, 0]);
    expect(refusalOf(splitExactly(100, [40, 50]))).toEqual({ reason: 'exact-off', leftMinor: 10 });
    expect(refusalOf(splitExactly(-100, [-150]))).toEqual({ reason: 'exact-off', leftMinor: 50 });
    expect(refusalOf(splitExactly(100, []))).toEqual({ reason: 'nobody' });
    for (const part of [-50, 0.5, -0, NaN, Infinity]) {
      expect(refusalOf(splitExactly(100, [150, part]))).toEqual({ reason: 'part', index: 1 });
    }
    expect(refusalOf(splitExactly(-100, [-150, 50]))).toEqual({ reason: 'part', index: 1 });
    expect(refusalOf(splitExactly(1, [2 ** 53 - 1, 2 ** 53 - 1, 3]))).toMatchObject({ reason: 'exact-off' });
  });

  it('[S5] peers 11: 524.34 in parts of 524.35 is said to be 0.01 over', () => {
    const parts = [11_011, 20_974, 10_487, 8914, 1049];
    expect(refusalOf(splitExactly(52_434, parts))).toEqual({ reason: 'exact-off', leftMinor: -1 });
  });

  it('[S5] peers 23: a row of 100 with +70, -50 and -20 is shares of 30, 50 and 20', () => {
    expect(partsOf(splitExactly(100, [100 - 50 - 20, 50, 20]))).toEqual([30, 50, 20]);
  });

  it('[S6] splits what adjustments leave equally', () => {
    expect(partsOf(splitByAdjustments(3500, [0, 500, 0], three, 'exp-0011'))).toEqual([1000, 1500, 1000]);
    expect(partsOf(splitByAdjustments(1000, [-500, 0], ['ali', 'bea'], 'x'))).toEqual([250, 750]);
    expect(partsOf(splitByAdjustments(500, [0, 500, 0], three, 'x'))).toEqual([0, 500, 0]);
    expect(partsOf(splitByAdjustments(-3500, [0, -500, -0], three, 'x'))).toEqual([-1000, -1500, -1000]);
  });

  it('[S6] refuses adjustments above the amount, and a member below zero', () => {
    expect(refusalOf(splitByAdjustments(400, [0, 500, 0], three, 'x'))).toEqual({
      reason: 'adjustments-exceed',
      overMinor: 100,
    });
    expect(refusalOf(splitByAdjustments(100, [0, -500], ['ali', 'bea'], 'x'))).toEqual({
      reason: 'below-zero',
      memberId: 'bea',
      belowMinor: 200,
    });
    expect(refusalOf(splitByAdjustments(-100, [0, 500], ['ali', 'bea'], 'x'))).toMatchObject({
      reason: 'below-zero',
      belowMinor: 200,
    });
    expect(refusalOf(splitByAdjustments(100, [0, 0.5, 0], three, 'x'))).toEqual({
      reason: 'adjustment',
      index: 1,
      memberId: 'bea',
    });
    expect(refusalOf(splitByAdjustments(100, [0, 0], three, 'x'))).toMatchObject({ reason: 'count-off' });
    expect(refusalOf(splitByAdjustments(100, [-(2 ** 53 - 1), 0, 0], three, 'x'))).toMatchObject({
      reason: 'amount-too-large',
    });
  });

  it('[S6] adds up and never goes below zero', () => {
    const adjusted = fc.uniqueArray(
      fc.tuple(fc.stringMatching(/^[a-z]{1,4}$/), fc.integer({ min: -300, max: 300 })),
      { minLength: 1, maxLength: 8, selector: ([id]) => id },
    );
    fc.assert(
      fc.property(fc.integer({ min: -3000, max: 3000 }), adjusted, seeds, (amount, pairs, seed) => {
        const ids = pairs.map(([id]) => id);
        const adjustments = pairs.map(([, adjustment]) => adjustment);
        const result = splitByAdjustments(amount, adjustments, ids, seed);
        if (!result.ok) {
          expect(['adjustments-exceed', 'below-zero']).toContain(result.refusal.reason);
          return;
        }
        expect(sum(result.value)).toBe(amount);
        expect(result.value.every((part) => (amount < 0 ? part <= 0 : part >= 0))).toBe(true);
        const reversed = splitByAdjustments(amount, adjustments.toReversed(), ids.toReversed(), seed);
        expect(partsOf(reversed)).toEqual(result.value.toReversed());
      }),
      runs,
    );
  });
});
