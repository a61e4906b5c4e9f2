import { largestExpenses, spentByTag } from '@tallybook/shared/personal/insight-figures';
import { frequentTitles } from '@tallybook/shared/personal/year-review';
import type { ClassShare } from '$lib/class-book/class-shelf.ts';
import type { PersonalLedger } from '$lib/ledger/personal-ledger.svelte.ts';
import { entriesInRange, type RangeEntry } from './entries-in-range.ts';
import type { Asked } from './insights-choice.svelte.ts';

/** An entry of one's own or a share, as far as charts ask about it. */
export type CountedEntry = Omit<RangeEntry, 'tags'> & {
  /** Null for a record of the personal ledger. */
  readonly classId: string | null;
  readonly share: ClassShare['share'] | null;
};

interface EntryFiguresDeps {
  readonly ledger: Pick<PersonalLedger, 'stock'>;
  readonly currency: () => string;
  /** Null until the columns and the shares of its period were read. */
  readonly asked: () => Asked | null;
  readonly shares: () => readonly ClassShare[];
}

const LARGEST = 10;
const FREQUENT_TITLES = 5;
const noEntries: readonly RangeEntry[] = [];

/** What takes the entries themselves and not only their sums. */
export class EntryFigures {
  readonly #deps: EntryFiguresDeps;

  readonly #own = $derived.by(() => {
    const { part, counted } = this.#deps.asked() ?? {};
    const { stock } = this.#deps.ledger;
    return part && stock && counted !== 'shared' ? entriesInRange(stock.index.rows, part) : noEntries;
  });
  readonly byTag = $derived.by(() => {
    const part = this.#deps.asked()?.part;
    return part ? spentByTag(this.#own, this.#deps.currency(), part) : null;
  });
  readonly largest = $derived.by((): readonly CountedEntry[] => {
    const part = this.#deps.asked()?.part;
    if (!part) return [];
    const own = this.#own.map((entry) => ({ ...entry, classId: null, share: null }));
    const shared = this.#deps
      .shares()
      .map(({ classId, share }) => ({ ...share, deleted: false as const, classId, share }));
    return largestExpenses<CountedEntry>([...own, ...shared], this.#deps.currency(), part, LARGEST);
  });
  /** Titles of one's own entries, as they are compared, and the newest entry that has each. */
  readonly titles = $derived.by(() => {
    const own = this.#own.filter(({ currency }) => currency === this.#deps.currency());
    // The newest stands first: the last one to be set is kept.
    const idByTitle = new Map(own.toReversed().map(({ title, id }) => [title, id]));
    const titles = own.map(({ title }) => title);
    return frequentTitles(titles, FREQUENT_TITLES).map((one) => ({
      ...one,
      id: idByTitle.get(one.title) ?? '',
    }));
  });

  constructor(deps: EntryFiguresDeps) {
    this.#deps = deps;
  }
}
