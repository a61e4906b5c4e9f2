import type { Day } from '../calendar/day.ts';
import { formatMinor } from '../money/amount.ts';
import { minorUnitExponent } from '../money/currency.ts';
import type { AmountBounds } from './amount-bounds.ts';
import { boundsOf } from './amount-bounds.ts';
import type { EntryQuery, QueryTerm } from './entry-query.ts';
import { foldQuery } from './fold-text.ts';
import type { PersonalKind } from './personal-entry.ts';
import { tagKey } from './tags.ts';
import type { DayRange } from './totals.ts';

/** A payment between people is neither spent nor received. */
export type SearchedKind = PersonalKind | 'payment';

/** What of an entry can be searched for: a personal one, or one of a class with the amount that the list shows. */
export interface SearchableEntry {
  id: string;
  kind: SearchedKind;
  amountMinor: number;
  currency: string;
  day: Day;
  title: string;
  note: string;
  /** After merges. */
  category: string;
  categoryName: string;
  tags: readonly string[];
  /** Null for a personal entry. */
  classId: string | null;
  /** Ids of people who paid or bear a part; none in a personal entry. */
  who: readonly string[];
}

/** An entry prepared to be searched for. */
export interface IndexedEntry {
  readonly id: string;
  readonly kind: SearchedKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly exponent: 0 | 2 | 3 | 4;
  readonly day: Day;
  readonly category: string;
  readonly classId: string | null;
  readonly who: readonly string[];
  /** Each folded after '\n#', and '\n' at the end; '' without any. */
  readonly tags: string;
  /** All texts, folded, one per line. */
  readonly text: string;
}

/** What a search is narrowed down to besides its text; a list that is missing or empty narrows nothing. As JSON. */
export interface EntryFilter {
  /** After merges. */
  categoryIds?: readonly string[];
  /** All of them. */
  tags?: readonly string[];
  currencies?: readonly string[];
  /** Null stands for personal entries. */
  classIds?: readonly (string | null)[];
  who?: readonly string[];
  kinds?: readonly SearchedKind[];
  /** Decimals in machine form, both included: '12.50'. */
  amountFrom?: string | null;
  amountTo?: string | null;
  from?: Day | null;
  to?: Day | null;
}

/** The part of a search that an index of columns answers for many entries at once. */
export interface ColumnSearch {
  /** Null where days are not asked for. */
  readonly days: DayRange | null;
  readonly bounds: readonly AmountBounds[];
  readonly kinds: readonly ReadonlySet<SearchedKind>[];
  readonly currencies: readonly ReadonlySet<string>[];
  readonly categories: readonly ReadonlySet<string | null>[];
  /** Of each, one form stands in the texts of an entry, its tags among them. None is empty, or has a tab or a line break. */
  readonly texts: readonly (readonly string[])[];
}

/** A query and filters, prepared to be asked of many entries. */
export interface EntrySearch {
  readonly matches: (entry: IndexedEntry) => boolean;
  /** Together with `rest` as much as `matches`. */
  readonly columns: ColumnSearch;
  /** What has to be asked of each entry by itself; null when that is nothing. */
  readonly rest: ((entry: Pick<IndexedEntry, 'classId' | 'who' | 'tags'>) => boolean) | null;
  /** Nothing is asked for: every entry matches. */
  readonly isEmpty: boolean;
}

/** Prepares an entry. */
export function indexEntry(entry: SearchableEntry): IndexedEntry {
  const { id, kind, amountMinor, currency, day, category, classId, who } = entry;
  const tags = entry.tags.map((tag) => `#${tagKey(tag)}`);
  const texts = [entry.title, entry.note, entry.categoryName].map(foldQuery);
  const text = [...texts, ...tags, formatMinor(amountMinor, currency), day].join('\n');
  const exponent = minorUnitExponent(currency);
  const tagLine = tags.length === 0 ? '' : ['', ...tags, ''].join('\n');
  return { id, kind, amountMinor, currency, exponent, day, category, classId, who, tags: tagLine, text };
}

