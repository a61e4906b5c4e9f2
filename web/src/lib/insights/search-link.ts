import type { EntryFilter } from '@tallybook/shared/personal/entry-search';
import type { DayRange } from '@tallybook/shared/personal/totals';

/** The list of expenses with the entries behind a figure; with `shares` those of classes, too. */
export function linkToEntries(
  { from, to }: DayRange,
  currency: string,
  narrowing: Pick<EntryFilter, 'categoryIds' | 'tags'>,
  shares: boolean,
): string {
  const filter: EntryFilter = {
    ...narrowing,
    currencies: [currency],
    kinds: ['expense', 'refund'],
    from,
    to,
  };
  const query = new URLSearchParams({ filter: JSON.stringify(filter), ...(shares && { shares: '1' }) });
  return `/expenses?${query}`;
}
