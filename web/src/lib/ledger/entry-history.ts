import { versionsOf, type EntryVersion } from '@tallybook/shared/personal/entry-history';
import type { KeyedRevision } from '@tallybook/shared/revisions/fold';
import { parseRevision } from '@tallybook/shared/revisions/revision';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { mayReadRowByRow, stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { isStoredRevision } from './projection.ts';

export interface ReadHistory {
  /** Newest first. */
  readonly versions: readonly EntryVersion[];
  /** Records of the entry that cannot be read. */
  readonly unreadableCount: number;
}

/** Reads the history of an entry from its records. */
export async function readHistory(database: LedgerDatabase, id: string): Promise<StorageResult<ReadHistory>> {
  const read = await readRows(database, id);
  if (!read.ok) return read;
  const revisions: KeyedRevision[] = [];
  for (const row of read.value) {
    const parsed = isStoredRevision(row) ? parseRevision(row.id, row.json) : null;
    if (parsed?.ok && isStoredRevision(row)) revisions.push({ id: row.id, revision: parsed.value });
  }
  const unreadableCount = read.value.length - revisions.length;
  return stored({ versions: versionsOf(id, revisions), unreadableCount });
}

/** All rows of an entry; null stands for one that the browser cannot read. */
async function readRows(database: LedgerDatabase, id: string): Promise<StorageResult<readonly unknown[]>> {
  const together = await database.read(['revisions'], async (tx) => {
    const store = tx.objectStore('revisions');
    return withFirst(await store.index('entityId').getAll(id), await store.get(id), (row) => row.id === id);
  });
  if (together.ok || !mayReadRowByRow(together.refusal)) return together;
  const keys = await database.read(['revisions'], async (tx) => {
    const store = tx.objectStore('revisions');
    const indexed = await store.index('entityId').getAllKeys(id);
    return withFirst(indexed, await store.getKey(id), (key) => key === id);
  });
  if (!keys.ok) return keys;
  const rows: unknown[] = [];
  for (const key of keys.value) {
    const row = await database.read(['revisions'], (tx) => tx.objectStore('revisions').get(key));
    rows.push(row.ok ? row.value : null);
  }
  return stored(rows);
}

/** A torn row no longer says whose it is, but the one that created the entry lies under its id. */
function withFirst<T>(found: readonly T[], first: T | undefined, isFirst: (item: T) => boolean): T[] {
  return first === undefined || found.some(isFirst) ? [...found] : [...found, first];
}
