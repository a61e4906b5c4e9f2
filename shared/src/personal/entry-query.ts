import { currencyCodes } from '../money/currency.ts';
import type { NumberStyle } from '../money/read-number.ts';
import type { AmountBounds } from './amount-bounds.ts';
import { readAmountBounds } from './amount-bounds.ts';
import type { NamedChoice } from './read-mention.ts';
import { readMention } from './read-mention.ts';
import type { RangeSetting, RangeWords } from './day-ranges.ts';
import { RangeReader } from './day-ranges.ts';
import { FIRST_DAY, LAST_DAY } from './personal-fields.ts';
import { foldQuery } from './fold-text.ts';
import { tagKey, toTag } from './tags.ts';
import type { DayRange } from './totals.ts';
import type { TypedWord } from './typed-words.ts';
import { foldWord, splitWords } from './typed-words.ts';

export type QueryKey = 'category' | 'tag' | 'class' | 'who' | 'currency' | 'from' | 'to' | 'on';

/** The words of a language that searches know, from its message file. */
export interface QueryWords extends RangeWords {
  /** What stands before a colon: "category:food". */
  keys: Readonly<Record<QueryKey, readonly string[]>>;
}

export interface QuerySetting extends RangeSetting {
  words: QueryWords;
  style: NumberStyle;
  classes: readonly NamedChoice[];
  people: readonly NamedChoice[];
  /** All of them, merged and archived ones too, by the names that they are shown by. */
  categories: readonly NamedChoice[];
  /** The category that one counts for since it was merged. */
  resolveCategory: (categoryId: string) => string;
}

/** What a piece of a query asks for. */
export type QueryMeaning =
  /** Occurs in the texts of an entry, in one of these forms. */
  | { kind: 'text'; forms: readonly string[] }
  | { kind: 'amount'; bounds: AmountBounds }
  | { kind: 'days'; range: DayRange }
  /** The beginning of a tag, as tags are compared. */
  | { kind: 'tag'; key: string }
  /** Any of them; nothing is found when there is none. */
  | { kind: 'class' | 'category' | 'who'; ids: readonly string[] }
  | { kind: 'currency'; currency: string }
  /** Just begun, as 'category:' and '>': asks for nothing yet. */
  | { kind: 'open' };

/** `start` and `end` in UTF-16 code units of the query; `text` is what stands between them. */
export type QueryTerm = QueryMeaning & { start: number; end: number; text: string };

export interface EntryQuery {
  /** In the order of the text; an entry has to satisfy all of them, of several classes, categories or people one. */
  terms: readonly QueryTerm[];
}

/** Words beyond are not read: nobody types such a search, and each costs a walk through all entries. */
const MAX_QUERY_LENGTH = 500;

const closingQuote: Readonly<Partial<Record<string, string>>> = { '"': '"', '“': '”', '„': '“', '«': '»' };

/**
 * Reads what was typed into the search of the list. Takes any text and never throws; what is nothing else is a word to
 * look for, and so are the terms in `declined`. [L25]
 */
export function parseQuery(
  text: string,
  setting: QuerySetting,
  declined: readonly { kind: QueryMeaning['kind']; text: string }[] = [],
): EntryQuery {
  const line = text.slice(0, MAX_QUERY_LENGTH);
  const words = splitWords(line);
  const reader = new TermReader(line, words, setting);
  const terms: QueryTerm[] = [];
  for (let at = 0; at < words.length;) {
    const found = reader.readAt(at);
    const [first, last] = [words[at], words[at + found.count - 1]];
    if (!first || !last) break;
    const spanned = { start: first.start, end: last.end, text: line.slice(first.start, last.end) };
    const { meaning } = found;
    if (declined.some((term) => term.kind === meaning.kind && term.text === spanned.text)) {
      terms.push({ kind: 'text', forms: [foldQuery(spanned.text)], ...spanned });
    } else {
      terms.push({ ...meaning, ...spanned });
    }
    at += found.count;
  }
  return { terms };
}

class TermReader {
  readonly #line: string;
  readonly #words: readonly TypedWord[];
  readonly #setting: QuerySetting;
  readonly #ranges: RangeReader;
  readonly #keys: ReadonlyMap<string, QueryKey>;

