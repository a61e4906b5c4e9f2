import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { DayGroup } from '$lib/ledger/list-index.ts';
import { drawnMonths, ListLayout, positionOfId, type ResultList, type RowSizes } from './list-layout.ts';
import { ListPlace } from './list-place.ts';

/** Drawn beyond the screen at both ends, so that the next row is there for the Tab key and for a flick. */
const BEYOND = 240;
/** A list of so many rows is drawn whole: the browser's own search, and whoever reads by ear, then have all of it. */
const SHORT_LIST = 60;
/** About forty pages. */
export const PRINTED = 2_000;

type GroupedList = ResultList & { readonly groups: readonly DayGroup[] };

/** Which rows of a list are drawn: those around the screen, and the one that has the focus. */
export class ListView {
  readonly #list: () => GroupedList;
  readonly #place = new ListPlace();
  /** Until the first rows are measured. */
  #sizes = $state.raw<RowSizes>({ row: 60, day: 40, month: 46, gap: 32 });
  /** What of the list is on the screen, in px from its start. */
  #view = $state.raw({ from: 0, to: 900 });
  #focused = $state.raw<{ readonly id: string; readonly position: number } | null>(null);
  /** All rows, up to a bound, for paper. */
  isPrinting = $state(false);

  readonly layout = $derived.by(() => new ListLayout(this.#list().groups, this.#list().size, this.#sizes));
  readonly visible = $derived.by(() => {
    const { size } = this.#list();
    if (this.isPrinting || size <= SHORT_LIST) return { first: 0, end: Math.min(PRINTED, size) };
    return this.layout.between(this.#view.from - BEYOND, this.#view.to + BEYOND);
  });
  /** Where the row with the focus stands: it stays drawn wherever the page is scrolled to. */
  readonly kept = $derived.by(() => {
    if (!this.#focused || this.isPrinting) return null;
    const position = positionOfId(this.#list(), this.#focused.id, this.#focused.position);
    return position === -1 ? null : position;
  });
  readonly months = $derived.by(() => drawnMonths(this.#list().groups, this.visible, this.kept));
  readonly room = $derived(this.layout.roomAround(this.visible, this.kept));

  constructor(list: () => GroupedList) {
    this.#list = list;
  }

  get sizes(): RowSizes {
    return this.#sizes;
  }

  keep(position: number | null): void {
    const id = position === null ? undefined : this.#list().idAt(position);
    this.#focused = id === undefined || position === null ? null : { id, position };
  }

  /** How far the page has to scroll so that entries that came above do not push the rows away, in px. */
  movedBy(): number {
    return this.#place.movedBy(this.#list(), this.layout);
  }

  /** Follows the scrolling of the page, and the sizes of rows and heads. */
  readonly follow: Attachment<HTMLElement> = (attached) => {
    const look = (): void => {
      // A list that is hidden behind a form keeps its place.
      if (attached.offsetParent === null) return;
      const from = -attached.getBoundingClientRect().top;
      this.#place.note(this.#list(), this.layout, from);
      const next = { from, to: from + window.innerHeight };
      const view = this.#view;
      if (Math.abs(next.from - view.from) >= this.#sizes.row || next.to - next.from !== view.to - view.from)
        this.#view = next;
    };
    const measure = (): void => {
      const heightOf = (selector: string): number =>
        attached.querySelector<HTMLElement>(selector)?.offsetHeight ?? 0;
      const [row, day, month] = [heightOf('li'), heightOf('.day-head'), heightOf('.month-head')];
      const known = this.#sizes;
      if (row > 0 && (row !== known.row || day !== known.day || month !== known.month))
        this.#sizes = { ...known, row, day, month };
    };
    const observer = new ResizeObserver(() => {
      untrack(measure);
      untrack(look);
    });
    observer.observe(attached);
    untrack(look);
    window.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', look);
    };
  };
}
