import { expect, it } from 'vitest';
import { PeriodNames, type NamedPeriod } from './period-names.ts';

const named = (monthStart = 1) =>
  new PeriodNames(
    'en-GB',
    () => ({ weekStart: 1, monthStart }),
    () => '2026-11-23',
  );
/** Versions of the names of days differ in their spaces. */
const plain = (text: string) => text.replace(/\s*–\s*/gu, '–').replace(/\s/gu, ' ');
const texts = { inPeriod: (name: string) => `in ${name}`, onDays: (days: string) => `on ${days}` };
const november: NamedPeriod = { unit: 'month', from: '2026-11-01', to: '2026-11-30' };
const old: NamedPeriod = { unit: 'month', from: '2024-02-01', to: '2024-02-29' };
const week: NamedPeriod = { unit: 'week', from: '2026-11-16', to: '2026-11-22' };
const salary: NamedPeriod = { unit: 'month', from: '2026-10-25', to: '2026-11-24' };
const year: NamedPeriod = { unit: 'year', from: '2025-01-01', to: '2025-12-31' };

it('names months and years by their names, and whatever else by its days', () => {
  const names = named();
  expect([november, old, week, year].map((period) => plain(names.full(period)))).toEqual([
    'November 2026',
    'February 2024',
    '16–22 November',
    '2025',
  ]);
  expect(plain(named(25).full(salary))).toBe('25 Oct–24 Nov');
  expect(plain(names.full({ ...november, to: '2026-11-23' }))).toBe('1–23 November');
  expect(plain(names.full({ unit: 'year', from: '2025-01-01', to: '2025-11-23' }))).toContain('2025');
  expect(plain(names.full({ unit: 'day', from: '2026-11-05', to: '2026-11-05' }))).toBe('5 November');
});

it('leaves out this year where it is known, and puts a name into a sentence', () => {
  const names = named();
  expect([november, old].map((period) => names.brief(period))).toEqual(['November', 'February 2024']);
  expect([november, week, year].map((period) => plain(names.when(period, texts)))).toEqual([
    'in November',
    'on 16–22 November',
    'in 2025',
  ]);
});

it('has few letters for what stands under columns, and names weekdays', () => {
  const names = named();
  expect([november, week, year].map((period) => names.short(period))).toEqual(['Nov', '16 Nov', '2025']);
  expect([november, week, year].map((period) => names.medium(period))).toEqual([
    'Nov 2026',
    '16 Nov',
    '2025',
  ]);
  expect([1, 7].map((weekday) => names.weekday(weekday))).toEqual(['Monday', 'Sunday']);
});
