import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { AsideRecord } from '$lib/profile/device-data.ts';

/** What each change that is kept beside a class is about: by its own title, else by that of its entry, else ''. */
export function asideTitles(
  records: readonly Pick<AsideRecord, 'entityId' | 'title'>[],
  live: Pick<LiveClass, 'entries' | 'deletedEntries'>,
): readonly string[] {
  const entries = [...live.entries, ...live.deletedEntries];
  return records.map(({ entityId, title }) =>
    (title ?? entries.find(({ id }) => id === entityId)?.title ?? '').trim(),
  );
}
