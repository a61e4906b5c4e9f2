import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { EntryQuery } from '@tallybook/shared/personal/entry-query';
import {
  indexEntry,
  prepareSearch,
  type EntryFilter,
  type IndexedEntry,
  type SearchedKind,
} from '@tallybook/shared/personal/entry-search';
import { foldQuery } from '@tallybook/shared/personal/fold-text';

/** What the index has to know beside an entry. Another one when a name, a category or an identity changed. */
export interface IndexSetting {
  readonly classId: string;
  readonly categoryName: (category: string) => string;
  /** The canonical id of a member. */
  readonly identity: (memberId: string) => string;
  /** By canonical id. */
  readonly memberNames: ReadonlyMap<string, string>;
}

/**
 * The entries of a class, prepared to be searched. Records of a class stay the same objects until they change, so each
 * is prepared once however often the list changes.
 */
export class ClassIndex {
  readonly #setting: IndexSetting;
  readonly #foldedNames: readonly (readonly [memberId: string, name: string])[];
  readonly #known = new WeakMap<ClassEntry, readonly IndexedEntry[]>();

  constructor(setting: IndexSetting) {
    this.#setting = setting;
    this.#foldedNames = Array.from(setting.memberNames, ([id, name]) => [id, foldQuery(name)] as const);
  }

  /** Prepares entries from `from` on while `mayGoOn` says so; returns where to go on, `entries.length` at the end. */
  prepare(entries: readonly ClassEntry[], from: number, mayGoOn: () => boolean): number {
    let at = from;
    for (; at < entries.length && mayGoOn(); at++) {
      const entry = entries[at];
      if (entry) this.#indexed(entry);
    }
    return at;
  }

  /** The entries that match, in the order given; one in several currencies when any of its amounts does. */
  find(entries: readonly ClassEntry[], query: EntryQuery, filter: EntryFilter = {}): ClassEntry[] {
    // A word may also be a name. Fifty names in the text of each entry would make every search several times slower.
    const words = query.terms.flatMap((term) => (term.kind === 'text' ? [term] : []));
    const asks = words.map((term) => ({
      inText: prepareSearch({ terms: [term] }).matches,
      ids: this.#named(term.forms),
    }));
    const others = prepareSearch({ terms: query.terms.filter(({ kind }) => kind !== 'text') }, filter);
    const isFound = (entry: IndexedEntry) =>
      others.matches(entry) &&
      asks.every(({ inText, ids }) => inText(entry) || (ids.size > 0 && entry.who.some((id) => ids.has(id))));
    return entries.filter((entry) => this.#indexed(entry).some(isFound));
  }

  #named(forms: readonly string[]): ReadonlySet<string> {
    const named = this.#foldedNames.filter(([, name]) => forms.some((form) => name.includes(form)));
    return new Set(named.map(([id]) => id));
  }

  #indexed(entry: ClassEntry): readonly IndexedEntry[] {
    const known = this.#known.get(entry);
    if (known) return known;
    const made = this.#index(entry);
    this.#known.set(entry, made);
    return made;
  }

  #index(entry: ClassEntry): readonly IndexedEntry[] {
    const { classId, categoryName, identity } = this.#setting;
    const named = entry.legs.flatMap(({ pay, owe }) => [...pay, ...owe].map(([id]) => identity(id)));
    const who = [...new Set(named)];
    // Entries whose money cannot be read are still found by their words.
    const legs = entry.legs.length > 0 ? entry.legs : [{ amt: 0, cur: 'XXX' }];
    return legs.map(({ amt, cur }) =>
      indexEntry({
        id: entry.id,
        kind: searchedKind(entry.kind),
        amountMinor: amt,
        currency: cur,
        day: entry.day,
        title: entry.title,
        note: entry.note,
        category: entry.category,
        categoryName: categoryName(entry.category),
        tags: entry.tags,
        classId,
        who,
      }),
    );
  }
}

function searchedKind(kind: ClassEntry['kind']): SearchedKind {
  return kind === 'income' || kind === 'expense' ? kind : 'payment';
}
