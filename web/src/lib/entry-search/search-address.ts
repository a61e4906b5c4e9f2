import { readFilter, type StoredSearch } from './search-state.svelte.ts';

/** What an address of the list asks for. Takes any text; what cannot be read asks for nothing. */
export function searchOfAddress(query: URLSearchParams): StoredSearch {
  let filter: unknown = {};
  try {
    filter = JSON.parse(query.get('filter') ?? '{}');
  } catch {
    // An address that somebody cut short: the words in it are still good.
  }
  const shares = query.get('shares') === '1';
  return { text: query.get('q') ?? '', filter: readFilter(filter), ...(shares && { shares }) };
}

/** The address of the list with a search, so that it outlives a reload and can be kept as a bookmark. */
export function addressOfSearch(path: string, { text, filter, shares }: StoredSearch): string {
  const query = new URLSearchParams();
  if (text !== '') query.set('q', text);
  if (Object.keys(filter).length > 0) query.set('filter', JSON.stringify(filter));
  if (shares) query.set('shares', '1');
  return query.size === 0 ? path : `${path}?${query}`;
}
