import { monthOf } from '@tallybook/shared/calendar/day';
import type { DayGroup } from '$lib/ledger/list-index.ts';

/** Heights in px. */
export interface RowSizes {
  readonly row: number;
  readonly day: number;
  /** The head of a month, with the room above it. */
  readonly month: number;
}

/** Positions from `first` to before `end`. */
export interface Visible {
  readonly first: number;
  readonly end: number;
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
      if (monthOf(day) !== month) top += sizes.month;
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

/** The rows from `first` to before `end` under their days and months. */
export function drawnMonths(
  groups: readonly DayGroup[],
  { first, end }: Visible,
): { month: string; days: DrawnDay[] }[] {
  const months: { month: string; days: DrawnDay[] }[] = [];
  for (const group of groups) {
    const from = Math.max(group.start, first);
    const to = Math.min(group.start + group.count, end);
    if (to <= from) continue;
    const drawn = { ...group, rows: Array.from({ length: to - from }, (_, at) => from + at) };
    const open = months.at(-1);
    if (open?.month === monthOf(group.day)) open.days.push(drawn);
    else months.push({ month: monthOf(group.day), days: [drawn] });
  }
  return months;
}
