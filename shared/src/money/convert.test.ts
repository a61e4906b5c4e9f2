import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from './apportion.ts';
import { convertBalances, convertMinor } from './convert.ts';
import { hash32 } from './hash32.ts';
import { divideHalfAway } from './round-half-away.ts';

describe('rounding and conversion', () => {
  it('[M10] rounds halves away from zero', () => {
    expect([5n, 4n, -5n, -4n, 15n, -6n].map((n) => divideHalfAway(n, 10n))).toEqual([
      1n,
      0n,
      -1n,
      0n,
      2n,
      -1n,
    ]);
    expect(() => divideHalfAway(1n, 0n)).toThrow(RangeError);
  });

  it('[M11] converts between exponents and rounds once', () => {
    expect(convertMinor(10_000, 'USD', 'EUR', 9234, 10_000)).toBe(9234);
    expect(convertMinor(1234, 'JPY', 'EUR', 61, 10_000)).toBe(753);
    expect(convertMinor(5, 'USD', 'EUR', 1, 2)).toBe(3);
    expect(convertMinor(-5, 'USD', 'EUR', 1, 2)).toBe(-3);
    expect(convertMinor(1, 'KWD', 'JPY', 500, 1)).toBe(1);
    expect(Object.is(convertMinor(0, 'USD', 'EUR', 1, 2), 0)).toBe(true);
  });

  it('[M11] throws on what is no rate and on results that a number cannot hold', () => {
    for (const [num, den] of [
      [0, 1],
      [1, 0],
      [-1, 1],
      [0.5, 1],
      [NaN, 1],
    ] as const) {
      expect(() => convertMinor(1, 'USD', 'EUR', num, den)).toThrow(RangeError);
    }
    expect(() => convertMinor(1_000_000_000_000, 'USD', 'EUR', 1_000_000, 1)).toThrow(RangeError);
  });

  it('[M12] keeps balances at zero', () => {
    const balances = [
      ['ali', 1],
      ['bea', 1],
      ['cy', 1],
      ['dan', -3],
    ] as const;
    expect(convertBalances(balances, 'USD', 'EUR', 1, 2, 'cv1')).toEqual([
      ['ali', 1],
      ['bea', 1],
      ['cy', 0],
      ['dan', -2],
    ]);
    const parts = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 12 });
    const rate = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(parts, rate, rate, fc.constantFrom('JPY', 'EUR', 'KWD'), (amounts, num, den, to) => {
        const rest = -amounts.reduce((sum, amount) => sum + amount, 0);
        const input = [...amounts, rest].map((amount, i) => [`m${i}`, amount] as const);
        const output = convertBalances(input, 'EUR', to, num, den, 's');
        expect(output.map(([id]) => id)).toEqual(input.map(([id]) => id));
        expect(output.reduce((sum, [, minor]) => sum + minor, 0)).toBe(0);
        expect(output.every(([, minor], i) => minor * (input[i]?.[1] ?? 0) >= 0)).toBe(true);
      }),
    );
    expect(() => convertBalances([['ali', 1]], 'USD', 'EUR', 1, 1, 's')).toThrow(RangeError);
  });

  it('[M13] apportions odd units by remainder, then hash, then id', () => {
    expect(apportion(10_001, [2, 1, 1], ['ali', 'bea', 'cy'], 'exp-0006')).toEqual([5001, 2500, 2500]);
    expect(apportion(2, [1, 1, 1], ['ali', 'bea', 'cy'], 'exp-0004')).toEqual([0, 1, 1]);
    expect(apportion(-1000, [1, 1, 1], ['ali', 'bea', 'cy'], 'exp-0001')).toEqual([-334, -333, -333]);
    expect(apportion(999_999_999_999, [98_765_433, 123_456_789, 1], ['ali', 'bea', 'cy'], 'big')).toEqual([
      ...[444_444_446_944, 555_555_548_555, 4500],
    ]);
    expect(() => apportion(1, [0], ['ali'], 's')).toThrow(RangeError);
    expect(() => apportion(1, [0.5], ['ali'], 's')).toThrow(RangeError);
    expect(() => apportion(1, [1, 1], ['ali'], 's')).toThrow(RangeError);
  });

  it('[M13] adds up, gives nothing for weight zero, and does not mind the order of members', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), weights, fc.string(), (total, list, seed) => {
        fc.pre(list.some((weight) => weight > 0));
        const ids = list.map((_, i) => `m${i}`);
        const parts = apportion(total, list, ids, seed);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(parts.filter((part, i) => list[i] === 0 && part !== 0)).toEqual([]);
        const reversed = apportion(total, list.toReversed(), ids.toReversed(), seed);
        expect(reversed.toReversed()).toEqual(parts);
      }),
    );
  });

  it('[M14] hashes UTF-16 code units', () => {
    expect(hash32('exp-0001\0bea')).toBe(2_799_137_413);
    expect(hash32('üñ💶')).toBe(370_738_078);
  });
});
