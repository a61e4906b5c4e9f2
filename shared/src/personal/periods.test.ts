import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../calendar/day.ts';
import { addDays, daysBetween, monthOf } from '../calendar/day.ts';
import { countsAsWhole, holdsMonth, monthsByDay } from './month-spans.ts';
import type { PeriodSetting } from './periods.ts';
import { comparablePart, partUntil, periodOf, periodsIn, shiftPeriod } from './periods.ts';

const monday: PeriodSetting = { weekStart: 1, monthStart: 1 };
const payDay = (monthStart: number): PeriodSetting => ({ weekStart: 1, monthStart });

const anyDay = fc.integer({ min: 0, max: 83_000 }).map((n) => addDays('1970-01-01', n));
const anySetting = fc.record({
  weekStart: fc.integer({ min: 1, max: 7 }),
  monthStart: fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 28, max: 31 })),
});
const anyUnit = fc.constantFrom('week' as const, 'month' as const, 'year' as const);

function span(unit: 'week' | 'month' | 'year', day: Day, setting = monday): [Day, Day] {
  const { from, to } = periodOf(unit, day, setting);
  return [from, to];
}

describe('periods', () => {
  it('[L50] weeks begin on the chosen day', () => {
    // 2026-11-23 is a Monday.
    expect(span('week', '2026-11-23')).toEqual(['2026-11-23', '2026-11-29']);
    expect(span('week', '2026-11-29')).toEqual(['2026-11-23', '2026-11-29']);
    expect(span('week', '2026-11-23', { weekStart: 7, monthStart: 1 })).toEqual(['2026-11-22', '2026-11-28']);
    expect(span('week', '2026-11-23', { weekStart: 2, monthStart: 1 })).toEqual(['2026-11-17', '2026-11-23']);
  });

  it('[L50] a month begins on the pay day, on the last day of a shorter month', () => {
    expect(span('month', '2026-11-23')).toEqual(['2026-11-01', '2026-11-30']);
    expect(span('month', '2026-11-23', payDay(25))).toEqual(['2026-10-25', '2026-11-24']);
    expect(span('month', '2026-11-25', payDay(25))).toEqual(['2026-11-25', '2026-12-24']);
    expect(span('month', '2026-02-10', payDay(31))).toEqual(['2026-01-31', '2026-02-27']);
    expect(span('month', '2026-02-28', payDay(31))).toEqual(['2026-02-28', '2026-03-30']);
    expect(span('month', '2026-03-30', payDay(29))).toEqual(['2026-03-29', '2026-04-28']);
    expect(span('month', '2026-03-05', payDay(30))).toEqual(['2026-02-28', '2026-03-29']);
    expect(span('month', '2028-02-29', payDay(30))).toEqual(['2028-02-29', '2028-03-29']);
    expect(span('month', '2026-01-10', payDay(15))).toEqual(['2025-12-15', '2026-01-14']);
  });

  it('[L50] a year is that of the calendar, leap days included', () => {
    expect(span('year', '2028-02-29', payDay(25))).toEqual(['2028-01-01', '2028-12-31']);
  });

  it('[L50] moving a month that begins on the 31st passes February and does not drift', () => {
    const january = periodOf('month', '2026-02-01', payDay(31));
    const froms = [0, 1, 2, 3, 11, 12].map((n) => shiftPeriod(january, n, payDay(31)).from);
    expect(froms).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
      '2026-12-31',
      '2027-01-31',
    ]);
  });

  it('[L50] an own period moves by its length', () => {
    const own = { unit: 'own' as const, from: '2026-03-01', to: '2026-03-10' };
    expect(shiftPeriod(own, -1, monday)).toEqual({ unit: 'own', from: '2026-02-19', to: '2026-02-28' });
  });

  it('[L50] a day lies in its period, and all days of a period have the same one', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, anySetting, fc.nat(365), (unit, day, setting, offset) => {
        const period = periodOf(unit, day, setting);
        expect(period.from <= day && day <= period.to).toBe(true);
        const length = daysBetween(period.from, period.to) + 1;
        expect(periodOf(unit, addDays(period.from, offset % length), setting)).toEqual(period);
      }),
    );
  });

  it('[L50] periods tile the calendar, and moving there and back again changes nothing', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, anySetting, fc.integer({ min: -60, max: 60 }), (unit, day, setting, n) => {
        const period = periodOf(unit, day, setting);
        expect(shiftPeriod(shiftPeriod(period, n, setting), -n, setting)).toEqual(period);
        const moved = shiftPeriod(period, n, setting);
        const next = shiftPeriod(period, n + 1, setting);
        expect(next.from).toBe(addDays(moved.to, 1));
      }),
    );
  });

  it('[L50] the periods in a range are those that touch it, and the newest of too many', () => {
    const range = { from: '2026-09-30', to: '2026-11-23' };
    expect(periodsIn(range, 'month', monday).map(({ from }) => from)).toEqual([
      '2026-09-01',
      '2026-10-01',
      '2026-11-01',
    ]);
    expect(periodsIn(range, 'month', monday, 2).map(({ from }) => from)).toEqual([
      '2026-10-01',
      '2026-11-01',
    ]);
  });
});

