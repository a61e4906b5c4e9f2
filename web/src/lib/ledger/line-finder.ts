import { minorUnitExponent } from '@tallybook/shared/money/currency';
import type { EntrySearch } from '@tallybook/shared/personal/entry-search';
import { foldQuery } from '@tallybook/shared/personal/fold-text';
import { breathe } from '$lib/platform/breathe.ts';
import type { ListChunkRow } from '$lib/platform/schema.ts';
import { dayToNumber } from './list-chunk.ts';
import { parseLabel, RowView, type SearchedChunk } from './row-view.ts';

/** What a search has to know besides the columns. */
export interface Naming {
  /** A category's name as the reader sees it. */
  readonly categoryName: (category: string) => string;
  /** The category that one counts for since it was merged. */
  readonly resolveCategory: (category: string) => string;
}

/** What all entries with one label answer. */
interface LabelAnswer {
  readonly isAsked: boolean;
  readonly low: number;
  readonly high: number;
  /** By word: stands in the name of the category. */
  readonly isInName: readonly boolean[];
}

const never: LabelAnswer = { isAsked: false, low: 0, high: 0, isInName: [] };
/** Fewer lines than one in so many are looked at one by one: a walk through all texts would cost more. */
const FEW = 16;

/** Where each line begins, and after the last one where the next would; found once per chunk. */
const startsByRow = new WeakMap<ListChunkRow, Uint32Array>();

/**
 * Finds the lines of chunks that match a search. It asks a column at a time: each label and each set of people once,
 * and each word in one walk through the text of a whole chunk.
 */
export class LineFinder {
  readonly #search: EntrySearch;
  readonly #naming: Naming;
  /** The longest word first: it leaves the fewest. */
  readonly #words: readonly (readonly string[])[];
  /** Per word who is named by it. */
  readonly #named: readonly ReadonlySet<string>[];
  readonly #answers = new Map<string, LabelAnswer>();
  /** How many questions a line has passed, one after the other. */
  #passed = new Uint16Array(1_024);

