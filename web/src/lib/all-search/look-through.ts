import type { ClassEngine } from '$lib/class-book/class-engine.ts';
import type { ClassSearchStore } from '$lib/platform/class-search-store.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import { makeSearchRow } from './search-row.ts';

interface LookThroughDeps {
  readonly store: Pick<ClassSearchStore, 'classIds' | 'stale' | 'put' | 'remove'>;
  readonly engine: () => Promise<Pick<ClassEngine, 'readLedger'>>;
  /** Resolves when the page has nothing better to do. */
  readonly idle: () => Promise<void>;
  /** Aborted when the classes have changed once more, or the page goes. */
  readonly signal: AbortSignal;
}

/**
 * Looks through the classes that have changed since, one per quiet moment, so that a search finds their newest entries
 * at once. Settles, never rejects: what is missing is looked through when somebody searches.
 */
export async function lookThrough(
  rows: readonly ClassRow[],
  { store, engine, idle, signal }: LookThroughDeps,
): Promise<void> {
  const ids = new Set(rows.map(({ id }) => id));
  await store.remove((await store.classIds()).filter((id) => !ids.has(id)));
  for (const { id, documentId, revision } of await store.stale(rows)) {
    await idle();
    if (signal.aborted) return;
    try {
      const made = await (await engine()).readLedger(id, makeSearchRow);
      if (made.ok && made.value) await store.put({ classId: id, documentId, revision, ...made.value });
    } catch {
      // A part of the app that cannot be loaded now.
      return;
    }
  }
}
