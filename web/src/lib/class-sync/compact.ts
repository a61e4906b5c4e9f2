import type { ClassStore } from '$lib/platform/class-store.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';

/** Rows of a class from which on the next load is felt. */
export const LONG_LOG = 64;

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
