import { readMention } from './read-mention.ts';
import { DayReader } from './day-words.ts';
import type { PersonalKind } from './personal-entry.ts';
import type { DeclinedPiece, QuickEntry, QuickMeaning, QuickPiece, QuickSetting } from './quick-meaning.ts';
import type { CategorySuggestion } from './suggest-category.ts';
import { MAX_TAGS, tagKey, toTag } from './tags.ts';
import type { AmountCandidate, AmountSetting } from './typed-amounts.ts';
import { findAmounts, isOwnMark } from './typed-amounts.ts';
import type { TypedWord } from './typed-words.ts';
import { foldPhrase, foldWord, phraseLengthAt, splitWords } from './typed-words.ts';

/** What lies further on is title as it stands: a text that was pasted, not typed. */
export const MAX_QUICK_LENGTH = 1000;

/**
 * Reads a line such as "12.50 coffee yesterday #work @Apartment". Takes any text and never throws; whatever is not
 * understood is the title, and so is what is in `declined`. [L17] [L22]
 */
export function readQuickEntry(
  line: string,
  setting: QuickSetting,
  declined: readonly DeclinedPiece[] = [],
): QuickEntry {
  return new QuickReading(line, setting, declined).read();
}

class QuickReading {
  readonly #line: string;
  /** The part that is read: whole words. */
  readonly #head: string;
  readonly #setting: QuickSetting;
  readonly #declined: readonly DeclinedPiece[];
  readonly #words: readonly TypedWord[];
  readonly #taken: boolean[];
  readonly #pieces: QuickPiece[] = [];

  constructor(line: string, setting: QuickSetting, declined: readonly DeclinedPiece[]) {
    this.#line = line;
    this.#setting = setting;
    this.#declined = declined;
    this.#head = line.length > MAX_QUICK_LENGTH ? line.slice(0, MAX_QUICK_LENGTH).replace(/\S*$/, '') : line;
    this.#words = splitWords(this.#head);
    this.#taken = this.#words.map(() => false);
  }

