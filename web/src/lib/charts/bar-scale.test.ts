import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barScale } from './bar-scale.ts';

const sum = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });

describe('the scale of bars', () => {
  it('keeps every bar inside, visible, on its side of zero, and the larger ones longer', () => {
    fc.assert(
      fc.property(fc.array(sum, { minLength: 1, maxLength: 60 }), (sums) => {
        const scale = barScale(sums);
        const bars = sums.map((minor) => ({ minor, ...scale.place(minor) }));
        for (const { minor, start, size } of bars) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(start + size).toBeLessThanOrEqual(100 + 1e-9);
          expect(size > 0).toBe(minor !== 0n);
          const middle = start + size / 2;
          // A bar of the least size may lie over zero where its side has no room for it.
          if (minor > 0n) expect(middle).toBeGreaterThanOrEqual(scale.zero - 1);
          if (minor < 0n) expect(middle).toBeLessThanOrEqual(scale.zero + 1);
        }
        const above = bars.filter(({ minor }) => minor > 0n).sort((a, b) => (a.minor < b.minor ? -1 : 1));
        above.reduce((shorter, { size }) => {
          expect(size).toBeGreaterThanOrEqual(shorter);
          return size;
        }, 0);
      }),
    );
  });

  it('gives the largest the whole length where nothing is below zero', () => {
    expect(barScale([50n, 100n]).place(100n)).toEqual({ start: 0, size: 100 });
    expect(barScale([50n, 100n]).place(50n)).toEqual({ start: 0, size: 50 });
  });

  it('puts zero where both sides fit', () => {
    const scale = barScale([300n, -100n]);
    expect(scale.zero).toBe(25);
    expect(scale.place(-100n)).toEqual({ start: 0, size: 25 });
    expect(scale.place(300n)).toEqual({ start: 25, size: 75 });
  });

  it('draws nothing of nothing', () => {
    expect(barScale([0n, 0n]).place(0n)).toEqual({ start: 0, size: 0 });
    expect(barScale([]).zero).toBe(0);
  });
});
