import type { Day } from '@tallybook/shared/calendar/day';
import { addStretch, dayIn, stretchOfAddress, type Stretch } from '$lib/period-choice/stretch.ts';
import type { Counted } from '$lib/spending/spending.svelte.ts';

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
    stretch: stretchOfAddress(query),
    counted: counted === 'own' || counted === 'shared' ? counted : 'both',
    currency: currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : null,
    comparedFrom: dayIn(query, 'with'),
  };
}

/** The address of a question; what goes without saying is left out. */
export function addressOfQuestion({ stretch, counted, currency, comparedFrom }: InsightsQuestion): string {
  const query = new URLSearchParams();
  addStretch(query, stretch);
  if (counted !== 'both') query.set('counted', counted);
  if (currency !== null) query.set('currency', currency);
  if (comparedFrom !== null) query.set('with', comparedFrom);
  return query.size === 0 ? PATH : `${PATH}?${query}`;
}
