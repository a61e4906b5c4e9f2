import { positionOfId, type ResultList } from './list-layout.ts';

/**
 * The entries that were chosen in a list, by id: rows come and go with scrolling and search, the choice stays.
 * Made for fifty thousand of them.
 */
export class EntrySelection {
  #isActive = $state(false);
  /** The set is changed in place; the object around it is new each time and tells. */
  #chosen = $state.raw({ ids: new Set<string>() });
  /** Where a range begins, and what was chosen beside it. */
  #anchor: { readonly id: string; readonly position: number; base: ReadonlySet<string> | null } | null = null;

  get isActive(): boolean {
    return this.#isActive;
  }

  get count(): number {
    return this.#chosen.ids.size;
  }

  get ids(): readonly string[] {
    return [...this.#chosen.ids];
  }

  has(id: string): boolean {
    return this.#chosen.ids.has(id);
  }

  /** Whether the next range begins at an entry that was toggled. */
  get isRangeBegun(): boolean {
    return this.#anchor !== null;
  }

  start(): void {
    this.#isActive = true;
  }

  /** Ends the choosing; what was chosen is forgotten. */
  leave(): void {
    this.#isActive = false;
    this.#anchor = null;
    this.#chosen = { ids: new Set() };
  }

  toggle(id: string, position: number): void {
    const { ids } = this.#chosen;
    if (!ids.delete(id)) ids.add(id);
    this.#anchor = { id, position, base: null };
    this.#chosen = { ids };
  }

  /** Chooses from the entry that was toggled last up to `position`, in the place of the range before. */
  extendTo(position: number, list: ResultList): void {
    const id = list.idAt(position);
    if (id === undefined) return;
    this.#anchor ??= { id, position, base: null };
    const anchor = this.#anchor;
    const from = positionOfId(list, anchor.id, anchor.position);
    // The entry where the range began may have left the list.
    const [first, last] = [Math.min(from === -1 ? position : from, position), Math.max(from, position)];
    anchor.base ??= new Set(this.#chosen.ids);
    this.#add(new Set(anchor.base), list, first, last + 1);
  }

  /** Adds a whole result, also what of it is not drawn. */
  addAll(list: ResultList): void {
    this.#anchor = null;
    this.#add(this.#chosen.ids, list, 0, list.size);
  }

  /** How many of the chosen ones are not in a result. */
  countOutside(result: ReadonlySet<string>): number {
    let count = 0;
    for (const id of this.#chosen.ids) if (!result.has(id)) count++;
    return count;
  }

  #add(ids: Set<string>, list: ResultList, first: number, end: number): void {
    for (let at = first; at < end; at++) {
      const id = list.idAt(at);
      if (id !== undefined && list.shareOf?.(id) === undefined) ids.add(id);
    }
    this.#chosen = { ids };
  }
}

/** The ids of a whole result. */
export function idsOfResult(list: ResultList): ReadonlySet<string> {
  const ids = new Set<string>();
  for (let at = 0; at < list.size; at++) {
    const id = list.idAt(at);
    if (id !== undefined) ids.add(id);
  }
  return ids;
}
