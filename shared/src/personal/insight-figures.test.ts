import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  averageOf,
  compareCategories,
  largestExpenses,
  spentByPeriod,
  spentBySource,
  spentByTag,
  spentByWeekday,
} from './insight-figures.ts';
import { checkManyInsights } from './test-insights.ts';
import type { CountedAmount } from './totals.ts';
import { frequentTitles, reviewYear } from './year-review.ts';

const SEEDS = 1_000;

/** A zone is fixed before the first date, so each has a process of its own. */
function checkIn(zone: string): { wrong: string[]; mark: number } {
  const root = new URL('../../../', import.meta.url).pathname;
  const script = `
import { checkManyInsights } from './shared/src/personal/test-insights.ts';
console.log(JSON.stringify(checkManyInsights(${String(SEEDS)})));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const env = { ...process.env, TZ: zone };
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' })) as {
    wrong: string[];
    mark: number;
  };
}

function spent(day: string, amountMinor: number, more: Partial<CountedAmount> = {}): CountedAmount {
  return {
    kind: 'expense',
    amountMinor,
    currency: 'CHF',
    category: 'food',
    day,
    deleted: false,
    unreadable: false,
    ...more,
  };
}

const november = { from: '2026-11-01', to: '2026-11-30' };

describe('the figures of Insights', () => {
  it('[L60] of a thousand ledgers are those of their entries, and rows add up to their totals', () => {
    expect(checkManyInsights(SEEDS).wrong.slice(0, 5)).toEqual([]);
  });

  it.each(['America/Los_Angeles', 'UTC', 'Asia/Kolkata'])(
    '[L60] in the zone %s they are the same ones',
    (zone) => {
      const { wrong, mark } = checkIn(zone);
      expect(wrong.slice(0, 5)).toEqual([]);
      expect(mark).toBe(checkManyInsights(SEEDS).mark);
    },
    30_000,
  );

  it('[L60] name the largest expenses, the newest of equal ones first, and no refund or income', () => {
    const entries = [
      { id: 'a', ...spent('2026-11-02', 500) },
      { id: 'b', ...spent('2026-11-09', 500) },
      { id: 'c', ...spent('2026-11-05', 900, { kind: 'refund' }) },
      { id: 'd', ...spent('2026-11-05', 900, { kind: 'income' }) },
      { id: 'e', ...spent('2026-11-05', 100) },
      { id: 'f', ...spent('2026-10-31', 9_000) },
    ];
    expect(largestExpenses(entries, 'CHF', november, 2).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('[L61] count each day in its own period, and what lies between two in none', () => {
    const periods = [
      { from: '2026-10-25', to: '2026-10-31' },
      { from: '2026-11-02', to: '2026-11-08' },
    ];
    const rows = spentByPeriod(
      [spent('2026-10-31', 1), spent('2026-11-01', 2), spent('2026-11-02', 4), spent('2026-11-09', 8)],
      'CHF',
      periods,
    );
    expect(rows.map(({ amountMinor, count }) => [amountMinor, count])).toEqual([
      [1n, 1],
      [4n, 1],
    ]);
  });

  it('[L62] average a weekday over all its days, also those without spending', () => {
    const rows = spentByWeekday(
      [spent('2026-11-02', 1_000), spent('2026-11-09', 1), spent('2026-11-01', 7)],
      'CHF',
      november,
      7,
    );
    expect(rows[0]).toEqual({ weekday: 7, dayCount: 5, amountMinor: 7n, averageMinor: 1n });
    expect(rows[1]).toEqual({ weekday: 1, dayCount: 5, amountMinor: 1_001n, averageMinor: 200n });
    expect([averageOf(5n, 2), averageOf(-5n, 2), averageOf(5n, 0)]).toEqual([3n, -3n, 0n]);
  });

  it('[L63] count what has two tags with both of them', () => {
    const figures = spentByTag(
      [
        { tags: ['trip', 'food'], ...spent('2026-11-02', 300) },
        { tags: ['trip', 'trip'], ...spent('2026-11-03', 50) },
        { tags: [], ...spent('2026-11-03', 9, { kind: 'refund' }) },
      ],
      'CHF',
      november,
    );
    expect(figures).toEqual({
      byTag: [
        { tag: 'trip', amountMinor: 350n, count: 2 },
        { tag: 'food', amountMinor: 300n, count: 1 },
      ],
      untaggedMinor: -9n,
      untaggedCount: 1,
    });
  });

  it('[L64] put what was spent alone before the classes, the largest of these first', () => {
    const rows = spentBySource(
      [
        { classId: 'small', ...spent('2026-11-02', 1) },
        { classId: 'large', ...spent('2026-11-02', 5) },
        { classId: null, ...spent('2026-11-02', 3) },
      ],
      'CHF',
      november,
    );
    expect(rows.map(({ classId }) => classId)).toEqual([null, 'large', 'small']);
  });

  it('[L65] compare every category that either period has', () => {
    const rows = compareCategories(
      [{ category: 'food', amountMinor: 5n, count: 1 }],
      [
        { category: 'home', amountMinor: 9n, count: 1 },
        { category: 'food', amountMinor: 2n, count: 1 },
      ],
    );
    expect(rows).toEqual([
      { category: 'home', firstMinor: 0n, secondMinor: 9n },
      { category: 'food', firstMinor: 5n, secondMinor: 2n },
    ]);
  });
});

describe('a year in review', () => {
  const year = { from: '2026-01-01', to: '2026-12-31' };
  const yearBefore = { from: '2025-01-01', to: '2025-12-31' };

  it('[L66] says what went out and came in, when most, on what, and what changed', () => {
    const review = reviewYear(
      [
        spent('2026-03-01', 500),
        spent('2026-03-01', 100, { kind: 'refund', category: 'fun' }),
        spent('2026-05-01', 450, { category: 'home' }),
        spent('2026-05-02', 2_000, { kind: 'income', category: '' }),
        spent('2026-05-02', 7, { currency: 'JPY' }),
      ],
      [spent('2025-05-01', 100, { category: 'home' }), spent('2025-05-02', 480)],
      'CHF',
      year,
      yearBefore,
    );
    expect(review).toMatchObject({
      netMinor: 1_150n,
      entryCount: 4,
      busiestMonth: { month: '2026-05', amountMinor: 450n },
      dayCount: 365,
      daysWithoutSpending: 363,
      biggestChange: { category: 'home', firstMinor: 450n, secondMinor: 100n },
    });
    expect(review.topCategories.map(({ category }) => category)).toEqual(['food', 'home']);
  });

  it('[L66] of nothing says nothing, and without a year before no change', () => {
    const review = reviewYear([], [], 'CHF', year, yearBefore);
    expect(review).toMatchObject({ busiestMonth: null, topCategories: [], biggestChange: null });
    expect(reviewYear([spent('2026-03-01', 5)], [], 'CHF', year, yearBefore).biggestChange).toBeNull();
  });

  it('[L66] names titles that come more than once', () => {
    const titles = ['rent', 'milk', 'rent', '', '', 'bread', 'milk', 'rent'];
    expect(frequentTitles(titles, 5)).toEqual([
      { title: 'rent', count: 3 },
      { title: 'milk', count: 2 },
    ]);
  });
});
