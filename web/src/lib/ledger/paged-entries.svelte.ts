import { firstDay, lastDay, monthOf, type Month } from '@tallybook/shared/calendar/day';
import { countsAsWhole, monthsByDay, type SumGrain } from '@tallybook/shared/personal/month-spans';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { CountedAmount, DayRange } from '@tallybook/shared/personal/totals';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { ListChunkRow, PeriodRow } from '$lib/platform/schema.ts';
import { EntryBook } from './entry-book.svelte.ts';
import type { EntryStock } from './entry-stock.ts';
import { isListChunk } from './list-chunk.ts';
import { ListIndex } from './list-index.ts';
import { amountsOf, isPeriodRow } from './period-sums.ts';
import type { DerivedRows } from './projection-changes.ts';
import { entriesOf, isProjectionRow } from './projection-rows.ts';

/** What a paged stock begins with; see `readPage`. */
export interface FirstPage {
  readonly months: readonly PeriodRow[];
  /** The newest ones. */
  readonly days: readonly PeriodRow[];
  /** The newest ones, sorted by key. */
  readonly chunks: readonly ListChunkRow[];
  readonly entries: readonly PersonalEntry[];
  readonly deletedCount: number;
}

/** Each holds up to a thousand lines. */
const CHUNKS_AT_ONCE = 5;
const NEWEST = 30;
/** Entries kept beside those on the screen. */
const KEPT = 500;

