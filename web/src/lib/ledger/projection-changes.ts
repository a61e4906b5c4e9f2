import { monthOf } from '@tallybook/shared/calendar/day';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { WriteTransaction } from '$lib/platform/ledger-transactions.ts';
import {
  metaKeys,
  type LedgerStore,
  type ListChunkRow,
  type PeriodRow,
  type ProjectionRow,
} from '$lib/platform/schema.ts';
import {
  cutChunks,
  isListChunk,
  itemOf,
  keyOfItem,
  orderKey,
  unpackChunk,
  type ChunkItem,
} from './list-chunk.ts';
import { changePeriod, isPeriodRow } from './period-sums.ts';
import { isCurrentProjection, isProjectionRow } from './projection-rows.ts';

/** So many changes are carried over between two requests, which takes a few milliseconds. */
const STEP = 100;
const CHUNKS_PER_STEP = 4;

/** The stores of what is derived from the entries, and of its bookkeeping. */
export const derivedStores = ['days', 'months', 'listChunks', 'bin', 'meta'] as const;
export type DerivedStore = (typeof derivedStores)[number];

/** Derived rows as they are now, and the keys of those that are gone. */
export interface DerivedRows {
  readonly days: readonly PeriodRow[];
  readonly months: readonly PeriodRow[];
  readonly chunks: readonly ListChunkRow[];
  readonly gone: readonly string[];
  readonly deletedCount: number;
}

type Change = readonly [before: PersonalEntry | null, after: PersonalEntry | null];

/**
 * The changes of one transaction to `entries`, carried over to what is derived from them before it ends. Where that is
 * not possible, the version of the projection goes, so that the next load makes everything anew from the records.
 */
export class ProjectionChanges {
  readonly #changes: Change[] = [];
  #folded = 0;
  #rows = 0;
  #isSound = true;
  #isStoring = false;
  #stored: DerivedRows | null = null;

  /** True while a failure of the transaction would be one of the derived rows, and not of the records. */
  get isStoring(): boolean {
    return this.#isStoring;
  }

  /** What was stored; null when it was not possible. */
  get stored(): DerivedRows | null {
    return this.#stored;
  }

  /** Notes that the row `before`, as it was read, has become `after`. */
  note(before: unknown, after: ProjectionRow | null): void {
    const known = isProjectionRow(before) ? before : null;
    if (before !== undefined && !known) this.#isSound = false;
    this.#folded += (after?.revisionCount ?? 0) - (known?.revisionCount ?? 0);
    this.#rows += (after ? 1 : 0) - (known ? 1 : 0);
    this.#changes.push([known?.entry ?? null, after?.entry ?? null]);
  }

