import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import { EntryOrder } from './entry-order.ts';

/** The entries of a class as lists: those that stand, and those deleted. Each list is replaced when it changes. */
export class EntryLists {
  readonly #shownOrder = new EntryOrder();
  readonly #deletedOrder = new EntryOrder();
  #shown = $state.raw<readonly ClassEntry[]>([]);
  #deleted = $state.raw<readonly ClassEntry[]>([]);

  get shown(): readonly ClassEntry[] {
    return this.#shown;
  }

  get deleted(): readonly ClassEntry[] {
    return this.#deleted;
  }

  reset(entries: Iterable<ClassEntry>): void {
    const all = [...entries];
    this.#shownOrder.reset(all.filter(({ deleted }) => !deleted));
    this.#deletedOrder.reset(all.filter(({ deleted }) => deleted));
    this.#show();
  }

  /** Takes in what some entities are now; undefined: no entry. */
  update(found: readonly (readonly [id: string, entry: ClassEntry | undefined])[]): void {
    this.#shownOrder.update(found.map(([id, entry]) => [id, entry?.deleted === false ? entry : undefined]));
    this.#deletedOrder.update(found.map(([id, entry]) => [id, entry?.deleted === true ? entry : undefined]));
    this.#show();
  }

  #show(): void {
    this.#shown = this.#shownOrder.entries;
    this.#deleted = this.#deletedOrder.entries;
  }
}
