import { isDay, type Day } from '@tallybook/shared/calendar/day';
import { FIRST_DAY, LAST_DAY } from '@tallybook/shared/personal/personal-fields';
import type { PeriodUnit } from '@tallybook/shared/personal/periods';
import type { DayRange } from '@tallybook/shared/personal/totals';

/** The period that a day lies in, today's when it is null; or the days that somebody chose. */
export type Stretch =
  { readonly unit: PeriodUnit; readonly at: Day | null } | ({ readonly unit: 'own' } & Readonly<DayRange>);

/** What an address asks for. Takes any text: what cannot be read stands for this month. */
export function stretchOfAddress(query: URLSearchParams): Stretch {
  const unit = query.get('unit');
  if (unit === 'own') {
    const [from, to] = [dayIn(query, 'from'), dayIn(query, 'to')];
    return from !== null && to !== null && from <= to ? { unit, from, to } : { unit: 'month', at: null };
  }
  return { unit: unit === 'week' || unit === 'year' ? unit : 'month', at: dayIn(query, 'at') };
}

/** Adds a stretch to an address; this month goes without saying. */
export function addStretch(query: URLSearchParams, stretch: Stretch): void {
  if (stretch.unit === 'own') {
    query.set('unit', stretch.unit);
    query.set('from', stretch.from);
    query.set('to', stretch.to);
    return;
  }
  if (stretch.unit !== 'month' || stretch.at !== null) query.set('unit', stretch.unit);
  if (stretch.at !== null) query.set('at', stretch.at);
}

/** A day that an entry can have; null for any other text. */
export function dayIn(query: URLSearchParams, name: string): Day | null {
  const text = query.get(name) ?? '';
  return isLoggable(text) ? text : null;
}

/** A year that is being typed is the year 2 first, then the year 20. */
export function isLoggable(day: string): boolean {
  return isDay(day) && day >= FIRST_DAY && day <= LAST_DAY;
}
