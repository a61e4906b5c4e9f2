import {
  addDays,
  addMonths,
  daysBetween,
  firstDay,
  monthOf,
  sameDayInMonth,
  type Day,
} from '@tallybook/shared/calendar/day';
import type { SumGrain } from '@tallybook/shared/personal/month-spans';
import { FIRST_DAY, LAST_DAY } from '@tallybook/shared/personal/personal-fields';
import {
  periodOf,
  periodsIn,
  shiftPeriod,
  type Period,
  type PeriodSetting,
  type PeriodUnit,
} from '@tallybook/shared/personal/periods';
import type { DayRange } from '@tallybook/shared/personal/totals';

/** What a chart over time has a column for. */
export type ColumnUnit = PeriodUnit | 'day';

export interface ColumnPeriods {
  readonly unit: ColumnUnit;
  /** Oldest first, in order and without gaps. */
  readonly periods: readonly DayRange[];
  /** All of them, but for days to come. */
  readonly span: DayRange;
  readonly grain: SumGrain;
}

const MOST_COLUMNS: Readonly<Record<PeriodUnit, number>> = { week: 12, month: 12, year: 10 };
/** Of an own range: what has more days than this is shown by weeks, by months, by years. */
const MOST_DAYS = 31;
const MOST_DAYS_BY_WEEK = 7 * 26;
const MOST_DAYS_BY_MONTH = 366 * 3;

/**
 * The periods that stand beside a chosen one: those up to today while it is among them, else those up to it; none from
 * before anything was logged. What counts of an own range is divided into shorter ones.
 */
export function columnPeriods(
  period: Period,
  { today, firstDay: first, setting }: { today: Day; firstDay: Day | null; setting: PeriodSetting },
): ColumnPeriods {
  if (period.unit === 'own') {
    const from = first !== null && first > period.from ? first : period.from;
    const counted = { from, to: period.to < today ? period.to : today };
    return counted.from <= counted.to ? dividedRange(counted, today, setting) : withSpan('day', [], today);
  }
  const { unit } = period;
  const most = MOST_COLUMNS[unit];
  const current = periodOf(unit, today, setting);
  const withToday = periodsIn({ from: FIRST_DAY, to: current.to }, unit, setting, most);
  const isAmong = withToday.some(({ from }) => from === period.from);
  const all = isAmong ? withToday : periodsIn({ from: FIRST_DAY, to: period.to }, unit, setting, most);
  const logged = all.filter(({ from, to }) => from === period.from || (first !== null && to >= first));
  // Without gaps: from the first that is kept on.
  const kept = all.slice(all.findIndex(({ from }) => from === logged[0]?.from));
  return withSpan(unit, kept, today);
}

/** The part of another period that compares with that of `period` up to today. [L51] */
export function partToCompare(period: Period, other: DayRange, today: Day): DayRange {
  if (today >= period.to || today < period.from) return { from: other.from, to: other.to };
  const until =
    period.unit === 'year'
      ? sameDayInMonth(today, `${other.from.slice(0, 4)}-${today.slice(5, 7)}`)
      : addDays(other.from, daysBetween(period.from, today));
  return { from: other.from, to: until < other.to ? until : other.to };
}

/** The periods that one can be compared with: the ones before it, and the same one a year before. Newest first. */
export function periodsToCompare(period: Period, setting: PeriodSetting): Period[] {
  const before: Period[] = [];
  for (let n = 1; n <= (period.unit === 'own' ? 1 : MOST_COLUMNS[period.unit]); n++) {
    const one = shiftedWithin(period, -n, setting);
    if (one) before.push(one);
  }
  const aYearBefore = yearBefore(period, setting);
  if (aYearBefore && !before.some(({ from, to }) => from === aYearBefore.from && to === aYearBefore.to))
    before.push(aYearBefore);
  return before;
}

/** The period `n` periods away; null where no entry can lie. */
export function shiftedWithin(period: Period, n: number, setting: PeriodSetting): Period | null {
  if (period.from <= FIRST_DAY && n < 0) return null;
  if (period.to >= LAST_DAY && n > 0) return null;
  const shifted = shiftPeriod(period, n, setting);
  return shifted.to < FIRST_DAY || shifted.from > LAST_DAY ? null : shifted;
}

function yearBefore(period: Period, setting: PeriodSetting): Period | null {
  const { unit, from, to } = period;
  if (unit === 'year' || from < '1972-01-01') return null;
  if (unit === 'week') return shiftPeriod(period, -52, setting);
  if (unit === 'month') return shiftPeriod(period, -12, setting);
  const back = (day: Day): Day => sameDayInMonth(day, addMonths(monthOf(day), -12));
  return { unit, from: back(from), to: back(to) };
}

function dividedRange(range: DayRange, today: Day, setting: PeriodSetting): ColumnPeriods {
  const days = daysBetween(range.from, range.to) + 1;
  if (days <= MOST_DAYS) {
    const each = Array.from({ length: days }, (_, i) => {
      const day = addDays(range.from, i);
      return { from: day, to: day };
    });
    return withSpan('day', each, today);
  }
  const unit = days <= MOST_DAYS_BY_WEEK ? 'week' : days <= MOST_DAYS_BY_MONTH ? 'month' : 'year';
  const periods = periodsIn(range, unit, setting).map(({ from, to }) => ({
    from: from < range.from ? range.from : from,
    to: to > range.to ? range.to : to,
  }));
  return withSpan(unit, periods, today);
}

function withSpan(unit: ColumnUnit, periods: readonly DayRange[], today: Day): ColumnPeriods {
  const last = periods.at(-1)?.to ?? today;
  const span = { from: periods[0]?.from ?? today, to: last < today ? last : today };
  // A sum of a whole month answers for a period only when no month lies in two of them.
  const isByMonths = periods.every(({ from }, i) => i === 0 || from === firstDay(monthOf(from)));
  return { unit, periods, span, grain: isByMonths && unit !== 'day' && unit !== 'week' ? 'whole' : 'day' };
}
