import { versionsOf, type EntryVersion } from '@tallybook/shared/personal/entry-history';
import type { KeyedRevision } from '@tallybook/shared/revisions/fold';
import { parseRevision } from '@tallybook/shared/revisions/revision';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { isStoredRevision } from './projection.ts';

export interface ReadHistory {
  /** Newest first. */
  readonly versions: readonly EntryVersion[];
  /** Records of the entry that cannot be read. */
  readonly unreadableCount: number;
}

/** Reads the history of an entry from its records. */
export async function readHistory(database: LedgerDatabase, id: string): Promise<StorageResult<ReadHistory>> {
  const read = await database.read(['revisions'], (tx) =>
    tx.objectStore('revisions').index('entityId').getAll(id),
  );
  if (!read.ok) return read;
  const revisions: KeyedRevision[] = [];
  for (const row of read.value as unknown[]) {
    const parsed = isStoredRevision(row) ? parseRevision(row.id, row.json) : null;
    if (parsed?.ok && isStoredRevision(row)) revisions.push({ id: row.id, revision: parsed.value });
  }
  const unreadableCount = read.value.length - revisions.length;
  return stored({ versions: versionsOf(id, revisions), unreadableCount });
}
