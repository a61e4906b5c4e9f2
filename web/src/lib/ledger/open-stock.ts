import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { ReadTransaction } from '$lib/platform/ledger-transactions.ts';
import { metaKeys, type KeyValueRow } from '$lib/platform/schema.ts';
import { mayReadRowByRow, stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { EntryBook } from './entry-book.svelte.ts';

import type { EntryStock } from './entry-stock.ts';
import { idsOf, isListChunk } from './list-chunk.ts';
import { PagedEntries, type FirstPage } from './paged-entries.svelte.ts';
import { isPeriodRow } from './period-sums.ts';
import { derivedStores, type DerivedStore } from './projection-changes.ts';
import { isCurrentProjection, isProjectionRow, readWholeProjection } from './projection-rows.ts';

export interface OpenedStock {
  /** Null: nothing was ever written. */
  readonly stock: EntryStock | null;
  /** Rows put aside. */
  readonly unreadable: number;
  /** False when the entries had to be made from what is left of them. */
  readonly isClean: boolean;
  /** Settles once the records were counted, behind what is shown: false when they must be made into entries anew. */
  readonly isWhole: Promise<boolean>;
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

/** The entries of a profile for its screens, made anew from the records where they have to be, or are said to be. */
export async function openStock(
  around: Surroundings,
  { mustRemake = false }: { mustRemake?: boolean } = {},
): Promise<StorageResult<OpenedStock>> {
  const found = mustRemake ? stored(null) : await readStock(around);
  if (found.ok && found.value) return stored({ ...found.value, isClean: true });
  if (!found.ok && !mayReadRowByRow(found.refusal)) return found;
  const { recoverEntries } = await import('./recover-entries.ts');
  const recovered = await recoverEntries(around.database);
  if (!recovered)
    return found.ok ? { ok: false, refusal: { reason: 'failed', detail: 'unreadable' } } : found;
  const { entries, unreadable, isStored } = recovered;
  const isWhole = Promise.resolve(true);
  if (isStored && entries.length > around.wholeLimit) {
    const again = await readStock(around);
    if (again.ok && again.value) return stored({ ...again.value, isClean: false, isWhole });
  }
  return stored({ stock: new EntryBook(entries), unreadable, isClean: false, isWhole });
}

type ReadStock = Omit<OpenedStock, 'isClean'>;
const nothing: ReadStock = { stock: null, unreadable: 0, isWhole: Promise.resolve(true) };

type StockTransaction = ReadTransaction<'revisions' | 'entries' | DerivedStore>;

/**
 * Null when what is stored is not the current projection, whole and well-formed. Counting the records of a large ledger
 * takes longer than reading a page of it, so that the page is answered first and counted in the same transaction.
 */
function readStock(around: Surroundings): Promise<StorageResult<ReadStock | null>> {
  return new Promise((resolve) => {
    const counting: Promise<StorageResult<ReadStock | null>> = around.database.read(
      ['revisions', 'entries', ...derivedStores],
      async (tx) => {
        const metaRow = await tx.objectStore('meta').get(metaKeys.projection);
        const meta = metaRow?.value;
        if (!isCurrentProjection(meta)) return (await isEmpty(tx)) ? nothing : null;
        if (meta.rows <= around.wholeLimit) return readWhole(tx, metaRow);
        const stock = await readFirstPage(tx, around);
        if (!stock) return null;
        // Where the counting fails, the database has told, and what is shown stays.
        const isWhole = counting.then((counted) => !counted.ok || counted.value !== null);
        const found: ReadStock = { stock, unreadable: meta.unreadable, isWhole };
        resolve(stored(found));
        const [revisionCount, rowCount] = await countRecords(tx);
        return rowCount === meta.rows && meta.folded + meta.offset === revisionCount ? found : null;
      },
    );
    void counting.then(resolve);
  });
}

async function isEmpty(tx: StockTransaction): Promise<boolean> {
  const [revisionCount, rowCount] = await countRecords(tx);
  return revisionCount + rowCount === 0;
}

function countRecords(tx: StockTransaction): Promise<[revisions: number, rows: number]> {
  return Promise.all([tx.objectStore('revisions').count(), tx.objectStore('entries').count()]);
}

async function readWhole(tx: StockTransaction, metaRow: KeyValueRow | undefined): Promise<ReadStock | null> {
  const [rows, revisionCount] = await Promise.all([
    tx.objectStore('entries').getAll(),
    tx.objectStore('revisions').count(),
  ]);
  const whole = readWholeProjection(rows, revisionCount, metaRow);
  if (!whole) return null;
  const { entries, unreadable } = whole;
  return { stock: new EntryBook(entries), unreadable, isWhole: Promise.resolve(true) };
}

async function readFirstPage(tx: StockTransaction, around: Surroundings): Promise<PagedEntries | null> {
  const since = new Date(around.now() - RECENT_MS).toISOString().slice(0, 10);
  const chunkStore = tx.objectStore('listChunks');
  const [months, days, keys, deletedCount] = await Promise.all([
    tx.objectStore('months').getAll(),
    tx.objectStore('days').getAll(IDBKeyRange.lowerBound(since)),
    chunkStore.getAllKeys(),
    tx.objectStore('bin').count(),
  ]);
  const chunks = await Promise.all(keys.slice(-2).map((key) => chunkStore.get(key)));
  if (!months.every(isPeriodRow) || !days.every(isPeriodRow) || !chunks.every(isListChunk)) return null;
  const ids = chunks.flatMap(idsOf).slice(-FIRST_ROWS);
  const rows: unknown[] = await Promise.all(ids.map((id) => tx.objectStore('entries').get(id)));
  const page: FirstPage = {
    months,
    days,
    chunks,
    entries: rows.filter(isProjectionRow).flatMap(({ entry }) => entry ?? []),
    deletedCount,
  };
  if (page.entries.length < ids.length) return null;
  const { database } = around;
  return new PagedEntries({ database, page, since, onDamage: () => void remake(around) });
}

/** Has everything made anew that is not the records themselves. */
async function remake({ database, onDamage }: Surroundings): Promise<void> {
  const noted = await database.write(['meta'], (tx) => tx.objectStore('meta').delete(metaKeys.projection), {
    durability: 'relaxed',
  });
  // Where nothing can be written, another load would only find the same again.
  if (noted.ok) onDamage();
}
