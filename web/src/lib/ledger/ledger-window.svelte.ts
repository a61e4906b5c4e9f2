import type { Day, Month } from '@tallybook/shared/calendar/day';
import { firstDay, lastDay } from '@tallybook/shared/calendar/day';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { totalsByCurrency, type FlowTotals } from '@tallybook/shared/personal/totals';
import { ListIndex, type DayGroup, type ListSearch } from './list-index.ts';
import { mergeChunks } from './merge-chunks.ts';
import type { PersonalLedger } from './personal-ledger.svelte.ts';

type Totals = ReadonlyMap<string, FlowTotals>;

/** Room for days that nobody has logged anything on: sums of a part of the list are not cut to a range again. */
const always = { from: '0001-01-01', to: '9999-12-31' };

/** A share in a class that stands in the list between the entries of the ledger. */
export interface ListedShare {
  readonly classId: string;
  readonly share: PersonalEntry & { readonly entryId: string };
}

/**
 * The list of a ledger as a screen shows it: its size and days are known at once, an entry by its position (0 is the
 * newest) once it was asked for. Follows what is written here and in other tabs.
 */
export class LedgerWindow {
  readonly #ledger: PersonalLedger;
  readonly #search: () => ListSearch | null;
  readonly #shares: () => readonly ListedShare[];
  readonly #shareById = $derived.by(() => new Map(this.#shares().map((each) => [each.share.id, each])));
  readonly #index = $derived.by(() => {
    const index = this.#ledger.stock?.index ?? new ListIndex([]);
    const shares = this.#shares();
    if (shares.length === 0) return index;
    return new ListIndex(
      mergeChunks(
        index.rows,
        shares.map(({ share }) => share),
        index.count === this.#ledger.count,
      ),
    );
  });
  readonly #positions = $derived.by(() => {
    const search = this.#search();
    return search
      ? this.#index.find({ ...search, classOf: (id) => this.shareOf(id)?.classId ?? null })
      : undefined;
  });
  readonly #groups = $derived.by(() => this.#index.groups(this.#positions));

  /** Both are read whenever what they depend on has changed. A search that is null shows everything. */
  constructor(
    ledger: PersonalLedger,
    search: () => ListSearch | null,
    shares: () => readonly ListedShare[] = () => [],
  ) {
    this.#ledger = ledger;
    this.#search = search;
    this.#shares = shares;
  }

  /** How many entries the list has; without a filter also those that `readAll` has not brought yet. */
  get size(): number {
    return this.#positions ? this.#positions.length : this.#ledger.count + this.#shareById.size;
  }

  /** The days of the list, newest first, as far as they were read. */
  get groups(): readonly DayGroup[] {
    return this.#groups;
  }

  /** What the list as a whole comes to. */
  get totals(): Totals {
    return this.#totalsOf(0, this.#positions?.length ?? this.#index.count);
  }

  /** Brings the columns of all entries, which search and far places need. Settles, never rejects. */
  async readAll(): Promise<void> {
    await this.#ledger.stock?.readIndex();
  }

  /** Brings the entries from position `first` to before `end`. Settles, never rejects. */
  async show(first: number, end: number): Promise<void> {
    const ids: string[] = [];
    for (let position = first; position < end; position++) {
      const id = this.idAt(position);
      if (id !== undefined && !this.#shareById.has(id)) ids.push(id);
    }
    await this.#ledger.stock?.readEntries(ids);
  }

  idAt(position: number): string | undefined {
    return this.#index.idAt(this.#positions ? (this.#positions[position] ?? -1) : position);
  }

  /** Undefined until `show` has brought it. */
  entryAt(position: number): PersonalEntry | undefined {
    const id = this.idAt(position);
    if (id === undefined) return undefined;
    return this.shareOf(id)?.share ?? this.#ledger.stock?.entryById(id);
  }

  /** What is known of an entry that is a share in a class; undefined for one of the ledger. */
  shareOf(id: string): ListedShare | undefined {
    return this.#shareById.get(id);
  }

  /** Whether the list holds the entry. */
  holds({ id, day }: PersonalEntry): boolean {
    const position = this.#index.positionOf(id, day);
    return position !== -1 && (this.#positions?.includes(position) ?? true);
  }

  /** The first position on `day` or, when it has none, of an earlier day; `size` when there is none. */
  positionOfDay(day: Day): number {
    return this.#groups.find((group) => group.day <= day)?.start ?? this.size;
  }

  totalsOfDay({ start, count }: DayGroup): Totals {
    return this.#totalsOf(start, start + count);
  }

  totalsOfMonth(month: Month): Totals {
    const stock = this.#ledger.stock;
    if (!this.#positions && stock && this.#shareById.size === 0)
      return totalsByCurrency(stock.amountsOfMonth(month), always);
    const inMonth = this.#groups.filter(({ day }) => day >= firstDay(month) && day <= lastDay(month));
    const [first, last] = [inMonth[0], inMonth.at(-1)];
    return first && last ? this.#totalsOf(first.start, last.start + last.count) : new Map();
  }

  #totalsOf(start: number, end: number): Totals {
    return totalsByCurrency(this.#index.amounts(start, end, this.#positions), always);
  }
}