  /** `nameById`: names, folded, that count as words of the entries that these people take part in. */
  constructor(search: EntrySearch, naming: Naming, nameById: ReadonlyMap<string, string> = new Map()) {
    this.#search = search;
    this.#naming = naming;
    this.#words = search.columns.texts.toSorted((a, b) => lengthOf(b) - lengthOf(a));
    this.#named = this.#words.map(
      (forms) =>
        new Set(
          Array.from(nameById)
            .filter(([, name]) => forms.some((form) => name.includes(form)))
            .map(([id]) => id),
        ),
    );
  }

  /**
   * Calls `found` with each line that matches, the last one of the chunk first, as lists begin with it. `classAt` tells
   * the class of a line where the chunk is of several.
   */
  find(chunk: SearchedChunk, found: (at: number) => void, classAt?: (at: number) => string | null): void {
    const { row } = chunk;
    const count = row.days.length;
    if (this.#passed.length < count) this.#passed = new Uint16Array(count * 2);
    const passed = this.#passed.fill(0, 0, count);
    const labels = row.labels.map((label) => this.#answer(label));
    let step = 1;
    let left = this.#askColumns(row, labels, passed);
    for (let word = 0; word < this.#words.length && left > 0; word++) {
      left = this.#askWord(chunk, labels, word, step, left);
      step++;
    }
    if (left === 0) return;
    const { rest } = this.#search;
    const view = rest && new RowView(chunk, startsOf(row), classAt ?? null);
    for (let at = count - 1; at >= 0; at--) {
      if (passed[at] !== step) continue;
      if (view) view.at = at;
      if (!view || rest(view)) found(at);
    }
  }

  /** Days, amounts and whatever the label says; returns how many lines pass. */
  #askColumns(row: ListChunkRow, labels: readonly LabelAnswer[], passed: Uint16Array): number {
    const { days, bounds } = this.#search.columns;
    const { labelAt, amounts } = row;
    const [from, to] = days ? [numberOf(days.from, 0), numberOf(days.to, Infinity)] : [0, Infinity];
    let left = 0;
    for (let at = 0; at < row.days.length; at++) {
      const label = labels[labelAt[at] ?? 0] ?? never;
      if (!label.isAsked) continue;
      const day = row.days[at] ?? 0;
      if (day < from || day > to) continue;
      const amount = amounts[at] ?? 0;
      // Of money that cannot be read nothing is so.
      if (bounds.length > 0 && !(amount >= label.low && amount <= label.high)) continue;
      passed[at] = 1;
      left++;
    }
    return left;
  }

  #askWord(
    { row, parties }: SearchedChunk,
    labels: readonly LabelAnswer[],
    word: number,
    step: number,
    left: number,
  ): number {
    const passed = this.#passed;
    const count = row.days.length;
    const named = this.#named[word];
    const sets =
      named && named.size > 0 && parties ? parties.sets.map((ids) => ids.some((id) => named.has(id))) : null;
    let has = 0;
    if (sets || labels.some(({ isInName }) => isInName[word])) {
      for (let at = 0; at < count; at++) {
        if (passed[at] !== step) continue;
        const isInName = labels[row.labelAt[at] ?? 0]?.isInName[word];
        if (!isInName && !sets?.[parties?.at[at] ?? 0]) continue;
        passed[at] = step + 1;
        has++;
      }
    }
    if (has === left) return has;
    const starts = startsOf(row);
    for (const form of this.#words[word] ?? []) {
      has +=
        (left - has) * FEW < count
          ? this.#askEach(row, starts, form, step)
          : this.#walk(row, starts, form, step);
    }
    return has;
  }

  #askEach({ texts, days }: ListChunkRow, starts: Uint32Array, form: string, step: number): number {
    const passed = this.#passed;
    let has = 0;
    for (let at = 0; at < days.length; at++) {
      if (passed[at] !== step || !texts.slice(starts[at], starts[at + 1]).includes(form)) continue;
      passed[at] = step + 1;
      has++;
    }
    return has;
  }

  #walk({ texts, days }: ListChunkRow, starts: Uint32Array, form: string, step: number): number {
    const passed = this.#passed;
    let has = 0;
    let at = 0;
    for (let hit = texts.indexOf(form); hit !== -1; hit = texts.indexOf(form, starts[at])) {
      while ((starts[at + 1] ?? Infinity) <= hit) at++;
      if (at >= days.length) break;
      if (passed[at] === step) {
        passed[at] = step + 1;
        has++;
      }
      if (++at >= days.length) break;
    }
    return has;
  }

  #answer(label: string): LabelAnswer {
    const known = this.#answers.get(label);
    if (known) return known;
    const answer = this.#ask(label);
    this.#answers.set(label, answer);
    return answer;
  }

  #ask(label: string): LabelAnswer {
    const { kinds, currencies, categories, bounds } = this.#search.columns;
    const { kind, currency, category } = parseLabel(label);
    const resolved = this.#naming.resolveCategory(category);
    const isAsked =
      kinds.every((each) => each.has(kind)) &&
      currencies.every((each) => each.has(currency)) &&
      categories.every((each) => each.has(resolved));
    if (!isAsked) return never;
    const exponent = minorUnitExponent(currency);
    const name = foldQuery(this.#naming.categoryName(resolved));
    return {
      isAsked,
      low: Math.max(...bounds.map((each) => each[exponent].low)),
      high: Math.min(...bounds.map((each) => each[exponent].high)),
      isInName: this.#words.map((forms) => forms.some((form) => name.includes(form))),
    };
  }
}

/** So many chunks are made ready in one go: a few milliseconds, also of a slow phone. */
const STEP = 5;

/** Finds out what the first search would, in steps between which the page does other things. */
export async function warmUp(rows: readonly ListChunkRow[]): Promise<void> {
  for (const [at, row] of rows.entries()) {
    startsOf(row);
    if (at % STEP === STEP - 1) await breathe();
  }
}

function lengthOf(forms: readonly string[]): number {
  return Math.min(...forms.map(({ length }) => length));
}

/** A bound of a filter may be open: '', or a text beyond all days. */
function numberOf(day: string, open: number): number {
  return /^\d/.test(day) ? dayToNumber(day) : open;
}

function startsOf(row: ListChunkRow): Uint32Array {
  const known = startsByRow.get(row);
  if (known) return known;
  const { texts, days } = row;
  const starts = new Uint32Array(days.length + 1).fill(texts.length + 1);
  let next = 0;
  for (let at = 0; at < days.length && next <= texts.length; at++) {
    starts[at] = next;
    const end = texts.indexOf('\n', next);
    next = end === -1 ? texts.length + 1 : end + 1;
  }
  startsByRow.set(row, starts);
  return starts;
}