  constructor(line: string, words: readonly TypedWord[], setting: QuerySetting) {
    this.#line = line;
    this.#words = words;
    this.#setting = setting;
    this.#ranges = new RangeReader(setting);
    const { keys } = setting.words;
    this.#keys = new Map(
      Object.entries(keys).flatMap(([key, names]) =>
        names.map((name) => [foldWord(name), key as QueryKey] as const),
      ),
    );
  }

  readAt(at: number): { count: number; meaning: QueryMeaning } {
    return (
      this.#readQuoted(at) ??
      this.#readKey(at) ??
      this.#readSigned(at) ??
      this.#readAmount(at) ??
      this.#readRange(at) ?? { count: 1, meaning: this.#textOf(at) }
    );
  }

  /** A phrase in quotes; one that is not closed yet goes to the end. */
  #readQuoted(at: number): { count: number; meaning: QueryMeaning } | null {
    const start = this.#words[at]?.start ?? 0;
    const close = closingQuote[this.#line.charAt(start)];
    if (close === undefined) return null;
    const closed = this.#line.indexOf(close, start + 1);
    const end = closed < 0 ? this.#line.length : closed;
    const count = this.#words.filter((word, i) => i >= at && word.start <= end).length;
    const folded = foldQuery(this.#line.slice(start + 1, end));
    return { count, meaning: folded === '' ? { kind: 'open' } : { kind: 'text', forms: [folded] } };
  }

  /** "category:food", "from:march". */
  #readKey(at: number): { count: number; meaning: QueryMeaning } | null {
    const word = this.#words[at];
    const [, lead = '', name = '', value = ''] = /^(([^:：]+)[:：])(.*)$/u.exec(word?.text ?? '') ?? [];
    const key = this.#keys.get(foldWord(name));
    if (!word || key === undefined) return null;
    switch (key) {
      case 'category':
      case 'class':
      case 'who':
        return value === '' ? OPEN : this.#readChoice(at, lead, key);
      case 'tag':
        return this.#tagOf(value);
      case 'currency': {
        const currency = foldWord(value).toUpperCase();
        // As typed, 'u' and 'us' on the way to 'usd' would empty the list.
        const isOpen =
          !currencyCodes.includes(currency) && currencyCodes.some((code) => code.startsWith(currency));
        return isOpen ? OPEN : { count: 1, meaning: { kind: 'currency', currency } };
      }
      case 'from':
      case 'to':
      case 'on':
        return this.#readBound(at, lead.length, key);
    }
  }

  #readBound(
    at: number,
    lead: number,
    key: 'from' | 'to' | 'on',
  ): { count: number; meaning: QueryMeaning } | null {
    const rest = splitWords(this.#line.slice((this.#words[at]?.start ?? 0) + lead));
    const reading = this.#ranges.readAt(rest, 0);
    if (!reading) return OPEN;
    const { from, to } = reading.range;
    const range = { from: key === 'to' ? FIRST_DAY : from, to: key === 'from' ? LAST_DAY : to };
    // With a space after the colon, the key is a word of its own.
    const isApart = this.#words[at]?.text.length === lead;
    return { count: reading.count + (isApart ? 1 : 0), meaning: { kind: 'days', range } };
  }

  #readSigned(at: number): { count: number; meaning: QueryMeaning } | null {
    const text = this.#words[at]?.text ?? '';
    if (/^[#＃]/.test(text)) return this.#tagOf(text.slice(1));
    if (!/^[@＠]/.test(text)) return null;
    return text.length === 1 ? OPEN : this.#readChoice(at, text.charAt(0), 'class');
  }

  #readChoice(
    at: number,
    lead: string,
    kind: 'category' | 'class' | 'who',
  ): { count: number; meaning: QueryMeaning } {
    const { classes, categories, people, resolveCategory } = this.#setting;
    const choices = { class: classes, category: categories, who: people }[kind];
    const mention = readMention(this.#line, this.#words, at, lead, choices);
    const ids = mention?.ids ?? [];
    const resolved = kind === 'category' ? Array.from(new Set(ids.map(resolveCategory))) : ids;
    return { count: mention?.count ?? 1, meaning: { kind, ids: resolved } };
  }

  #tagOf(typed: string): { count: number; meaning: QueryMeaning } {
    const tag = toTag(typed);
    return tag === null ? OPEN : { count: 1, meaning: { kind: 'tag', key: tagKey(tag) } };
  }

  /** "=12.50", "> 100", "10..20"; days too may stand on both sides of dots. */
  #readAmount(at: number): { count: number; meaning: QueryMeaning } | null {
    const { style } = this.#setting;
    const normal = this.#words[at]?.normal ?? '';
    const isSign = /^(?:[=<>]|[<>]=|[≥≤])$/.test(normal);
    const bounds = readAmountBounds(isSign ? normal + (this.#words[at + 1]?.normal ?? '') : normal, style);
    if (bounds) return { count: isSign ? 2 : 1, meaning: { kind: 'amount', bounds } };
    if (isSign) return OPEN;
    const [left, right, ...more] = normal.split(/\.\.+|…/);
    if (left === undefined || right === undefined || more.length > 0) return null;
    const [from, to] = [left, right].map((side) => (side === '' ? null : this.#ranges.readWhole(side)));
    if ((left !== '' && !from) || (right !== '' && !to) || (!from && !to)) return null;
    const range = { from: from?.from ?? FIRST_DAY, to: to?.to ?? LAST_DAY };
    return { count: 1, meaning: { kind: 'days', range } };
  }

  #readRange(at: number): { count: number; meaning: QueryMeaning } | null {
    const reading = this.#ranges.readAt(this.#words, at);
    return reading && { count: reading.count, meaning: { kind: 'days', range: reading.range } };
  }

  /** A word, and the form in which amounts stand in the index: 12,50 is 12.50 there. */
  #textOf(at: number): QueryMeaning {
    const { text = '', normal = '' } = this.#words[at] ?? {};
    const folded = foldQuery(text);
    if (folded === '') return { kind: 'open' };
    const figure = /^\d+[.,٫]?\d*$/.test(normal) ? normal.replace(/[,٫]/, '.') : folded;
    return { kind: 'text', forms: figure === folded ? [folded] : [folded, figure] };
  }
}

const OPEN: { count: number; meaning: QueryMeaning } = { count: 1, meaning: { kind: 'open' } };