  read(): QuickEntry {
    this.#readClasses();
    this.#readTags();
    const named = this.#setting.classes.find(({ id }) => this.#pieceOf('class')?.classId === id);
    const currency = named?.currency ?? this.#setting.currency;
    const amounts = {
      ...this.#setting,
      currency,
      notCurrencies: foldedSet(this.#setting.words.notCurrencies),
    };
    this.#readDay(amounts);
    const amount = this.#readAmount(amounts);
    this.#readFlow();
    const title = this.#title();
    const { kind, category } = this.#judge(title, amount?.sign ?? '');
    const pieces = this.#pieces.sort((a, b) => a.start - b.start);
    const value = this.#pieceOf('amount');
    const tags = pieces.flatMap((piece) => (piece.kind === 'tag' ? [piece.tag] : []));
    return {
      ...{ kind, title, category, tags, pieces, currency: value?.currency ?? currency },
      amountMinor: value?.amountMinor ?? null,
      amountRefusal: value?.refusal ?? null,
      day: this.#pieceOf('day')?.day ?? this.#setting.today,
      classId: this.#pieceOf('class')?.classId ?? null,
    };
  }

  /** The first class that is named, and by nothing that another class could be meant by. [L20] */
  #readClasses(): void {
    for (let at = 0; at < this.#words.length; at++) {
      const lead = this.#words[at]?.text.charAt(0) ?? '';
      if (lead !== '@' && lead !== '＠') continue;
      const canTake = (i: number) => !/^[@＠#＃]/.test(this.#words[i]?.text ?? '');
      const mention = readMention(this.#line, this.#words, at, lead, this.#setting.classes, canTake);
      const [classId, another] = mention?.ids ?? [];
      if (mention && classId !== undefined && another === undefined) {
        if (this.#take(at, mention.count, { kind: 'class', classId })) return;
      }
    }
  }

  /** Each tag once, in the spelling that it is known by; a figure alone is none: "room #3". [L20] */
  #readTags(): void {
    const known = new Map(this.#setting.tags.map((tag) => [tagKey(tag), tag]));
    const found = new Set<string>();
    for (const [at, { text }] of this.#words.entries()) {
      const typed = /^[#＃](.*?)[,;:.!?،؛؟]*$/u.exec(text.replace(/^\p{Cf}+/u, ''))?.[1] ?? '';
      const tag = toTag(typed);
      if (tag === null || !/[^\p{Nd}.,]/u.test(tag) || found.has(tagKey(tag)) || found.size >= MAX_TAGS)
        continue;
      if (this.#take(at, 1, { kind: 'tag', tag: known.get(tagKey(tag)) ?? tag })) found.add(tagKey(tag));
    }
  }

  /** The last day that is named. One whose figures could be the amount is it only when there is another amount. [L19] */
  #readDay(amounts: AmountSetting): void {
    const reader = new DayReader(this.#setting.words.days, this.#setting.today, this.#setting.dayBeforeMonth);
    const readings = this.#words
      .flatMap((word, at) => {
        const isMark = isOwnMark(word, amounts) && /^\d/.test(this.#words[at + 1]?.normal ?? '');
        return isMark ? [] : reader.readAt(this.#words, at).map((reading) => ({ ...reading, at }));
      })
      .sort((a, b) => b.at + b.count - (a.at + a.count) || b.count - a.count);
    for (const { at, count, day, isWeak } of readings) {
      if (isWeak && !this.#hasAmountBeside(at, count, amounts)) continue;
      if (this.#take(at, count, { kind: 'day', day })) return;
    }
  }

  #hasAmountBeside(at: number, count: number, amounts: AmountSetting): boolean {
    const isBeside = (i: number) => this.#isFree(i) && (i < at || i >= at + count);
    return findAmounts(this.#words, isBeside, amounts).some(({ reading }) => reading.ok);
  }

  /** The best candidate, the last of equal ones; one that cannot be an amount only when no other can. [L18] */
  #readAmount(amounts: AmountSetting): AmountCandidate | null {
    const candidates = findAmounts(this.#words, (i) => this.#isFree(i), amounts);
    const ranked = candidates
      .map((candidate, i) => ({ candidate, i }))
      .sort(
        ({ candidate: a, i: atA }, { candidate: b, i: atB }) =>
          Number(b.reading.ok) - Number(a.reading.ok) || b.rank - a.rank || atB - atA,
      );
    for (const { candidate } of ranked) {
      const { from, to, currency, reading } = candidate;
      const faulty = { amountMinor: null, isCalculation: false, rounded: false, ambiguous: false };
      const value = reading.ok
        ? { ...reading.value, refusal: null }
        : { ...faulty, refusal: reading.refusal };
      if (this.#take(from, to - from + 1, { kind: 'amount', currency, ...value })) return candidate;
    }
    return null;
  }

  /** "refund 20 shoes": the first word that is left says the kind, unless it is all that is left. [L21] */
  #readFlow(): void {
    const at = this.#taken.indexOf(false);
    for (const entryKind of ['refund', 'income'] as const) {
      const count = phraseLengthAt(this.#words, at, this.#setting.words[entryKind].map(foldPhrase));
      if (count > 0 && this.#take(at, count, { kind: 'flow', entryKind })) return;
    }
  }

  /** A sign or a word says the kind; else the category that titles like this one had. [L21] */
  #judge(title: string, sign: string): { kind: PersonalKind; category: CategorySuggestion | null } {
    const suggest = this.#setting.suggestCategory;
    const said =
      this.#pieceOf('flow')?.entryKind ?? (sign === '+' ? 'income' : sign === '-' ? 'expense' : null);
    const category = suggest(title, said === 'income' ? 'in' : 'out');
    if (said !== null || category !== null) return { kind: said ?? 'expense', category };
    const isDeclined = this.#declined.some(({ kind, text }) => kind === 'flow' && text === '');
    const incoming = isDeclined ? null : suggest(title, 'in');
    return { kind: incoming ? 'income' : 'expense', category: incoming };
  }

  #title(): string {
    // A pasted text keeps its lines.
    if (this.#pieces.length === 0) return this.#line.trim();
    const words = this.#words.filter((_, i) => this.#isFree(i)).map(({ text }) => text);
    const text = `${words.join(' ')} ${this.#line.slice(this.#head.length)}`;
    return text.replace(/^[\s,;|–—-]+(?=\s)|(?:[\s,;|،؛]|\s[–—-])+$/g, '').trim();
  }

  #take(at: number, count: number, meaning: QuickMeaning): boolean {
    const [first, last] = [this.#words[at], this.#words[at + count - 1]];
    if (!first || !last) return false;
    for (let i = at; i < at + count; i++) if (!this.#isFree(i)) return false;
    const text = this.#line.slice(first.start, last.end);
    if (this.#declined.some((declined) => declined.kind === meaning.kind && declined.text === text))
      return false;
    this.#taken.fill(true, at, at + count);
    this.#pieces.push({ ...meaning, start: first.start, end: last.end, text });
    return true;
  }

  #isFree(word: number): boolean {
    return this.#taken[word] === false;
  }

  #pieceOf<Kind extends QuickMeaning['kind']>(kind: Kind): Extract<QuickPiece, { kind: Kind }> | undefined {
    return this.#pieces.find((piece): piece is Extract<QuickPiece, { kind: Kind }> => piece.kind === kind);
  }
}

function foldedSet(words: readonly string[]): ReadonlySet<string> {
  return new Set(words.map(foldWord));
}
