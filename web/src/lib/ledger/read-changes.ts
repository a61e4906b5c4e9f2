import type { LedgerDatabase } from '$lib/platform/database.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import type { TabMessage } from '$lib/platform/tab-channel.ts';
import { isListChunk } from './list-chunk.ts';
import { isPeriodRow } from './period-sums.ts';
import { isProjectionRow } from './projection-rows.ts';
import type { Touched, Written } from './record-writer.ts';

/** Reads what another tab says that it has changed. */
export async function readChanges(
  database: LedgerDatabase,
  { ids, derived }: TabMessage & { type: 'entries-changed' },
): Promise<StorageResult<Written>> {
  const read = await database.read(['entries', 'days', 'months', 'listChunks', 'bin'], async (tx) => ({
    entries: await Promise.all(ids.map((id) => tx.objectStore('entries').get(id))),
    periods: await Promise.all(
      (derived?.periods ?? []).map((period) =>
        tx.objectStore(period.length === 7 ? 'months' : 'days').get(period),
      ),
    ),
    chunks: await Promise.all((derived?.chunks ?? []).map((key) => tx.objectStore('listChunks').get(key))),
    deletedCount: await tx.objectStore('bin').count(),
  }));
  if (!read.ok) return read;
  const rows: readonly unknown[] = read.value.entries;
  const touched: Touched = ids.flatMap((id, at) => {
    const row = rows[at];
    return row === undefined || isProjectionRow(row) ? [[id, row?.entry ?? null] as const] : [];
  });
  if (!derived) return stored({ touched, derived: null });
  const periods = read.value.periods.filter(isPeriodRow);
  const chunks = read.value.chunks.filter(isListChunk);
  return stored({
    touched,
    derived: {
      days: periods.filter(({ period }) => period.length > 7),
      months: periods.filter(({ period }) => period.length === 7),
      chunks,
      gone: derived.gone,
      deletedCount: read.value.deletedCount,
    },
  });
}
