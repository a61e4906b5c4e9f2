import { expect, it } from 'vitest';
import { readPastDay } from './past-day.ts';

const NOW = Date.UTC(2026, 10, 22, 12);

it.each([
  ['2026-11-21', '2026-11-21T23:59:59.999Z'],
  ['2024-02-29', '2024-02-29T23:59:59.999Z'],
  ['2026-11-22', undefined],
  ['2027-01-01', undefined],
  ['2026-02-30', undefined],
  ['2026-13-01', undefined],
  ['2026-1-1', undefined],
  ['+002026-11', undefined],
  ['', undefined],
])('%j ends at %s', (day, at) => {
  expect(readPastDay(day, NOW)).toBe(at);
});

it('takes yesterday from the first instant of today', () => {
  expect(readPastDay('2026-11-21', Date.UTC(2026, 10, 22))).toBe('2026-11-21T23:59:59.999Z');
  expect(readPastDay('2026-11-21', Date.UTC(2026, 10, 22) - 1)).toBeUndefined();
});
