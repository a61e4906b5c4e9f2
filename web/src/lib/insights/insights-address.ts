import { isDay, type Day } from '@tallybook/shared/calendar/day';
import { FIRST_DAY, LAST_DAY } from '@tallybook/shared/personal/personal-fields';
import type { PeriodUnit } from '@tallybook/shared/personal/periods';
import type { DayRange } from '@tallybook/shared/personal/totals';
import type { Counted } from '$lib/spending/spending.svelte.ts';

/** The period that a day lies in, today's when it is null; or the days that somebody chose. */
export type Stretch =
  { readonly unit: PeriodUnit; readonly at: Day | null } | ({ readonly unit: 'own' } & Readonly<DayRange>);

/** What Insights are asked for, as an address says it. */
export interface InsightsQuestion {
  readonly stretch: Stretch;
  readonly counted: Counted;
  /** Null: whichever is usual. */
  readonly currency: string | null;
  /** The first day of the period to compare with; null: the one before. */
  readonly comparedFrom: Day | null;
}

const PATH = '/insights';

/** What an address asks for. Takes any text: what cannot be read stands for this month, and for everything. */
export function questionOfAddress(query: URLSearchParams): InsightsQuestion {
  const counted = query.get('counted');
  const currency = query.get('currency');
  return {
    stretch: stretchIn(query),
    counted: counted === 'own' || counted === 'shared' ? counted : 'both',
    currency: currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : null,
    comparedFrom: dayIn(query, 'with'),
  };
}

/** The address of a question; what goes without saying is left out. */
export function addressOfQuestion({ stretch, counted, currency, comparedFrom }: InsightsQuestion): string {
  const query = new URLSearchParams();
  if (stretch.unit === 'own') {
    query.set('unit', stretch.unit);
    query.set('from', stretch.from);
    query.set('to', stretch.to);
  } else {
    if (stretch.unit !== 'month' || stretch.at !== null) query.set('unit', stretch.unit);
    if (stretch.at !== null) query.set('at', stretch.at);
  }
  if (counted !== 'both') query.set('counted', counted);
  if (currency !== null) query.set('currency', currency);
  if (comparedFrom !== null) query.set('with', comparedFrom);
  return query.size === 0 ? PATH : `${PATH}?${query}`;
}

function stretchIn(query: URLSearchParams): Stretch {
  const unit = query.get('unit');
  if (unit === 'own') {
    const [from, to] = [dayIn(query, 'from'), dayIn(query, 'to')];
    return from !== null && to !== null && from <= to ? { unit, from, to } : { unit: 'month', at: null };
  }
  return { unit: unit === 'week' || unit === 'year' ? unit : 'month', at: dayIn(query, 'at') };
}

function dayIn(query: URLSearchParams, name: string): Day | null {
  const text = query.get(name) ?? '';
  return isDay(text) && text >= FIRST_DAY && text <= LAST_DAY ? text : null;
}
