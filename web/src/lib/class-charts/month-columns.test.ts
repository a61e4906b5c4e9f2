import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { periodsOf } from './month-columns.ts';

const monthSum = (first: number, last: number) =>
  fc
    .uniqueArray(fc.integer({ min: first * 12, max: last * 12 + 11 }), { minLength: 1, maxLength: 80 })
    .chain((numbers) =>
      fc.tuple(
        ...numbers
          .sort((a, b) => a - b)
          .map((n) => fc.record({ n: fc.constant(n), minor: fc.bigInt({ min: -9n, max: 99n }) })),
      ),
    )
    .map((all) =>
      all.map(({ n, minor }) => ({
        month: `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}`,
        minor,
      })),
    );

describe('the columns of a chart over months', () => {
  it('keep every cent, in order, in no more columns than can be told apart', () => {
    const spans = fc.oneof(monthSum(2024, 2026), monthSum(1990, 2030), monthSum(1, 9999));
    fc.assert(
      fc.property(spans, (byMonth) => {
        const { all, shown } = periodsOf(byMonth);
        const sum = (rows: readonly { minor: bigint }[]) =>
          rows.reduce((total, { minor }) => total + minor, 0n);
        expect(sum(all)).toBe(sum(byMonth));
        expect(all.map(({ period }) => period)).toEqual(all.map(({ period }) => period).sort());
        expect(shown.length).toBeLessThanOrEqual(60);
        expect(shown).toEqual(all.slice(-shown.length));
      }),
    );
  });

  it('have a column for each month in between, also one without any spending', () => {
    const { unit, all } = periodsOf([
      { month: '2025-11', minor: 5n },
      { month: '2026-02', minor: 7n },
    ]);
    expect(unit).toBe('month');
    expect(all.map(({ period, minor }) => `${period} ${String(minor)}`)).toEqual([
      '2025-11 5',
      '2025-12 0',
      '2026-01 0',
      '2026-02 7',
    ]);
  });

  it('are years where months would be too many, without gaps where those are few', () => {
    const { unit, all } = periodsOf([
      { month: '2020-03', minor: 1n },
      { month: '2020-04', minor: 2n },
      { month: '2026-02', minor: 7n },
    ]);
    expect(unit).toBe('year');
    expect(all.map(({ period, minor }) => `${period} ${String(minor)}`)).toEqual([
      '2020 3',
      '2021 0',
      '2022 0',
      '2023 0',
      '2024 0',
      '2025 0',
      '2026 7',
    ]);
  });

  it('bear the last month that there is', () => {
    expect(periodsOf([{ month: '9999-12', minor: 1n }]).all).toHaveLength(1);
    expect(periodsOf([]).all).toEqual([]);
  });
});
