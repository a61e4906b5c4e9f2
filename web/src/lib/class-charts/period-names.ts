import { firstDay } from '@tallybook/shared/calendar/day';

/** How months 'YYYY-MM' and years 'YYYY' are called: in full, in the few letters that fit under a column, and between. */
export interface PeriodNames {
  full(period: string): string;
  short(period: string): string;
  medium(period: string): string;
}

/** `month`: a month in full, with its year. */
export function periodNames(language: string, month: (month: string) => string): PeriodNames {
  const zone = { timeZone: 'UTC' };
  const short = new Intl.DateTimeFormat(language, { month: 'short', ...zone });
  const medium = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', ...zone });
  const named = (period: string, nameOf: (month: string) => string): string =>
    period.length > 4 ? nameOf(period) : String(Number(period));
  const instant = (period: string): number => Date.parse(`${firstDay(period)}T00:00:00Z`);
  return {
    full: (period) => named(period, month),
    short: (period) => named(period, (one) => short.format(instant(one))),
    medium: (period) => named(period, (one) => medium.format(instant(one))),
  };
}
