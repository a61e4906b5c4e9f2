import { addMonths, type Month } from '@tallybook/shared/calendar/day';
import type { MonthSum } from './class-figures.ts';

/** More columns than this cannot be told apart on a phone. */
const MOST_COLUMNS = 60;

/** A month 'YYYY-MM' or, where there are too many months, a year 'YYYY'. */
export interface PeriodSum {
  readonly period: string;
  readonly minor: bigint;
}

export interface Periods {
  readonly unit: 'month' | 'year';
  /** Oldest first, also those without any spending in between. */
  readonly all: readonly PeriodSum[];
  /** The newest of them, as many as a chart can show. */
  readonly shown: readonly PeriodSum[];
}

/** The months from the first to the last that has entries, or their years. `byMonth` is oldest first. */
export function periodsOf(byMonth: readonly MonthSum[]): Periods {
  const first = byMonth[0]?.month;
  const last = byMonth.at(-1)?.month;
  if (first === undefined || last === undefined) return { unit: 'month', all: [], shown: [] };
  if (monthNumber(last) - monthNumber(first) < MOST_COLUMNS) {
    const minorByMonth = new Map(byMonth.map(({ month, minor }) => [month, minor]));
    const all: PeriodSum[] = [];
    for (let month: Month = first; month <= last; month = addMonths(month, 1)) {
      all.push({ period: month, minor: minorByMonth.get(month) ?? 0n });
      if (month === '9999-12') break;
    }
    return { unit: 'month', all, shown: all };
  }
  const all = yearsOf(byMonth);
  return { unit: 'year', all, shown: all.slice(-MOST_COLUMNS) };
}

/** A mistyped year can be thousands of years away: gaps are then left out. */
function yearsOf(byMonth: readonly MonthSum[]): PeriodSum[] {
  const minorByYear = new Map<string, bigint>();
  for (const { month, minor } of byMonth) {
    const year = month.slice(0, 4);
    minorByYear.set(year, (minorByYear.get(year) ?? 0n) + minor);
  }
  const years = Array.from(minorByYear.keys(), Number);
  const [first = 0, last = 0] = [years[0], years.at(-1)];
  if (last - first < MOST_COLUMNS) {
    for (let year = first; year <= last; year++) {
      const period = String(year).padStart(4, '0');
      minorByYear.set(period, minorByYear.get(period) ?? 0n);
    }
  }
  return Array.from(minorByYear, ([period, minor]) => ({ period, minor })).sort((a, b) =>
    a.period < b.period ? -1 : 1,
  );
}

function monthNumber(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}
