import { afterPaint } from '$lib/platform/after-paint.ts';
import { querySetting } from './query-setting.ts';
import { SearchState, type StoredSearch } from './search-state.svelte.ts';

/** The machinery of a search, which a list does without until somebody looks for something. */
export function openSearch(
  around: () => Parameters<typeof querySetting>[0],
  stored: StoredSearch,
): SearchState {
  return new SearchState(() => querySetting(around()), stored, afterPaint);
}