/** The entries of a ledger of any size: columns and sums in memory, the entries themselves as they are looked at. */
export class PagedEntries implements EntryStock {
  readonly isPaged = true;
  readonly #database: LedgerDatabase;
  readonly #onDamage: () => void;
  /** The entries at hand, those looked at last at the end. */
  #byId = $state.raw<ReadonlyMap<string, PersonalEntry>>(new Map());
  /** True: being read; false: not there. */
  #readingIds = $state.raw<ReadonlyMap<string, boolean>>(new Map());
  #months = $state.raw<ReadonlyMap<string, PeriodRow>>(new Map());
  #days = $state.raw<ReadonlyMap<string, PeriodRow>>(new Map());
  #chunks = $state.raw<ReadonlyMap<string, ListChunkRow>>(new Map());
  #deletedCount = $state(0);
  #book = $state.raw<EntryBook | null>(null);
  #isReadingBook = false;
  #isIndexWhole = false;
  #readingIndex: Promise<void> | null = null;
  /** The day from which on `#days` has all, and the months before it that it has, too. */
  readonly #since: string;
  #monthsByDay = $state.raw<ReadonlySet<Month>>(new Set());
  /** Counts the changes, so that a read from before one does not undo it. */
  #changeCount = 0;
  readonly #sortedChunks = $derived([...this.#chunks.values()].sort((a, b) => (a.key < b.key ? -1 : 1)));
  readonly #index = $derived(new ListIndex(this.#sortedChunks));
  readonly #count = $derived([...this.#months.values()].reduce((sum, { count }) => sum + count, 0));
  readonly #amounts = $derived(
    [...this.#days.values()].filter(({ period }) => period >= this.#since).flatMap(amountsOf),
  );
  readonly #newestIds = $derived(
    Array.from({ length: Math.min(NEWEST, this.#index.count) }, (_, at) => this.#index.idAt(at) ?? ''),
  );
  readonly #newest = $derived(
    this.#newestIds.map((id) => this.#byId.get(id)).filter((entry) => entry !== undefined),
  );

  /** `onDamage` is called when rows that should be there are not, or are not what they should be. */
  constructor(deps: { database: LedgerDatabase; page: FirstPage; since: string; onDamage: () => void }) {
    const { page } = deps;
    this.#database = deps.database;
    this.#onDamage = deps.onDamage;
    this.#since = deps.since;
    this.#months = byKey(page.months, ({ period }) => period);
    this.#days = byKey(page.days, ({ period }) => period);
    this.#chunks = byKey(page.chunks, ({ key }) => key);
    this.#deletedCount = page.deletedCount;
    this.#byId = byKey(page.entries, ({ id }) => id);
  }

  get count(): number {
    return this.#count;
  }

  get deletedCount(): number {
    return this.#deletedCount;
  }

  get entries(): readonly PersonalEntry[] {
    return this.#whole?.entries ?? [];
  }

  get deletedEntries(): readonly PersonalEntry[] {
    return this.#deletedCount === 0 ? [] : (this.#whole?.deletedEntries ?? []);
  }

  get newest(): readonly PersonalEntry[] {
    return this.#newest;
  }

  get amounts(): readonly CountedAmount[] {
    return this.#amounts;
  }

  get monthlyAmounts(): readonly CountedAmount[] {
    return [...this.#months.values()].flatMap(amountsOf);
  }

  amountsOfMonth(month: Month): readonly CountedAmount[] {
    const row = this.#months.get(month);
    return row ? amountsOf(row) : [];
  }

  get firstMonth(): Month | null {
    let first: Month | null = null;
    for (const month of this.#months.keys()) if (first === null || month < first) first = month;
    return first;
  }

  amountsIn(range: DayRange, grain: SumGrain): readonly CountedAmount[] {
    const found: CountedAmount[] = [];
    for (const [month, row] of this.#months) {
      if (countsAsWhole(range, month, grain)) found.push(...amountsOf(row));
    }
    for (const [day, row] of this.#days) {
      if (day >= range.from && day <= range.to && !countsAsWhole(range, monthOf(day), grain))
        found.push(...amountsOf(row));
    }
    return found;
  }

  need(range: DayRange, grain: SumGrain): Promise<void> | null {
    const missing = monthsByDay(range, this.#months.keys(), grain).filter(
      (month) => firstDay(month) < this.#since && !this.#monthsByDay.has(month),
    );
    return missing.length === 0 ? null : this.#readDays(missing);
  }

  async #readDays(months: readonly Month[]): Promise<void> {
    const changesBefore = this.#changeCount;
    const read = await this.#database.read(['days'], (tx) =>
      Promise.all(
        months.map((month) =>
          tx.objectStore('days').getAll(IDBKeyRange.bound(firstDay(month), lastDay(month))),
        ),
      ),
    );
    if (changesBefore !== this.#changeCount) return this.#readDays(months);
    const rows = read.ok ? read.value.flat() : [];
    if (!read.ok || !rows.every(isPeriodRow)) {
      this.#onDamage();
      return;
    }
    this.#days = changed(this.#days, rows, ({ period }) => period, []);
    this.#monthsByDay = new Set([...this.#monthsByDay, ...months]);
  }

  get index(): ListIndex {
    return this.#index;
  }

  readIndex(): Promise<void> {
    if (this.#isIndexWhole) return Promise.resolve();
    this.#readingIndex ??= this.#readChunks().finally(() => (this.#readingIndex = null));
    return this.#readingIndex;
  }

  entryById(id: string): PersonalEntry | undefined {
    const entry = this.#byId.get(id);
    if (!entry && !this.#readingIds.has(id)) queueMicrotask(() => void this.readEntries([id]));
    return entry;
  }

  isReading(id: string): boolean {
    return this.#readingIds.get(id) !== false && !this.#byId.has(id);
  }

  async readEntries(ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#byId.has(id) && this.#readingIds.get(id) !== true);
    if (missing.length === 0) return;
    this.#readingIds = new Map([...this.#readingIds, ...missing.map((id) => [id, true] as const)]);
    const changesBefore = this.#changeCount;
    const read = await this.#database.read(['entries'], (tx) =>
      Promise.all(missing.map((id) => tx.objectStore('entries').get(id))),
    );
    const isStale = changesBefore !== this.#changeCount;
    const rows: readonly unknown[] = read.ok && !isStale ? read.value : [];
    const found = rows.filter(isProjectionRow).flatMap(({ entry }) => entry ?? []);
    const readingIds = new Map(this.#readingIds);
    for (const id of missing) {
      if (isStale || found.some((entry) => entry.id === id)) readingIds.delete(id);
      else readingIds.set(id, false);
    }
    this.#byId = this.#withoutOldest(
      [...this.#byId, ...found.map((entry) => [entry.id, entry] as const)],
      ids,
    );
    this.#readingIds = readingIds;
    if (isStale) return this.readEntries(missing);
    if (!read.ok || rows.some((row) => row !== undefined && !isProjectionRow(row))) this.#onDamage();
  }

  replace(
    touched: readonly (readonly [id: string, entry: PersonalEntry | null])[],
    derived: DerivedRows | null,
  ): boolean {
    this.#changeCount++;
    const byId = new Map(this.#byId);
    const readingIds = new Map(this.#readingIds);
    for (const [id, entry] of touched) {
      readingIds.delete(id);
      // Of many, those that are looked at are kept up to date, and the others read when they are.
      if (entry && (touched.length <= KEPT || byId.has(id))) byId.set(id, entry);
      else byId.delete(id);
    }
    this.#byId = byId;
    this.#readingIds = readingIds;
    this.#book?.replace(touched);
    if (!derived) return false;
    const { days, months, chunks, gone, deletedCount } = derived;
    this.#months = changed(this.#months, months, ({ period }) => period, gone);
    this.#days = changed(
      this.#days,
      days.filter(({ period }) => period >= this.#since || this.#monthsByDay.has(monthOf(period))),
      ({ period }) => period,
      gone,
    );
    const oldest = this.#isIndexWhole ? '' : (this.#sortedChunks[0]?.key ?? '');
    this.#chunks = changed(
      this.#chunks,
      chunks.filter(({ key }) => key >= oldest),
      ({ key }) => key,
      gone,
    );
    this.#deletedCount = deletedCount;
    if (touched.length > 1) void this.#readNewest();
    return true;
  }

  /** Others may be the newest now than those that were read with the first page. */
  async #readNewest(): Promise<void> {
    if (this.#index.count < Math.min(NEWEST, this.#count)) await this.readIndex();
    await this.readEntries(this.#newestIds);
  }

  async #readChunks(): Promise<void> {
    const changesBefore = this.#changeCount;
    const read = await this.#database.read(['listChunks'], async (tx) => {
      const store = tx.objectStore('listChunks');
      const keys = await store.getAllKeys();
      const rows: ListChunkRow[] = [];
      // All at once would take long to unpack; between two requests the page does other things.
      for (let at = 0; at < keys.length; at += CHUNKS_AT_ONCE) {
        const range = IDBKeyRange.bound(keys[at], keys[Math.min(at + CHUNKS_AT_ONCE, keys.length) - 1]);
        for (const row of await store.getAll(range)) rows.push(row);
      }
      return rows;
    });
    if (changesBefore !== this.#changeCount) return this.#readChunks();
    if (!read.ok || !read.value.every(isListChunk)) {
      this.#onDamage();
      return;
    }
    this.#chunks = byKey(read.value, ({ key }) => key);
    this.#isIndexWhole = true;
  }

  /** All entries, for what asks for all of them: read in the background, once. */
  get #whole(): EntryBook | null {
    if (!this.#book && !this.#isReadingBook) {
      this.#isReadingBook = true;
      queueMicrotask(() => void this.#readBook());
    }
    return this.#book;
  }

  async #readBook(): Promise<void> {
    const changesBefore = this.#changeCount;
    const read = await this.#database.read(['entries'], (tx) => tx.objectStore('entries').getAll());
    if (changesBefore !== this.#changeCount) return this.#readBook();
    if (!read.ok || !read.value.every(isProjectionRow)) {
      this.#onDamage();
      return;
    }
    this.#book = new EntryBook(entriesOf(read.value));
  }

  /** Lets go of the entries that were read longest ago, but for the newest of the list and the `wanted`. */
  #withoutOldest(
    byId: readonly (readonly [id: string, entry: PersonalEntry])[],
    wanted: readonly string[],
  ): ReadonlyMap<string, PersonalEntry> {
    if (byId.length <= KEPT + wanted.length) return new Map(byId);
    const kept = new Set([...wanted, ...this.#newest.map(({ id }) => id)]);
    return new Map(byId.filter(([id], at) => at >= byId.length - KEPT || kept.has(id)));
  }
}

function byKey<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

function changed<T>(
  known: ReadonlyMap<string, T>,
  rows: readonly T[],
  keyOf: (row: T) => string,
  gone: readonly string[],
): ReadonlyMap<string, T> {
  const result = new Map(known);
  for (const key of gone) result.delete(key);
  for (const row of rows) result.set(keyOf(row), row);
  return result;
}
