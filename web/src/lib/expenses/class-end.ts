import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';

/** Why nothing more can be written into a class, or null. */
export function endOf({ isReadOnly, sync, row }: LiveClass): 'removed' | 'deleted' | 'not-here' | null {
  if (!isReadOnly) return null;
  const why = sync.kind === 'stopped' ? sync.why : row.refusal;
  return why === 'deleted' || why === 'not-here' ? why : 'removed';
}
