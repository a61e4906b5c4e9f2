import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsByHalves } from './zero-sum-by-halves.ts';
import { groupsByMask } from './zero-sum-by-mask.ts';
import { groupsByMultiplicity } from './zero-sum-by-multiplicity.ts';
import { peelOpposites, peelTriples } from './zero-sum-peeled.ts';

const runs = { numRuns: 1_000 };
/** Milliseconds; the exact ways need a few seconds where a machine does much else. */
const patience = 60_000;

/** Non-zero values that sum to zero: small ones with many coincidences, a few prices, or random cents. */
function zeroSums(maxLength: number): fc.Arbitrary<number[]> {
  const value = fc.oneof(
    fc.integer({ min: -6, max: 6 }),
    fc.integer({ min: -40, max: 40 }),
    fc.constantFrom(-750, -250, 500, 1_000),
    fc.integer({ min: -90_000, max: 90_000 }),
  );
  return fc
    .oneof(fc.array(value, { maxLength }), fc.array(fc.integer({ min: -9, max: 9 }), { maxLength }))
    .map((values) => values.filter((minor) => minor !== 0))
    .map((values) => {
      const last = -values.reduce((sum, minor) => sum + minor, 0);
      return last === 0 ? values : [...values, last];
    });
}

/** The number of groups, after checking that they take everybody once and that each sums to zero. */
function checkedCount(values: readonly number[], groups: readonly (readonly number[])[]): number {
  expect(groups.flat().toSorted((a, b) => a - b)).toEqual([...values.keys()]);
  for (const group of groups) {
    expect(group.length).toBeGreaterThan(0);
    expect(group.reduce((sum, person) => sum + (values[person] ?? 0), 0)).toBe(0);
  }
  return groups.length;
}

describe('the most groups that sum to zero', () => {
  it(
    '[P5] are as many by masks, by multiplicities and by halves',
    () => {
      fc.assert(
        fc.property(zeroSums(12), (values) => {
          const count = checkedCount(values, groupsByMask(values));
          expect(checkedCount(values, groupsByMultiplicity(values, Infinity) ?? [])).toBe(count);
          expect(checkedCount(values, groupsByHalves(values, Infinity) ?? [])).toBe(count);
        }),
        { numRuns: 2_000 },
      );
    },
    patience,
  );

  it('[P5] are no fewer once exact opposites are paired', () => {
    fc.assert(
      fc.property(zeroSums(11), (values) => {
        const { groups, rest } = peelOpposites(values);
        const restValues = rest.map((person) => values[person] ?? 0);
        const others = groupsByMask(restValues).map((group) => group.map((index) => rest[index] ?? -1));
        expect(checkedCount(values, [...groups, ...others])).toBe(groupsByMask(values).length);
        expect(restValues.some((value) => restValues.includes(-value))).toBe(false);
      }),
      runs,
    );
  });

  it('[P6] are found for 30 people, and by multiplicities for 60', () => {
    // In base 7 with digits from -3 to 3 a number is written in one way: only unions of these ten triples are zero.
    const values = Array.from({ length: 10 }, (_, i) => [7 ** i, 2 * 7 ** i, -3 * 7 ** i]).flat();
    expect(checkedCount(values, groupsByHalves(values, 511) ?? [])).toBe(10);
    expect(groupsByHalves(values, 510)).toBeNull();
    const prices = Array.from({ length: 20 }, () => [500, 250, -750]).flat();
    expect(checkedCount(prices, groupsByMultiplicity(prices, 2 ** 18) ?? [])).toBe(20);
  });

  it('[P6] are not sought beyond the limits, which are counts', () => {
    const values = [1, 2, 4, 8, -3, -12];
    const stateCount = 2 ** 5;
    expect(groupsByMultiplicity(values, stateCount)).not.toBeNull();
    expect(groupsByMultiplicity(values, stateCount - 1)).toBeNull();
    // Of the first five people only 1 + 2 - 3 is zero.
    expect(groupsByHalves(values, 1)).toHaveLength(2);
    expect(groupsByHalves(values, 0)).toBeNull();
    const thirtyOne = Array.from({ length: 30 }, (_, i) => 2 ** i);
    expect(groupsByHalves([...thirtyOne, 1 - 2 ** 30], 2_000)).toBeNull();
  });

  it(
    '[P6] are approached by triples, which sum to zero and take nobody twice',
    () => {
      fc.assert(
        fc.property(zeroSums(25), (values) => {
          const { groups, rest } = peelTriples(values);
          checkedCount(values, rest.length > 0 ? [...groups, rest] : groups);
          for (const group of groups) expect(group).toHaveLength(3);
          for (const a of rest)
            for (const b of rest)
              for (const c of rest) {
                const sum = (values[a] ?? 0) + (values[b] ?? 0) + (values[c] ?? 0);
                if (a < b && b < c) expect(sum).not.toBe(0);
              }
        }),
        runs,
      );
    },
    patience,
  );
});
