import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isDay } from './day.ts';
import type { RecurrenceRule, RecurrenceUnit } from './recurrence.ts';
import {
  checkRecurrenceRule,
  firstOccurrenceAfter,
  occurrenceDays,
  readRecurrenceRule,
} from './recurrence.ts';

const monthly: RecurrenceRule = { every: 1, unit: 'month', anchor: '2026-01-31' };
const FIRST = '0001-01-01';
const LAST = '9999-12-31';

const anyDay = fc.integer({ min: 0, max: 80_000 }).map((n) => addDays('1970-01-01', n));
const anyRule = fc.record(
  {
    every: fc.integer({ min: 1, max: 40 }),
    unit: fc.constantFrom<RecurrenceUnit>('day', 'week', 'month', 'year'),
    anchor: fc.oneof(anyDay, fc.constantFrom('2024-01-31', '2024-02-29', '2025-12-30')),
    until: anyDay,
    count: fc.integer({ min: 1, max: 200 }),
    since: anyDay,
  },
  { requiredKeys: ['every', 'unit', 'anchor'] },
);

/** What the words say, day by day from the anchor. */
function isOccurrence(rule: RecurrenceRule, n: number): string {
  const [year = 0, month = 0, day = 0] = rule.anchor.split('-').map(Number);
  if (rule.unit === 'day') return addDays(rule.anchor, n * rule.every);
  if (rule.unit === 'week') return addDays(rule.anchor, n * rule.every * 7);
  const months = month - 1 + n * rule.every * (rule.unit === 'year' ? 12 : 1);
  const prefix = `${String(year + Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
  for (let d = day; ; d--)
    if (isDay(`${prefix}-${d}`.replace(/-(\d)$/, '-0$1'))) return `${prefix}-${String(d).padStart(2, '0')}`;
}

describe('recurrence', () => {
  it('[C5] comes back to the 31st after a short month (peers: 31 Jan, 28 Feb, then 28 Mar for ever)', () => {
    expect(occurrenceDays(monthly, FIRST, '2026-06-30')).toEqual([
      ...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'],
    ]);
    expect(occurrenceDays(monthly, '2028-02-01', '2028-03-31')).toEqual(['2028-02-29', '2028-03-31']);
  });

  it('[C5] keeps 29 February for leap years', () => {
    const yearly: RecurrenceRule = { every: 1, unit: 'year', anchor: '2024-02-29' };
    expect(occurrenceDays(yearly, FIRST, '2028-12-31')).toEqual([
      ...['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
    ]);
    expect(occurrenceDays({ ...yearly, every: 100 }, '2100-01-01', '2424-12-31')).toEqual([
      ...['2124-02-29', '2224-02-29', '2324-02-29', '2424-02-29'],
    ]);
  });

  it('[C5] counts weeks and days in days, whatever zone and daylight saving (days are text)', () => {
    expect(
      occurrenceDays({ every: 2, unit: 'week', anchor: '2026-03-15' }, '2026-03-16', '2026-04-30'),
    ).toEqual(['2026-03-29', '2026-04-12', '2026-04-26']);
    expect(
      occurrenceDays({ every: 10, unit: 'day', anchor: '2026-10-20' }, '2026-10-20', '2026-11-10'),
    ).toEqual(['2026-10-20', '2026-10-30', '2026-11-09']);
  });

  it('[C5] ends with `until` or after `count`, which counts from the anchor also before `since`', () => {
    expect(occurrenceDays({ ...monthly, until: '2026-03-30' }, FIRST, LAST)).toEqual([
      ...['2026-01-31', '2026-02-28'],
    ]);
    expect(occurrenceDays({ ...monthly, until: '2026-02-28' }, FIRST, LAST)).toHaveLength(2);
    const counted = { ...monthly, count: 4, since: '2026-03-01' };
    expect(occurrenceDays(counted, FIRST, LAST)).toEqual(['2026-03-31', '2026-04-30']);
    expect(occurrenceDays({ ...counted, since: '2026-05-01' }, FIRST, LAST)).toEqual([]);
  });

  it('[C6] names every field at fault', () => {
    const bad = {
      every: 0,
      unit: 'fortnight',
      anchor: '2026-02-30',
      until: 'soon',
      count: 10_000,
      since: '',
    };
    expect(checkRecurrenceRule(bad as unknown as RecurrenceRule)).toEqual({
      ok: false,
      refusal: [
        { field: 'every', reason: 'out-of-range', min: 1, max: 999 },
        { field: 'unit', reason: 'not-a-unit' },
        { field: 'anchor', reason: 'not-a-day' },
        { field: 'until', reason: 'not-a-day' },
        { field: 'count', reason: 'out-of-range', min: 1, max: 9999 },
        { field: 'since', reason: 'not-a-day' },
      ],
    });
    expect(checkRecurrenceRule({ ...monthly, until: '2026-01-30' })).toEqual({
      ok: false,
      refusal: [{ field: 'until', reason: 'before-anchor' }],
    });
    expect(checkRecurrenceRule({ ...monthly, until: '2026-01-31', every: 999, count: 9999 }).ok).toBe(true);
  });

  it('[C6] reads back every rule that passes the check', () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        const stored: unknown = JSON.parse(JSON.stringify(rule));
        expect(readRecurrenceRule(stored)).toEqual(checkRecurrenceRule(rule).ok ? rule : null);
      }),
      { numRuns: 1000 },
    );
  });

  it('[C6] reads anything else as no rule, and never throws', () => {
    const wrong = [1.5, -0, NaN, '1', null, [], {}, 1e9, true];
    for (const field of ['every', 'unit', 'anchor', 'until', 'count', 'since']) {
      for (const value of wrong) expect(readRecurrenceRule({ ...monthly, [field]: value })).toBeNull();
    }
    const hostile: unknown[] = [undefined, null, 7, 'rule', [], [monthly], {}, Object.create(monthly)];
    hostile.push({ ...monthly, weekdays: [1, 3] }, JSON.parse('{"__proto__":{"every":1}}'));
    for (const value of hostile) expect(readRecurrenceRule(value)).toBeNull();
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        readRecurrenceRule(value);
      }),
      { numRuns: 1000 },
    );
  });

  it('[C7] gives for any window what counting from the anchor gives', () => {
    fc.assert(
      fc.property(anyRule, anyDay, fc.integer({ min: 0, max: 2000 }), (rule, from, length) => {
        const to = addDays(from, length);
        const expected: string[] = [];
        for (let n = 0; n < (rule.count ?? Infinity); n++) {
          const day = isOccurrence(rule, n);
          if (day > to || day > (rule.until ?? LAST)) break;
          if (day >= from && day >= (rule.since ?? FIRST)) expected.push(day);
        }
        expect(occurrenceDays(rule, from, to)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('[C7] does not walk the centuries before the window, nor past the calendar', () => {
    const daily: RecurrenceRule = { every: 1, unit: 'day', anchor: FIRST };
    for (let i = 0; i < 20_000; i++) expect(firstOccurrenceAfter(daily, '9000-01-01')).toBe('9000-01-02');
    expect(occurrenceDays(daily, '9999-12-30', LAST)).toEqual(['9999-12-30', LAST]);
    expect(occurrenceDays({ ...daily, unit: 'month', every: 999 }, '9991-02-01', LAST)).toEqual([]);
    expect(occurrenceDays({ ...daily, unit: 'year', every: 999 }, '9000-01-01', LAST)).toEqual([
      '9991-01-01',
    ]);
    expect(occurrenceDays(monthly, '2026-12-31', '2026-01-01')).toEqual([]);
  });

  it('[C8] finds the next occurrence, or that there is none', () => {
    expect(firstOccurrenceAfter(monthly, '2020-01-01')).toBe('2026-01-31');
    expect(firstOccurrenceAfter(monthly, '2026-01-31')).toBe('2026-02-28');
    expect(firstOccurrenceAfter({ ...monthly, since: '2026-06-15' }, '2026-01-31')).toBe('2026-06-30');
    expect(firstOccurrenceAfter({ ...monthly, count: 2 }, '2026-02-28')).toBeNull();
    expect(firstOccurrenceAfter({ ...monthly, until: '2026-02-27' }, '2026-01-31')).toBeNull();
    expect(firstOccurrenceAfter({ every: 1, unit: 'day', anchor: '2026-01-01' }, LAST)).toBeNull();
  });
});
