import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  daysInMonth,
  firstDay,
  isDay,
  lastDay,
  monthOf,
  sameDayInMonth,
  utcDayOf,
} from './day.ts';

const anyDay = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('days', () => {
  it('[C1] knows which days exist', () => {
    const days = ['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2026-11-30'];
    const others = [
      '2023-02-29',
      '1900-02-29',
      '0000-01-01',
      '2026-11-31',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
    ];
    const texts = [
      '',
      '2026-1-1',
      ' 2026-01-01',
      '2026-01-01T00:00',
      '+12026-01-01',
      '２０２６-01-01',
      '2026-01-01\n',
    ];
    expect(days.filter((day) => !isDay(day))).toEqual([]);
    expect([...others, ...texts].filter(isDay)).toEqual([]);
  });

  it('[C2] counts across months, leap years and centuries', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2025-12-31', '2026-12-31')).toBe(365);
    expect(daysBetween('2026-03-29', '2026-03-28')).toBe(-1);
    expect([monthOf('2026-11-22'), firstDay('2026-11'), lastDay('2024-02')]).toEqual([
      ...['2026-11', '2026-11-01', '2024-02-29'],
    ]);
    expect([daysInMonth('2100-02'), daysInMonth('2000-02'), daysInMonth('2026-04')]).toEqual([28, 29, 30]);
    expect([addMonths('2026-11', 2), addMonths('2026-01', -1), addMonths('2026-06', 0)]).toEqual([
      ...['2027-01', '2025-12', '2026-06'],
    ]);
  });

  it('[C2] agrees with the calendar of the platform', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
        const expected = new Date(Date.parse(day) + n * 86_400_000);
        const year = expected.getUTCFullYear();
        fc.pre(year >= 1 && year <= 9999);
        expect(addDays(day, n)).toBe(expected.toISOString().slice(0, 10));
        expect(daysBetween(day, addDays(day, n))).toBe(n);
      }),
    );
  });

  it('[C2] throws beyond the years 0001 to 9999', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
    expect(() => addMonths('9999-12', 1)).toThrow(RangeError);
    expect(() => addMonths('0001-01', -1)).toThrow(RangeError);
  });

  it('[C3] keeps to the end of shorter months without drifting', () => {
    const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2028-02'];
    expect(months.map((month) => sameDayInMonth('2026-01-31', month))).toEqual([
      ...['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2028-02-29'],
    ]);
    expect(sameDayInMonth('2026-01-05', '2026-02')).toBe('2026-02-05');
  });

  it('[C4] finds the UTC day of any time', () => {
    expect([utcDayOf(0), utcDayOf(86_399_999), utcDayOf(-1), utcDayOf(1_764_000_000_000)]).toEqual([
      ...['1970-01-01', '1970-01-01', '1969-12-31', '2025-11-24'],
    ]);
    expect([utcDayOf(Number.MAX_SAFE_INTEGER), utcDayOf(Number.MIN_SAFE_INTEGER)]).toEqual([
      ...['9999-12-31', '0001-01-01'],
    ]);
  });
});
