import {
  parseQuery,
  type EntryQuery,
  type QueryMeaning,
  type QuerySetting,
  type QueryTerm,
} from '@tallybook/shared/personal/entry-query';
import { prepareSearch, type EntryFilter, type EntrySearch } from '@tallybook/shared/personal/entry-search';
import { foldText } from '@tallybook/shared/personal/fold-text';

/** A search as it is kept: in the address of the list, and among the kept ones. */
export interface StoredSearch {
  readonly text: string;
  readonly filter: EntryFilter;
  /** Also among my shares in classes. */
  readonly shares?: boolean;
}

interface Declined {
  kind: QueryMeaning['kind'];
  text: string;
}

/** What the list is searched for: what was typed, and what it is narrowed down to beside that. */
export class SearchState {
  readonly #setting: () => QuerySetting;
  readonly #later: (action: () => void) => void;
  #text = $state('');
  /** The text that the list is searched for; behind `#text` for a moment when a search begins. */
  #sought = $state('');
  #filter = $state.raw<EntryFilter>({});
  #declined = $state.raw<readonly Declined[]>([]);
  withShares = $state(false);
  readonly #query = $derived.by(() => parseQuery(this.#sought, this.#setting(), this.#declined));
  readonly #prepared = $derived.by(() => {
    // One that was chosen here may have been merged into another since.
    const categoryIds = this.#filter.categoryIds?.map((id) => this.#setting().resolveCategory(id));
    return prepareSearch(this.#query, { ...this.#filter, ...(categoryIds && { categoryIds }) });
  });

  constructor(setting: () => QuerySetting, stored: StoredSearch, later: (action: () => void) => void) {
    this.#setting = setting;
    this.#later = later;
    this.show(stored);
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    // The first letter finds the most, and the machinery is cold: it is shown before it is sought.
    const begins = this.#sought.trim() === '' && text.trim() !== '';
    this.#text = text;
    if (begins) this.#later(() => (this.#sought = this.#text));
    else this.#sought = text;
    // Whoever begins anew has declined nothing yet.
    if (text.trim() === '') this.#declined = [];
  }

  get filter(): EntryFilter {
    return this.#filter;
  }

  /** What the text asks for. */
  get query(): EntryQuery {
    return this.#query;
  }

  /** Null where everything is asked for. */
  get prepared(): EntrySearch | null {
    return this.#prepared.isEmpty ? null : this.#prepared;
  }

  /** The pieces of the text that ask for more than words. */
  get understood(): readonly QueryTerm[] {
    return this.#query.terms.filter(({ kind }) => kind !== 'text' && kind !== 'open');
  }

  get filterCount(): number {
    return Object.keys(this.#filter).length;
  }

  get stored(): StoredSearch {
    return { text: this.#text.trim(), filter: this.#filter, ...(this.withShares && { shares: true }) };
  }

  /** Narrows down further; a value that is null or an empty list narrows nothing any more. */
  narrow(change: EntryFilter): void {
    const entries = Object.entries({ ...this.#filter, ...change });
    const kept = entries.filter(
      ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    );
    this.#filter = Object.fromEntries(kept);
  }

  clearFilter(): void {
    this.#filter = {};
  }

  /** Takes a piece out of the text. */
  remove({ start, end }: QueryTerm): void {
    this.text = `${this.#text.slice(0, start)} ${this.#text.slice(end)}`.replace(/ {2,}/g, ' ').trim();
  }

  /** Looks for a piece as words, whatever it could mean. */
  decline({ kind, text }: QueryTerm): void {
    this.#declined = [...this.#declined, { kind, text }];
  }

  show({ text, filter, shares = false }: StoredSearch): void {
    this.#declined = [];
    this.#text = text;
    this.#sought = text;
    this.#filter = filter;
    this.withShares = shares;
  }
}

/** Whether a text that was stored or typed into the address is a filter that can be used; parts that are not are left out. */
export function readFilter(value: unknown): EntryFilter {
  if (typeof value !== 'object' || value === null) return {};
  const given = value as Record<string, unknown>;
  const filter: Record<string, unknown> = {};
  for (const name of ['categoryIds', 'tags', 'currencies', 'kinds']) {
    const list = given[name];
    if (Array.isArray(list) && list.length > 0 && list.every((each) => typeof each === 'string'))
      filter[name] = list;
  }
  for (const name of ['amountFrom', 'amountTo']) {
    if (/^\d{1,13}(\.\d{1,4})?$/.test(String(given[name]))) filter[name] = given[name];
  }
  for (const name of ['from', 'to']) {
    if (/^\d{4}-\d\d-\d\d$/.test(String(given[name]))) filter[name] = given[name];
  }
  return filter;
}

export interface KeptSearch extends StoredSearch {
  readonly name: string;
}

/** The kept searches among what was stored; `rest` is what this version does not know, which stays as it is. */
export function readKept(stored: readonly unknown[]): {
  kept: readonly KeptSearch[];
  rest: readonly unknown[];
} {
  const kept: KeptSearch[] = [];
  const names = new Set<string>();
  const rest: unknown[] = [];
  for (const each of stored) {
    const { name, text, filter, shares } = (each ?? {}) as Record<string, unknown>;
    // Of two by one name, as a restored backup may bring them, a person could not tell which is meant.
    if (typeof name === 'string' && name !== '' && typeof text === 'string' && !names.has(name)) {
      names.add(name);
      kept.push({ name, text, filter: readFilter(filter), ...(shares === true && { shares }) });
    } else rest.push(each);
  }
  return { kept, rest };
}

/** The list with one more, in the place of the one that goes by the same name. */
export function withKept(stored: readonly unknown[], added: KeptSearch): readonly unknown[] {
  const { kept, rest } = readKept(stored);
  const others = kept.filter(({ name }) => foldText(name) !== foldText(added.name));
  return [added, ...others, ...rest];
}
