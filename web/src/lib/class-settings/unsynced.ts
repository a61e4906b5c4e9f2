import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';

/** Titles of the entries whose last changes the server has not confirmed. */
export function unsyncedTitles(
  live: Pick<LiveClass, 'entries' | 'deletedEntries' | 'isUnsynced'>,
): readonly string[] {
  return [...live.entries, ...live.deletedEntries]
    .filter((entry) => live.isUnsynced(entry.id))
    .map(({ title }) => title.trim());
}
