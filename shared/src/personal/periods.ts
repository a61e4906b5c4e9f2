import type { Day, Month } from '../calendar/day.ts';
import {
  addDays,
  addMonths,
  daysBetween,
  daysInMonth,
  firstDay,
  lastDay,
  monthOf,
  sameDayInMonth,
} from '../calendar/day.ts';
import type { DayRange } from './totals.ts';

export type PeriodUnit = 'week' | 'month' | 'year';

/** How somebody counts time. */
export interface PeriodSetting {
  /** The first day of a week: 1 is Monday, 7 is Sunday. */
  weekStart: number;
  /** The day of the month on which a month begins, 1 to 31; the last day of a month that is shorter. */
  monthStart: number;
}

/** A stretch of days, both ends included. An own one is whatever somebody chose. */
export interface Period extends DayRange {
  unit: PeriodUnit | 'own';
}

/** The week, month or year that a day lies in. A year is that of the calendar. [L50] */
export function periodOf(unit: PeriodUnit, day: Day, setting: PeriodSetting): Period {
  if (unit === 'year') return { unit, from: `${day.slice(0, 4)}-01-01`, to: `${day.slice(0, 4)}-12-31` };
  if (unit === 'week') {
    // 0001-01-01 was a Monday.
    const weekday = daysBetween('0001-01-01', day) % 7;
    const from = addDays(day, -((weekday - (setting.weekStart - 1) + 7) % 7));
    return { unit, from, to: addDays(from, 6) };
  }
  const month = monthOf(day);
  const start = startInMonth(month, setting);
  const begun = day >= start ? month : addMonths(month, -1);
  return {
    unit,
    from: startInMonth(begun, setting),
    to: addDays(startInMonth(addMonths(begun, 1), setting), -1),
  };
}

/** The period `n` periods later (earlier when negative); an own one moves by its length in days. [L50] */
export function shiftPeriod(period: Period, n: number, setting: PeriodSetting): Period {
  const { unit, from, to } = period;
  if (unit === 'own') {
    const days = n * (daysBetween(from, to) + 1);
    return { unit, from: addDays(from, days), to: addDays(to, days) };
  }
  if (unit === 'week') return periodOf(unit, addDays(from, 7 * n), setting);
  if (unit === 'year') return periodOf(unit, firstDay(addMonths(monthOf(from), 12 * n)), setting);
  // A month that begins on the 31st does so on the 28th of February: counted from a day that every month has.
  const month = monthOf(from);
  const begun = startInMonth(month, setting) === from ? month : addMonths(month, 1);
  return periodOf(unit, startInMonth(addMonths(begun, n), setting), setting);
}

/** The part of a period that is not in the future; null when it has not begun. */
export function partUntil({ from, to }: DayRange, today: Day): DayRange | null {
  if (from > today) return null;
  return { from, to: to < today ? to : today };
}

/**
 * The part of the period before that compares with the one of `period` up to `today`: up to the same day of it, or all of
 * it once `period` is over or has its last day today. Of a year the same date counts. [L51]
 */
export function comparablePart(period: Period, today: Day, setting: PeriodSetting): DayRange {
  const before = shiftPeriod(period, -1, setting);
  if (today >= period.to) return { from: before.from, to: before.to };
  if (period.unit === 'year')
    return { from: before.from, to: sameDayInMonth(today, addMonths(monthOf(today), -12)) };
  const until = addDays(before.from, daysBetween(period.from, today));
  return { from: before.from, to: until < before.to ? until : before.to };
}

/** The periods of a unit that touch a range, oldest first, at most `limit` of the newest. */
export function periodsIn(
  range: DayRange,
  unit: PeriodUnit,
  setting: PeriodSetting,
  limit = 1_000,
): Period[] {
  const periods: Period[] = [];
  for (
    let period = periodOf(unit, range.to, setting);
    period.to >= range.from && periods.length < limit;
    period = shiftPeriod(period, -1, setting)
  ) {
    periods.push(period);
    if (period.from <= '0002-01-01') break;
  }
  return periods.reverse();
}

function startInMonth(month: Month, { monthStart }: PeriodSetting): Day {
  return monthStart >= daysInMonth(month)
    ? lastDay(month)
    : `${month}-${String(monthStart).padStart(2, '0')}`;
}