/** Prepares a query together with filters; whoever matches satisfies both. [L28] [L29] */
export function prepareSearch(query: EntryQuery, filter: EntryFilter = {}): EntrySearch {
  const { terms } = query;
  const days = [...terms.flatMap((term) => (term.kind === 'days' ? [term.range] : [])), ...rangesOf(filter)];
  const from = days.reduce((latest, range) => (range.from > latest ? range.from : latest), '');
  const to = days.reduce((earliest, range) => (range.to < earliest ? range.to : earliest), '\uffff');
  const filterBounds = boundsOf(filter.amountFrom ?? null, filter.amountTo ?? null);
  const bounds: AmountBounds[] = terms.flatMap((term) => (term.kind === 'amount' ? [term.bounds] : []));
  if (filterBounds) bounds.push(filterBounds);
  const texts = terms.flatMap((term) => (term.kind === 'text' ? [term.forms] : []));
  const words = texts.flatMap(([form, ...others]) =>
    form !== undefined && others.length === 0 ? [form] : [],
  );
  const figures = texts.filter((forms) => forms.length > 1);
  const begun = terms.flatMap((term) => (term.kind === 'tag' ? [`#${term.key}`] : []));
  const whole = (filter.tags ?? []).map((tag) => `#${tagKey(tag)}`);
  const tags = [...begun.map((tag) => `\n${tag}`), ...whole.map((tag) => `\n${tag}\n`)];
  const categories = [idsOf(terms, 'category'), listOf(filter.categoryIds)].filter(isSet);
  const classes = [idsOf(terms, 'class'), listOf(filter.classIds)].filter(isSet);
  const people = [idsOf(terms, 'who'), listOf(filter.who)].filter(isSet);
  const currencies = [
    ...terms.flatMap((term) => (term.kind === 'currency' ? [new Set([term.currency])] : [])),
    ...[listOf(filter.currencies)].filter(isSet),
  ];
  const kinds = [listOf(filter.kinds)].filter(isSet);

  const rest = (entry: Pick<IndexedEntry, 'classId' | 'who' | 'tags'>): boolean => {
    for (const each of classes) if (!each.has(entry.classId)) return false;
    for (const each of people) if (!entry.who.some((id) => each.has(id))) return false;
    for (const tag of tags) if (!entry.tags.includes(tag)) return false;
    return true;
  };
  // The cheap questions first; the texts are looked through last.
  const matches = (entry: IndexedEntry): boolean => {
    if (entry.day < from || entry.day > to) return false;
    for (const { [entry.exponent]: bound } of bounds) {
      if (entry.amountMinor < bound.low || entry.amountMinor > bound.high) return false;
    }
    for (const each of kinds) if (!each.has(entry.kind)) return false;
    for (const each of currencies) if (!each.has(entry.currency)) return false;
    for (const each of categories) if (!each.has(entry.category)) return false;
    if (!rest(entry)) return false;
    for (const word of words) if (!entry.text.includes(word)) return false;
    for (const forms of figures) if (!forms.some((form) => entry.text.includes(form))) return false;
    return true;
  };
  const asks = [days, bounds, texts, tags, categories, classes, people, currencies, kinds];
  const columns: ColumnSearch = {
    days: days.length === 0 ? null : { from, to },
    bounds,
    kinds,
    currencies,
    categories,
    texts: [...texts, ...[...begun, ...whole].map((tag) => [tag])],
  };
  return {
    matches,
    columns,
    rest: [classes, people, tags].some((each) => each.length > 0) ? rest : null,
    isEmpty: asks.every((each) => each.length === 0),
  };
}

function rangesOf({ from, to }: EntryFilter): DayRange[] {
  return from || to ? [{ from: from ?? '', to: to ?? '\uffff' }] : [];
}

/** The ids of all terms of a kind: an entry has only one class, so several mean any of them. */
function idsOf(
  terms: readonly QueryTerm[],
  kind: 'category' | 'class' | 'who',
): ReadonlySet<string | null> | null {
  const found = terms.flatMap((term) => (term.kind === kind ? [term.ids] : []));
  return found.length === 0 ? null : new Set(found.flat());
}

function listOf<T>(list: readonly T[] | undefined): ReadonlySet<T> | null {
  return list && list.length > 0 ? new Set(list) : null;
}

function isSet<T>(set: ReadonlySet<T> | null): set is ReadonlySet<T> {
  return set !== null;
}