describe('what compares with a period', () => {
  it('[L51] the same days of the one before, while the period is not over', () => {
    const november = periodOf('month', '2026-11-23', monday);
    expect(comparablePart(november, '2026-11-23', monday)).toEqual({ from: '2026-10-01', to: '2026-10-23' });
    expect(comparablePart(november, '2026-11-30', monday)).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    expect(comparablePart(november, '2027-01-05', monday)).toEqual({ from: '2026-10-01', to: '2026-10-31' });
  });

  it('[L51] at most all of a shorter one before', () => {
    const march = periodOf('month', '2026-03-30', monday);
    expect(comparablePart(march, '2026-03-30', monday)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  });

  it('[L51] of a year the same date counts, and the 28th for a leap day', () => {
    const leap = periodOf('year', '2028-02-29', monday);
    expect(comparablePart(leap, '2028-02-29', monday)).toEqual({ from: '2027-01-01', to: '2027-02-28' });
    const after = periodOf('year', '2029-03-01', monday);
    expect(comparablePart(after, '2029-03-01', monday)).toEqual({ from: '2028-01-01', to: '2028-03-01' });
  });

  it('[L51] lies in the period before and is no longer than what has begun', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, anySetting, (unit, today, setting) => {
        const period = periodOf(unit, today, setting);
        const before = shiftPeriod(period, -1, setting);
        const part = comparablePart(period, today, setting);
        expect(part.from).toBe(before.from);
        expect(part.to >= part.from && part.to <= before.to).toBe(true);
        if (today < period.to)
          expect(daysBetween(part.from, part.to)).toBeLessThanOrEqual(daysBetween(period.from, today) + 1);
      }),
    );
  });

  it('[L51] the part of a period that has begun ends today', () => {
    const november = { from: '2026-11-01', to: '2026-11-30' };
    expect(partUntil(november, '2026-11-23')).toEqual({ from: '2026-11-01', to: '2026-11-23' });
    expect(partUntil(november, '2026-12-05')).toEqual(november);
    expect(partUntil(november, '2026-10-31')).toBeNull();
  });
});

describe('months that a range holds', () => {
  const range = { from: '2026-01-15', to: '2026-04-30' };
  const months = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];

  it('[L50] counts a month as one only where the range has all of its days', () => {
    expect(months.filter((month) => holdsMonth(range, month))).toEqual(['2026-02', '2026-03', '2026-04']);
    expect(countsAsWhole(range, '2026-02', 'whole')).toBe(true);
    expect(countsAsWhole(range, '2026-02', 'day')).toBe(false);
    expect(monthsByDay(range, months, 'whole')).toEqual(['2026-01']);
    expect(monthsByDay(range, months, 'day')).toEqual(['2026-01', '2026-02', '2026-03', '2026-04']);
  });

  it('[L50] every day of a range is in a whole month or in one that is read by day', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(400), fc.nat(400), (from, length, offset) => {
        const any = { from, to: addDays(from, length) };
        const month = monthOf(addDays(from, offset % (length + 1)));
        expect(countsAsWhole(any, month, 'whole')).toBe(monthsByDay(any, [month], 'whole').length === 0);
      }),
    );
  });
});
