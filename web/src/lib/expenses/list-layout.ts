import { monthOf, type Month } from '@tallybook/shared/calendar/day';
import type { DayGroup } from '$lib/ledger/list-index.ts';

/** Heights in px. */
export interface RowSizes {
  readonly row: number;
  readonly day: number;
  readonly month: number;
  /** Between two months. */
  readonly gap: number;
}

/** What of a list is needed to find an entry in it. */
export interface ResultList {
  readonly size: number;
  idAt(position: number): string | undefined;
  /** Set for what is my share in a class, and is changed there. */
  shareOf?(id: string): unknown;
}

/** Positions from `first` to before `end`. */
export interface Visible {
  readonly first: number;
  readonly end: number;
}

/** In px. */
export interface Room {
  readonly above: number;
  readonly below: number;
  /** -1 for none. */
  readonly gapAt: number;
  readonly gap: number;
}

/** Where the rows of a list stand that is mostly not drawn. */
export class ListLayout {
  readonly height: number;
  readonly #groups: readonly DayGroup[];
  readonly #sizes: RowSizes;
  /** Of the first row of each day. */
  readonly #tops: Float64Array;

  /** `size`: rows in all, of which the days of the last ones may not be known yet. */
  constructor(groups: readonly DayGroup[], size: number, sizes: RowSizes) {
    this.#groups = groups;
    this.#sizes = sizes;
    this.#tops = new Float64Array(groups.length);
    let top = 0;
    let known = 0;
    let month = '';
    for (const [at, { day, count }] of groups.entries()) {
      if (monthOf(day) !== month) top += sizes.month + (month === '' ? 0 : sizes.gap);
      month = monthOf(day);
      top += sizes.day;
      this.#tops[at] = top;
      top += count * sizes.row;
      known += count;
    }
    this.height = top + Math.max(0, size - known) * sizes.row;
  }

  topOf(position: number): number {
    const at = this.#groupAt((group) => group.start <= position);
    const group = this.#groups[at];
    return group ? (this.#tops[at] ?? 0) + (position - group.start) * this.#sizes.row : 0;
  }

  /** The rows between two heights, at least one. */
  between(from: number, to: number): Visible {
    const first = this.#positionAt(from);
    return { first, end: Math.max(first, this.#positionAt(to)) + 1 };
  }

  /** The room for what is not drawn: before the rows, after them, and before the row at `gapAt`. */
  roomAround({ first, end }: Visible, kept: number | null): Room {
    const { row, day, month } = this.#sizes;
    const start = kept === null ? first : Math.min(first, kept);
    const last = kept === null ? end - 1 : Math.max(end - 1, kept);
    const gapAt = start < first ? first : last >= end ? last : -1;
    const ahead = start < first ? start : end - 1;
    return {
      above: Math.max(0, this.topOf(start) - day - month),
      below: Math.max(0, this.height - this.topOf(last) - row),
      gapAt,
      gap: gapAt === -1 ? 0 : this.topOf(gapAt) - this.topOf(ahead) - row - this.#heads(ahead, gapAt),
    };
  }

  /** The heads between two rows that are drawn one after the other. */
  #heads(before: number, after: number): number {
    const [a, b] = [before, after].map(
      (position) => this.#groups[this.#groupAt((group) => group.start <= position)]?.day ?? '',
    );
    if (a === undefined || b === undefined || a === b) return 0;
    const { day, month, gap } = this.#sizes;
    return monthOf(a) === monthOf(b) ? day : day + month + gap;
  }

  #positionAt(top: number): number {
    const at = this.#groupAt((_, index) => (this.#tops[index] ?? 0) <= top);
    const group = this.#groups[at];
    if (!group) return 0;
    const row = Math.floor((top - (this.#tops[at] ?? 0)) / this.#sizes.row);
    return group.start + Math.min(group.count - 1, Math.max(0, row));
  }

  /** The last group that `holds` for, which it does for all before it; the first when there is none. */
  #groupAt(holds: (group: DayGroup, at: number) => boolean): number {
    let low = 0;
    let high = this.#groups.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const group = this.#groups[middle];
      if (group && holds(group, middle)) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A part of a day that is drawn. */
export interface DrawnDay extends DayGroup {
  /** Positions of the rows. */
  readonly rows: readonly number[];
}

/** The rows from `first` to before `end` under their days and months, and with them the one that is `kept` outside. */
export function drawnMonths(
  groups: readonly DayGroup[],
  { first, end }: Visible,
  kept: number | null = null,
): { month: string; days: DrawnDay[] }[] {
  const months: { month: string; days: DrawnDay[] }[] = [];
  for (const group of groups) {
    const after = group.start + group.count;
    const from = Math.max(group.start, first);
    const length = Math.max(0, Math.min(after, end) - from);
    const rows = Array.from({ length }, (_, at) => from + at);
    if (kept !== null && kept >= group.start && kept < after) {
      if (kept < first) rows.unshift(kept);
      else if (kept >= end) rows.push(kept);
    }
    if (rows.length === 0) continue;
    const drawn = { ...group, rows };
    const open = months.at(-1);
    if (open?.month === monthOf(group.day)) open.days.push(drawn);
    else months.push({ month: monthOf(group.day), days: [drawn] });
  }
  return months;
}

/** How far from its old place an entry is looked for. */
const REACH = 2_000;

/** Where an entry stands that was at `near`, from there outward; -1 when it is not around there. */
export function positionOfId(list: ResultList, id: string, near: number): number {
  for (let distance = 0; distance <= REACH; distance++) {
    if (list.idAt(near - distance) === id) return near - distance;
    if (list.idAt(near + distance) === id) return near + distance;
  }
  return -1;
}

/** The months that a list has entries of, newest first. */
export function monthsOf(groups: readonly DayGroup[]): { month: Month; count: number }[] {
  const months: { month: Month; count: number }[] = [];
  for (const { day, count } of groups) {
    const month = monthOf(day);
    const last = months.at(-1);
    if (last?.month === month) last.count += count;
    else months.push({ month, count });
  }
  return months;
}
