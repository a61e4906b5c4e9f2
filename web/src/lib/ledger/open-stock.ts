import type { LedgerDatabase } from '$lib/platform/database.ts';
import { metaKeys } from '$lib/platform/schema.ts';
import { mayReadRowByRow, stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { EntryBook } from './entry-book.svelte.ts';

import type { EntryStock } from './entry-stock.ts';
import { idsOf, isListChunk } from './list-chunk.ts';
import { PagedEntries, type FirstPage } from './paged-entries.svelte.ts';
import { isPeriodRow } from './period-sums.ts';
import { derivedStores } from './projection-changes.ts';
import { isCurrentProjection, isProjectionRow, readWholeProjection } from './projection-rows.ts';

export interface OpenedStock {
  readonly stock: EntryStock;
  /** Rows put aside. */
  readonly unreadable: number;
  /** False when the entries had to be made from what is left of them. */
  readonly isClean: boolean;
}

/** Up to so many entries are all read at the start, in less time than a second step would take. */
export const WHOLE_LIMIT = 1_000;
const FIRST_ROWS = 30;
/** Two months, and the days that a time zone or a clock may be off. */
const RECENT_MS = 66 * 24 * 60 * 60 * 1000;

interface Surroundings {
  readonly database: LedgerDatabase;
  readonly now: () => number;
  readonly wholeLimit: number;
  /** Called when it has to be opened again. */
  readonly onDamage: () => void;
}

/** The entries of a profile for its screens, made anew from the records where they have to be. */
export async function openStock(around: Surroundings): Promise<StorageResult<OpenedStock>> {
  const found = await readStock(around);
  if (found.ok && found.value) return stored({ ...found.value, isClean: true });
  if (!found.ok && !mayReadRowByRow(found.refusal)) return found;
  const { recoverEntries } = await import('./recover-entries.ts');
  const recovered = await recoverEntries(around.database);
  if (!recovered)
    return found.ok ? { ok: false, refusal: { reason: 'failed', detail: 'unreadable' } } : found;
  const { entries, unreadable, isStored } = recovered;
  if (isStored && entries.length > around.wholeLimit) {
    const again = await readStock(around);
    if (again.ok && again.value) return stored({ ...again.value, isClean: false });
  }
  return stored({ stock: new EntryBook(entries), unreadable, isClean: false });
}

/** Null when what is stored is not the current projection, whole and well-formed. */
async function readStock(around: Surroundings): Promise<StorageResult<Omit<OpenedStock, 'isClean'> | null>> {
  const since = new Date(around.now() - RECENT_MS).toISOString().slice(0, 10);
  return around.database.read(['revisions', 'entries', ...derivedStores], async (tx) => {
    const entries = tx.objectStore('entries');
    const [metaRow, revisionCount, rowCount, deletedCount] = await Promise.all([
      tx.objectStore('meta').get(metaKeys.projection),
      tx.objectStore('revisions').count(),
      entries.count(),
      tx.objectStore('bin').count(),
    ]);
    const meta = metaRow?.value;
    if (!isCurrentProjection(meta)) return null;
    if (rowCount <= around.wholeLimit) {
      const whole = readWholeProjection(await entries.getAll(), revisionCount, metaRow);
      return whole && { stock: new EntryBook(whole.entries), unreadable: whole.unreadable };
    }
    if (rowCount !== meta.rows || meta.folded + meta.offset !== revisionCount) return null;
    const chunkStore = tx.objectStore('listChunks');
    const newest = (await chunkStore.getAllKeys()).slice(-2);
    const [months, days, ...chunks]: [unknown[], unknown[], ...unknown[]] = await Promise.all([
      tx.objectStore('months').getAll(),
      tx.objectStore('days').getAll(IDBKeyRange.lowerBound(since)),
      ...newest.map((key) => chunkStore.get(key)),
    ]);
    if (!months.every(isPeriodRow) || !days.every(isPeriodRow) || !chunks.every(isListChunk)) return null;
    const ids = chunks.flatMap(idsOf).slice(-FIRST_ROWS);
    const rows: unknown[] = await Promise.all(ids.map((id) => entries.get(id)));
    const page: FirstPage = {
      months,
      days,
      chunks,
      entries: rows.filter(isProjectionRow).flatMap(({ entry }) => entry ?? []),
      deletedCount,
    };
    if (page.entries.length < ids.length) return null;
    const { database } = around;
    const onDamage = (): void => void remake(around);
    return { stock: new PagedEntries({ database, page, since, onDamage }), unreadable: meta.unreadable };
  });
}

/** Has everything made anew that is not the records themselves. */
async function remake({ database, onDamage }: Surroundings): Promise<void> {
  const noted = await database.write(['meta'], (tx) => tx.objectStore('meta').delete(metaKeys.projection), {
    durability: 'relaxed',
  });
  // Where nothing can be written, another load would only find the same again.
  if (noted.ok) onDamage();
}
