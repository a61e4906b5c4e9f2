import { firstDay, lastDay, type Day, type Month } from '@tallybook/shared/calendar/day';
import type { EntrySearch } from '@tallybook/shared/personal/entry-search';
import { flowOf, type LearntTitle } from '@tallybook/shared/personal/suggest-category';
import type { PersonalKind } from '@tallybook/shared/personal/personal-entry';
import type { CountedAmount } from '@tallybook/shared/personal/totals';
import type { ListChunkRow } from '$lib/platform/schema.ts';
import { dayToNumber, idsOf, numberToDay } from './list-chunk.ts';
import { LineFinder, type Naming } from './line-finder.ts';
import { parseLabel } from './row-view.ts';

/** Which entries a list shows. */
export interface ListSearch extends EntrySearch, Naming {
  /** The class of an entry that is a share in one. */
  readonly classOf?: (id: string) => string | null;
}

/** The entries of one day in a list: from `start` on, `count` of them. */
export interface DayGroup {
  readonly day: Day;
  readonly start: number;
  readonly count: number;
}

interface OpenChunk {
  readonly row: ListChunkRow;
  /** Position of its newest entry. */
  readonly start: number;
}

/** Split once per chunk, however often the lists around it change. */
const idsByRow = new WeakMap<ListChunkRow, readonly string[]>();
const textsByRow = new WeakMap<ListChunkRow, readonly string[]>();

/** The columns of the live entries in memory, in the order of the list: position 0 is the newest. Never changes. */
export class ListIndex {
  readonly count: number;
  readonly #chunks: readonly OpenChunk[];
  /** Sorted by key. */
  readonly rows: readonly ListChunkRow[];