  /** The last thing that the transaction does to these stores. */
  async storeIn<Stores extends LedgerStore>(
    transaction: WriteTransaction<DerivedStore | Stores>,
  ): Promise<void> {
    // A transaction over more stores is one over these.
    const tx = transaction as unknown as WriteTransaction<DerivedStore>;
    if (this.#changes.length === 0) return;
    this.#isStoring = true;
    const meta = tx.objectStore('meta');
    const known = (await meta.get(metaKeys.projection))?.value;
    if (!isCurrentProjection(known)) {
      this.#isStoring = false;
      return;
    }
    const stored = this.#isSound ? await this.#store(tx) : null;
    if (stored) {
      const value = { ...known, folded: known.folded + this.#folded, rows: known.rows + this.#rows };
      await meta.put({ key: metaKeys.projection, value });
    } else {
      await meta.delete(metaKeys.projection);
    }
    this.#stored = stored;
    this.#isStoring = false;
  }

  async #store(tx: WriteTransaction<DerivedStore>): Promise<DerivedRows | null> {
    // Side by side, since a save waits for each request.
    const [days, months, chunks] = await Promise.all([
      this.#changePeriods(tx, 'days', (entry) => entry.day),
      this.#changePeriods(tx, 'months', (entry) => monthOf(entry.day)),
      this.#changeChunks(tx),
    ]);
    if (!days || !months || !chunks) return null;
    const bin = tx.objectStore('bin');
    for await (const step of inSteps(tx, this.#changes, STEP)) {
      const puts = step.flatMap(([, after]) => (after?.deleted ? [bin.put({ id: after.id })] : []));
      const restored = step.flatMap(([before, after]) =>
        before?.deleted && !after?.deleted ? [bin.delete(before.id)] : [],
      );
      await Promise.all([...puts, ...restored]);
    }
    return {
      days: days.rows,
      months: months.rows,
      chunks: chunks.rows,
      gone: [...days.gone, ...months.gone, ...chunks.gone],
      deletedCount: await bin.count(),
    };
  }

  async #changePeriods(
    tx: WriteTransaction<DerivedStore>,
    storeName: 'days' | 'months',
    periodOf: (entry: PersonalEntry) => string,
  ): Promise<{ rows: PeriodRow[]; gone: string[] } | null> {
    const store = tx.objectStore(storeName);
    const byPeriod = new Map<string, PeriodRow | null>();
    const change = async (entry: PersonalEntry | null, sign: 1 | -1): Promise<boolean> => {
      if (!entry || entry.deleted) return true;
      const period = periodOf(entry);
      const row = byPeriod.get(period) ?? (byPeriod.has(period) ? undefined : await store.get(period));
      if (row !== undefined && !isPeriodRow(row)) return false;
      if (!row && sign === -1) return false;
      byPeriod.set(period, changePeriod(row, period, entry, sign));
      return true;
    };
    for await (const step of inSteps(tx, this.#changes, STEP)) {
      for (const [before, after] of step) {
        if (!(await change(after, 1)) || !(await change(before, -1))) return null;
      }
    }
    const rows = [...byPeriod.values()].filter((row) => row !== null);
    const gone = [...byPeriod].filter(([, row]) => row === null).map(([period]) => period);
    await Promise.all([...rows.map((row) => store.put(row)), ...gone.map((period) => store.delete(period))]);
    return { rows, gone };
  }

  async #changeChunks(
    tx: WriteTransaction<DerivedStore>,
  ): Promise<{ rows: ListChunkRow[]; gone: string[] } | null> {
    const store = tx.objectStore('listChunks');
    const keys = await store.getAllKeys();
    const itemsByKey = new Map<string, ChunkItem[]>();
    const openChunk = async (order: string): Promise<ChunkItem[] | null> => {
      const key = keys[lowerBound(keys, (each) => each <= order) - 1] ?? '';
      const opened = itemsByKey.get(key);
      if (opened) return opened;
      const row = await store.get(key);
      if (row !== undefined && !isListChunk(row)) return null;
      const items = row ? unpackChunk(row) : [];
      itemsByKey.set(key, items);
      return items;
    };
    const change = async ([before, after]: Change): Promise<boolean> => {
      if (before && !before.deleted) {
        const items = await openChunk(orderKey(before));
        const at = items?.findIndex(({ id }) => id === before.id) ?? -1;
        if (!items || at === -1) return false;
        items.splice(at, 1);
      }
      if (after && !after.deleted) {
        const order = orderKey(after);
        const items = await openChunk(order);
        if (!items) return false;
        items.splice(
          lowerBound(items, (each) => keyOfItem(each) < order),
          0,
          itemOf(after),
        );
      }
      return true;
    };
    for await (const step of inSteps(tx, this.#changes, STEP)) {
      for (const each of step) if (!(await change(each))) return null;
    }
    const rows: ListChunkRow[] = [];
    const gone: string[] = [];
    for await (const step of inSteps(tx, [...itemsByKey], CHUNKS_PER_STEP)) {
      const cut = step.flatMap(([key, items]) => (items.length > 0 ? cutChunks(key, items) : []));
      const emptied = step.filter(([, items]) => items.length === 0).map(([key]) => key);
      await Promise.all([...cut.map((row) => store.put(row)), ...emptied.map((key) => store.delete(key))]);
      rows.push(...cut);
      gone.push(...emptied);
    }
    return { rows, gone };
  }
}

/** What a list holds, so many at a time, with a request between them: the page does other things meanwhile. */
async function* inSteps<T>(
  tx: WriteTransaction<DerivedStore>,
  list: readonly T[],
  length: number,
): AsyncGenerator<readonly T[]> {
  for (let at = 0; at < list.length; at += length) {
    if (at > 0) await tx.objectStore('meta').getKey(metaKeys.projection);
    yield list.slice(at, at + length);
  }
}

/** How many items of a sorted list, from its start, `isBefore` holds for. */
function lowerBound<T>(list: readonly T[], isBefore: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
