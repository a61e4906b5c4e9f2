import { expect, it } from 'vitest';
import { periodNames } from './period-names.ts';

const names = periodNames('en', (month) => `all of ${month}`);

it('names a month in full, in few letters, and with its year', () => {
  const all = [names.full('2026-03'), names.short('2026-03'), names.medium('2026-03')];
  expect(all).toEqual(['all of 2026-03', 'Mar', 'Mar 2026']);
});

it('names the months of early years as they are in the calendar, in any zone', () => {
  expect(names.short('0001-01')).toBe('Jan');
  expect(names.medium('2025-12')).toBe('Dec 2025');
});

it('names a year by its number', () => {
  expect([names.full('2026'), names.short('0042'), names.medium('2026')]).toEqual(['2026', '42', '2026']);
});