  constructor(rows: readonly ListChunkRow[]) {
    this.rows = rows;
    let start = 0;
    this.#chunks = rows.toReversed().map((row) => {
      const chunk = { row, start };
      start += row.days.length;
      return chunk;
    });
    this.count = start;
  }

  idAt(position: number): string | undefined {
    const { row, at } = this.#locate(position);
    return row && idsOfRow(row)[at];
  }

  /** An entry and what its place in the list depends on. */
  orderAt(position: number): { id: string; day: Day; createdAt: number } | undefined {
    const { row, at } = this.#locate(position);
    if (!row) return undefined;
    return {
      id: idsOfRow(row)[at] ?? '',
      day: numberToDay(row.days[at] ?? 0),
      createdAt: row.createdAt[at] ?? 0,
    };
  }

  #dayNumberAt(position: number): number {
    const { row, at } = this.#locate(position);
    return row?.days[at] ?? 0;
  }

  /** The position of the first entry on `day` or before it; `count` when there is none. */
  positionOfDay(day: Day): number {
    return this.#positionUpTo(dayToNumber(day));
  }

  positionOf(id: string, day: Day): number {
    const wanted = dayToNumber(day);
    for (let at = this.positionOfDay(day); at < this.count && this.#dayNumberAt(at) === wanted; at++) {
      if (this.idAt(at) === id) return at;
    }
    return -1;
  }

  /** The positions of what is searched for. */
  find(search: ListSearch): Uint32Array {
    const found = new Uint32Array(this.count);
    let length = 0;
    const finder = new LineFinder(search, search);
    const { classOf } = search;
    for (const { row, start } of this.#chunks) {
      const newest = start + row.days.length - 1;
      finder.find(
        { row, classId: null, parties: null },
        (at) => (found[length++] = newest - at),
        classOf && ((at) => classOf(idsOfRow(row)[at] ?? '')),
      );
    }
    return found.slice(0, length);
  }

  /** The days of a list, newest first; of all entries without `positions`. */
  groups(positions?: Uint32Array): DayGroup[] {
    const groups: { day: Day; start: number; count: number }[] = [];
    let last = -1;
    const add = (dayNumber: number, start: number): void => {
      const open = groups.at(-1);
      if (dayNumber === last && open) open.count++;
      else groups.push({ day: numberToDay(dayNumber), start, count: 1 });
      last = dayNumber;
    };
    if (positions) positions.forEach((position, at) => add(this.#dayNumberAt(position), at));
    else {
      for (const { row, start } of this.#chunks) {
        for (let at = row.days.length - 1; at >= 0; at--)
          add(row.days[at] ?? 0, start + row.days.length - 1 - at);
      }
    }
    return groups;
  }

  /** Sums of the entries in a list from `start` to before `end`, exact, per day, kind, currency and category. */
  amounts(start: number, end: number, positions?: Uint32Array): CountedAmount[] {
    const sums = new Map<
      string,
      { minor: number; spilt: bigint; count: number; dayNumber: number; label: string }
    >();
    for (let at = start; at < end; at++) {
      const { row, at: column } = this.#locate(positions ? (positions[at] ?? -1) : at);
      if (!row) continue;
      const label = row.labels[row.labelAt[column] ?? 0] ?? '';
      const sum = sums.get(label) ?? {
        minor: 0,
        spilt: 0n,
        count: 0,
        dayNumber: row.days[column] ?? 0,
        label,
      };
      sum.minor += row.amounts[column] ?? 0;
      sum.count++;
      // One more amount, of 1e12 at most, would still be exact.
      if (sum.minor > 2 ** 52) [sum.spilt, sum.minor] = [sum.spilt + BigInt(sum.minor), 0];
      sums.set(label, sum);
    }
    return Array.from(sums.values(), ({ minor, spilt, count, dayNumber, label }) => {
      const parsed = parseLabel<PersonalKind>(label);
      const isUnreadable = parsed.currency === '';
      const amountMinor = spilt + BigInt(minor);
      return {
        ...parsed,
        amountMinor,
        count,
        day: numberToDay(dayNumber),
        deleted: false,
        unreadable: isUnreadable,
      };
    });
  }

  /** Of one month, without a filter. */
  amountsOfMonth(month: Month): CountedAmount[] {
    return this.amounts(
      this.positionOfDay(lastDay(month)),
      this.#positionUpTo(dayToNumber(firstDay(month)) - 1),
    );
  }

  /** Every entry as suggestions learn from it. */
  *titles(): Generator<LearntTitle> {
    for (const { row } of this.#chunks) {
      const labels = row.labels.map((label) => parseLabel<PersonalKind>(label));
      for (const [at, text] of textsOfRow(row).entries()) {
        const label = labels[row.labelAt[at] ?? 0];
        if (!label) continue;
        const title = text.slice(0, text.indexOf('\t'));
        yield {
          title,
          flow: flowOf(label.kind),
          category: label.category,
          changedAt: row.changedAt[at] ?? 0,
        };
      }
    }
  }

  /** All tags, as they are compared, the most used first. */
  tags(): string[] {
    const uses = new Map<string, number>();
    for (const { row } of this.#chunks) {
      // Most entries have none, and a title may hold the sign too.
      if (!row.texts.includes('\t#')) continue;
      for (const text of textsOfRow(row)) {
        for (const tag of text.split('\t').slice(2, -2))
          uses.set(tag.slice(1), (uses.get(tag.slice(1)) ?? 0) + 1);
      }
    }
    return [...uses].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([tag]) => tag);
  }

  currencies(): string[] {
    const labels = this.#chunks.flatMap(({ row }) => row.labels);
    return [...new Set(labels.map((label) => parseLabel(label).currency))].filter(Boolean).sort();
  }

  /** Of the first entry whose day has no higher number. */
  #positionUpTo(dayNumber: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#dayNumberAt(middle) > dayNumber) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #locate(position: number): { row: ListChunkRow | undefined; at: number } {
    if (position < 0 || position >= this.count) return { row: undefined, at: 0 };
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#chunks[middle]?.start ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    const chunk = this.#chunks[low];
    if (!chunk) return { row: undefined, at: 0 };
    return { row: chunk.row, at: chunk.row.days.length - 1 - (position - chunk.start) };
  }
}

function idsOfRow(row: ListChunkRow): readonly string[] {
  const known = idsByRow.get(row);
  if (known) return known;
  const ids = idsOf(row);
  idsByRow.set(row, ids);
  return ids;
}

function textsOfRow(row: ListChunkRow): readonly string[] {
  const known = textsByRow.get(row);
  if (known) return known;
  const texts = row.texts.split('\n');
  textsByRow.set(row, texts);
  return texts;
}
