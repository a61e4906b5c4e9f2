import { monthOf, type Month } from '@tallybook/shared/calendar/day';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { CountedAmount, DayRange } from '@tallybook/shared/personal/totals';
import { byDay, byDeletion, replaceAllInOrder, replaceInOrder } from './entry-list.ts';
import type { EntryStock } from './entry-stock.ts';
import { cutChunks, itemOf, type ChunkItem } from './list-chunk.ts';
import { ListIndex } from './list-index.ts';

/** More than these are put in their places together: one by one, each would cost a walk through all. */
const FEW = 10;

/** All entries in memory, in the orders in which screens list them: for a ledger that is small, or that cannot be kept. */
export class EntryBook implements EntryStock {
  readonly isPaged = false;
  #entries = $state.raw<readonly PersonalEntry[]>([]);
  #deletedEntries = $state.raw<readonly PersonalEntry[]>([]);
  /** Filled at the start, changed in place by a command; the lists beside it carry the signal. */
  readonly #byId: Map<string, PersonalEntry>;
  /** An entry is replaced, never changed: what a search reads of it is made once. */
  readonly #itemByEntry = new WeakMap<PersonalEntry, ChunkItem>();
  readonly #index = $derived.by(
    () =>
      new ListIndex(
        cutChunks(
          '',
          this.#entries.toReversed().map((entry) => this.#itemOf(entry)),
        ),
      ),
  );

  constructor(entries: readonly PersonalEntry[]) {
    this.#byId = new Map(entries.map((entry) => [entry.id, entry]));
    this.#entries = entries.filter((entry) => !entry.deleted).sort(byDay);
    this.#deletedEntries = entries.filter((entry) => entry.deleted).sort(byDeletion);
  }

  get count(): number {
    return this.#entries.length;
  }

  get deletedCount(): number {
    return this.#deletedEntries.length;
  }

  get entries(): readonly PersonalEntry[] {
    return this.#entries;
  }

  get newest(): readonly PersonalEntry[] {
    return this.#entries;
  }

  get amounts(): readonly PersonalEntry[] {
    return this.#entries;
  }

  get monthlyAmounts(): readonly PersonalEntry[] {
    return this.#entries;
  }

  get deletedEntries(): readonly PersonalEntry[] {
    return this.#deletedEntries;
  }

  amountsOfMonth(month: Month): readonly CountedAmount[] {
    return this.#index.amountsOfMonth(month);
  }

  get firstMonth(): Month | null {
    const oldest = this.#entries.at(-1);
    return oldest ? monthOf(oldest.day) : null;
  }

  amountsIn({ from, to }: DayRange): readonly CountedAmount[] {
    return this.#entries.filter(({ day }) => day >= from && day <= to);
  }

  need(): null {
    return null;
  }

  get index(): ListIndex {
    return this.#index;
  }

  readIndex(): Promise<void> {
    return Promise.resolve();
  }

  entryById(id: string): PersonalEntry | undefined {
    // Reading the lists is what makes the reader run again: each change replaces one of them.
    return this.#entries.length + this.#deletedEntries.length === 0 ? undefined : this.#byId.get(id);
  }

  isReading(): boolean {
    return false;
  }

  readEntries(): Promise<void> {
    return Promise.resolve();
  }

  /** Puts each entry in the place of the one with its id; null takes it out. */
  replace(touched: readonly (readonly [id: string, entry: PersonalEntry | null])[]): boolean {
    if (touched.length > FEW) this.#replaceMany(touched);
    else for (const [id, entry] of touched) this.#replace(id, entry);
    return true;
  }

  #replaceMany(touched: readonly (readonly [id: string, entry: PersonalEntry | null])[]): void {
    const now = new Map(touched);
    for (const [id, entry] of now) {
      if (entry) this.#byId.set(id, entry);
      else this.#byId.delete(id);
    }
    const ids = new Set(now.keys());
    const there = [...now.values()].filter((entry) => entry !== null);
    const [live, binned] = [there.filter(({ deleted }) => !deleted), there.filter(({ deleted }) => deleted)];
    this.#entries = replaceAllInOrder(this.#entries, ids, live, byDay);
    this.#deletedEntries = replaceAllInOrder(this.#deletedEntries, ids, binned, byDeletion);
  }

  #replace(id: string, entry: PersonalEntry | null): void {
    const before = this.#byId.get(id);
    if (entry) this.#byId.set(id, entry);
    else this.#byId.delete(id);
    this.#entries = replaceInOrder(
      this.#entries,
      before,
      entry?.deleted === false ? entry : undefined,
      byDay,
    );
    if (!before?.deleted && !entry?.deleted) return;
    const binned = entry?.deleted ? entry : undefined;
    this.#deletedEntries = replaceInOrder(this.#deletedEntries, before, binned, byDeletion);
  }

  #itemOf(entry: PersonalEntry): ChunkItem {
    const known = this.#itemByEntry.get(entry);
    if (known) return known;
    const item = itemOf(entry);
    this.#itemByEntry.set(entry, item);
    return item;
  }
}
