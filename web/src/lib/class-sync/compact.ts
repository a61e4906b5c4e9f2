import type { ClassStore } from '$lib/platform/class-store.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';
import type { StoredClass } from '$lib/platform/stored-class.ts';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import type { SyncParts } from './sync-parts.ts';

/** Rows of a class from which on the next load is felt. */
export const LONG_LOG = 64;

/** Makes one row of a long log, once, in one tab; the returned function calls it off. */
export function compactWhenIdle(
  { store, locks, profileName, whenIdle }: SyncParts,
  { row, updates }: StoredClass,
  newKey: () => string,
): () => void {
  if (updates.length < LONG_LOG) return () => undefined;
  const compact = async (): Promise<void> => {
    // One that fails is begun again at the next load.
    await compactClass(store, row.id, newKey());
  };
  return whenIdle(() => void locks.runAlone(`${profileName}/compact/${row.id}`, compact));
}

/** Makes one row of a class's log. Nothing changes when some of it cannot be read: those rows must stay as they are. */
export function compactClass(store: ClassStore, classId: string, key: string): Promise<StorageResult<void>> {
  return store.compact(classId, key, (updates) => {
    const doc = new Doc();
    try {
      // Yjs keeps what it cannot place yet, and writes it out again.
      doc.transact(() => {
        for (const update of updates) applyUpdate(doc, update);
      });
      return encodeStateAsUpdate(doc);
    } catch {
      return null;
    } finally {
      doc.destroy();
    }
  });
}
