import { positionOfId, type ListLayout, type ResultList } from './list-layout.ts';

/** The entry at the top of the screen, so that it stays there when others come or go above it. */
export class ListPlace {
  #top: { readonly id: string; readonly position: number; readonly top: number } | null = null;

  /** `from`: how far the list is scrolled, in px. At its start nothing is held: there new entries are to be seen. */
  note(list: ResultList, layout: ListLayout, from: number): void {
    const position = layout.between(from, from).first;
    const id = from > 0 ? list.idAt(position) : undefined;
    this.#top = id === undefined ? null : { id, position, top: layout.topOf(position) };
  }

  /** How far the page has to scroll for the noted entry to be where it was, in px. */
  movedBy(list: ResultList, layout: ListLayout): number {
    if (!this.#top) return 0;
    const { id, position: before, top: topBefore } = this.#top;
    const position = positionOfId(list, id, before);
    if (position === -1) return 0;
    const top = layout.topOf(position);
    this.#top = { id, position, top };
    return top - topBefore;
  }
}
