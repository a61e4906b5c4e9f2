import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, monthOf, sameDayInMonth } from '../calendar/day.ts';
import { occurrenceDays } from '../calendar/recurrence.ts';
import type { ComparedEntry } from './find-recurring.ts';
import { findRecurring, recurringKey } from './find-recurring.ts';

const TODAY = '2026-11-23';
const none: ReadonlySet<string> = new Set();

let made = 0;
function entry(day: string, changes: Partial<ComparedEntry> = {}): ComparedEntry {
  made += 1;
  const id = `e_${String(made).padStart(8, '0')}`;
  const title = 'streaming';
  return {
    id,
    title,
    kind: 'expense',
    currency: 'EUR',
    category: 'fun',
    day,
    amountMinor: 1_299,
    ...changes,
  };
}

const on = (...days: string[]) => days.map((day) => entry(day));
const rulesOf = (entries: readonly ComparedEntry[], today = TODAY) =>
  findRecurring(entries, today, none).map(({ rule, since, count }) => ({ ...rule, since, count }));

describe('entries that look recurring', () => {
  it('[L49] come back each week, every two weeks, each month, quarter, half-year or year', () => {
    expect(rulesOf(on('2026-11-20', '2026-11-13', '2026-11-06'))).toEqual([
      { every: 1, unit: 'week', anchor: '2026-11-20', since: '2026-11-21', count: 3 },
    ]);
    expect(rulesOf(on('2026-11-20', '2026-11-06', '2026-10-23'))).toMatchObject([{ every: 2, unit: 'week' }]);
    expect(rulesOf(on('2026-11-15', '2026-10-15', '2026-09-15'))).toMatchObject([
      { unit: 'month', anchor: '2026-11-15' },
    ]);
    expect(rulesOf(on('2026-11-15', '2026-08-15', '2026-05-15'))).toMatchObject([
      { every: 3, unit: 'month', anchor: '2026-11-15' },
    ]);
    expect(rulesOf(on('2026-11-15', '2026-05-15', '2025-11-15'))).toMatchObject([
      { every: 6, unit: 'month', anchor: '2026-11-15' },
    ]);
    expect(rulesOf(on('2026-11-15', '2025-11-15'))).toMatchObject([{ unit: 'year', anchor: '2026-11-15' }]);
  });

  it('[L49] may be off by a few days in a month, and keep to its end', () => {
    expect(rulesOf(on('2026-11-16', '2026-10-15', '2026-09-13', '2026-08-15'))).toMatchObject([
      { unit: 'month', anchor: '2026-11-15', since: '2026-11-17', count: 4 },
    ]);
    // The entry of 1 December is late for 30 November: the next one is of 30 December.
    const late = rulesOf(on('2026-12-01', '2026-10-30', '2026-09-30'), '2026-12-02');
    expect(late).toMatchObject([{ anchor: '2026-11-30', since: '2026-12-02' }]);
    // That of 30 October is early for 1 November, which is not entered again.
    const early = rulesOf(on('2026-10-30', '2026-10-01', '2026-09-01'), '2026-10-31');
    expect(early).toMatchObject([{ anchor: '2026-11-01', since: '2026-11-02' }]);
    // Found at the end of February, it comes back to the 31st.
    const [ends] = rulesOf(on('2026-02-28', '2026-01-31', '2025-12-31'), '2026-03-02');
    expect(ends).toMatchObject({ anchor: '2026-01-31', since: '2026-03-01' });
    const rule = { every: 1, unit: 'month', anchor: ends?.anchor ?? '', since: ends?.since ?? '' } as const;
    expect(occurrenceDays(rule, '2026-02-01', '2026-05-31')).toEqual([
      '2026-03-31',
      '2026-04-30',
      '2026-05-31',
    ]);
  });

  it('[L49] keep to their months when they go on, however short the newest is', () => {
    for (const [days, next] of [
      [
        ['2026-02-28', '2025-11-30', '2025-08-31'],
        ['2026-05-31', '2026-08-31', '2026-11-30'],
      ],
      [['2026-09-30', '2026-06-30', '2026-03-31'], ['2026-12-31']],
    ] as const) {
      const [found] = findRecurring(on(...days), addDays(days[0], 2), none);
      const rule = { ...(found?.rule ?? never()), since: found?.since ?? '' };
      expect(rule).toMatchObject({ every: 3, unit: 'month' });
      expect(occurrenceDays(rule, '2026-01-01', '2026-12-31')).toEqual(next);
    }
  });

  it('[L49] are too few, too irregular, too different or too old otherwise', () => {
    expect(rulesOf(on('2026-11-15', '2026-10-15'))).toEqual([]);
    expect(rulesOf(on('2026-11-20', '2026-11-09', '2026-10-02'))).toEqual([]);
    expect(rulesOf(on('2026-11-15', '2026-10-15', '2026-10-15', '2026-09-15'))).toEqual([]);
    expect(
      rulesOf([entry('2026-11-15'), entry('2026-10-15', { amountMinor: 1_500 }), entry('2026-09-15')]),
    ).toEqual([]);
    expect(
      rulesOf([entry('2026-11-15'), entry('2026-10-15', { amountMinor: 1_170 }), entry('2026-09-15')]),
    ).toHaveLength(1);
    const old = on('2026-10-09', '2026-09-09', '2026-08-09');
    expect(rulesOf(old, '2026-11-23')).toHaveLength(1);
    expect(rulesOf(old, '2026-11-24')).toEqual([]);
  });

  it('[L49] are found among purchases of other amounts under the same title', () => {
    const bought = [3_400, 820, 15_990].map((amountMinor, at) =>
      entry(`2026-11-${17 + at}`, { amountMinor }),
    );
    const [found] = findRecurring([...bought, ...on('2026-11-15', '2026-10-15', '2026-09-15')], TODAY, none);
    expect(found).toMatchObject({ entry: { day: '2026-11-15', amountMinor: 1_299 }, count: 3 });
  });

  it('[L49] are not found again once they are a plan, declined, or made by a plan', () => {
    const days = ['2026-11-15', '2026-10-15', '2026-09-15'];
    const key = recurringKey({ title: 'streaming', kind: 'expense', currency: 'EUR' });
    expect(findRecurring(on(...days), TODAY, none)[0]?.key).toBe(key);
    expect(findRecurring(on(...days), TODAY, new Set([key]))).toEqual([]);
    expect(rulesOf(days.map((day, at) => entry(day, { id: `o_${at}` })))).toEqual([]);
    expect(rulesOf(days.map((day) => entry(day, { title: '' })))).toEqual([]);
    expect(rulesOf(days.map((day, at) => entry(day, { kind: at === 1 ? 'income' : 'expense' })))).toEqual([]);
  });

  const anyEntry = fc.record({
    title: fc.constantFrom('coffee', 'bread', 'bus', 'streaming deluxe'),
    kind: fc.constantFrom('expense' as const, 'income' as const),
    amountMinor: fc.integer({ min: 1, max: 50_000 }),
    daysAgo: fc.integer({ min: 0, max: 395 }),
  });
  const noise = fc
    .array(anyEntry, { maxLength: 60 })
    .map((list) => list.map(({ daysAgo, ...rest }) => entry(addDays(TODAY, -daysAgo), rest)));

  it('[L49] a monthly series is found whatever is between its entries and in whatever order', () => {
    fc.assert(
      fc.property(
        noise,
        fc.integer({ min: 3, max: 12 }),
        fc.constantFrom('2026-10-31', '2026-10-12', '2026-11-20', '2026-11-01'),
        fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 12, maxLength: 12 }),
        (others, count, newest, off) => {
          const series = Array.from({ length: count }, (_, at) => {
            const day = sameDayInMonth(newest, addMonths(monthOf(newest), -at));
            return entry(addDays(day, at === 0 ? 0 : (off[at] ?? 0)), { amountMinor: 1_299 + at });
          });
          const all = [...others, ...series].sort((a, b) =>
            (a.id.at(-1) ?? '').localeCompare(b.id.at(-1) ?? ''),
          );
          const found = findRecurring(all, TODAY, none).find(({ entry: { title } }) => title === 'streaming');
          expect(found).toMatchObject({ rule: { unit: 'month', every: 1 }, count });
          expect(found && found.since > newest).toBe(true);
          expect(findRecurring(all.toReversed(), TODAY, none)).toEqual(findRecurring(all, TODAY, none));
        },
      ),
    );
  });

  it('[L49] entries of random days and amounts are not, and what is found is as regular as it says', () => {
    fc.assert(
      fc.property(noise, (others) => {
        for (const { key, entry: newest, rule, count } of findRecurring(others, TODAY, none)) {
          const near = others
            .filter((each) => recurringKey(each) === key && each.day <= newest.day)
            .filter((each) => Math.abs(each.amountMinor - newest.amountMinor) * 10 <= newest.amountMinor);
          expect(near.length).toBeGreaterThanOrEqual(count);
          expect(count).toBeGreaterThanOrEqual(rule.unit === 'year' ? 2 : 3);
          const span = daysBetween(
            near
              .map(({ day }) => day)
              .sort()
              .at(-count) ?? '',
            newest.day,
          );
          const length = { day: 1, week: 7 * rule.every, month: 30.44 * rule.every, year: 365.25 }[rule.unit];
          expect(Math.abs(span - length * (count - 1))).toBeLessThanOrEqual(8);
        }
      }),
    );
    // Each more than a tenth above the one before: no two of them are one series.
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 395 }), { maxLength: 30 }), (daysAgo) => {
        const all = daysAgo.map((days, at) =>
          entry(addDays(TODAY, -days), { amountMinor: Math.ceil(100 * 1.2 ** at) }),
        );
        expect(rulesOf(all)).toEqual([]);
      }),
    );
  });
});

function never(): never {
  throw new Error('Nothing was found');
}
