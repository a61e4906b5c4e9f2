import type { EntryFilter } from '@tallybook/shared/personal/entry-search';
import type { Budget } from '@tallybook/shared/personal/budgets';
import type { DayRange } from '@tallybook/shared/personal/totals';
import { addressOfSearch } from '$lib/entry-search/search-address.ts';

interface Around {
  readonly resolve: (category: string) => string;
  readonly classIds: readonly string[];
}

/** The list of what counted against a budget in a period; shares in classes too where they count. */
export function linkToEntries(
  { categories, currency, counted }: Pick<Budget, 'categories' | 'currency' | 'counted'>,
  { from, to }: DayRange,
  { resolve, classIds }: Around,
): string {
  const filter: EntryFilter = {
    ...(categories && { categoryIds: [...new Set(categories.map(resolve))] }),
    ...(counted === 'shared' && { classIds }),
    currencies: [currency],
    kinds: ['expense', 'refund'],
    from,
    to,
  };
  const shares = counted !== 'own' && classIds.length > 0;
  return addressOfSearch('/expenses', { text: '', filter, ...(shares && { shares }) });
}
