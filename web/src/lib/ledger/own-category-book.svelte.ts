import { defaultCategories } from '@tallybook/shared/personal/categories';
import type { CategoryBook } from '@tallybook/shared/personal/own-categories';
import { metaKeys } from '$lib/platform/schema.ts';
import type { RecordDeps } from './record-deps.ts';

/** How a category is shown. */
export interface ShownCategory {
  readonly name: string;
  readonly icon: string;
  /** Null for one that is not known. */
  readonly hue: number | null;
}

/** The categories of a profile as it has made them; most people change none, and nothing is loaded for them. */
export class OwnCategoryBook {
  /** For its commands, which `categoryWriter` makes. */
  readonly deps: RecordDeps;
  #book = $state.raw<CategoryBook | null>(null);
  #loading: Promise<void> = Promise.resolve();

  constructor(deps: RecordDeps) {
    this.deps = deps;
    void this.reload();
  }

  /** Null while everything is as it comes. */
  get book(): CategoryBook | null {
    return this.#book;
  }

  /** Settles, never rejects, when the newest reading is over. */
  get loaded(): Promise<void> {
    return this.#loading;
  }

  /** The category that an entry with this id counts for and shows as. */
  resolve(id: string): string {
    return this.#book?.resolve(id) ?? id;
  }

  /** `names`: those of the default categories in the language of the app; '' stays ''. */
  show(categoryId: string, names: Readonly<Record<string, string>>): ShownCategory {
    const id = this.resolve(categoryId);
    const own = this.#book?.byId.get(id);
    const known = own ?? defaultCategories.find((each) => each.id === id);
    return {
      // The id of an own category is no word: it stays unsaid until its record has been read.
      name: own?.name ?? names[id] ?? (id.startsWith('e_') ? '' : id),
      icon: known?.icon ?? 'tag',
      hue: known?.hue ?? null,
    };
  }

  /** Reads what is stored; called as well after each load of the ledger, which may have made it anew. */
  reload(): Promise<void> {
    // One after the other: an older reading that took longer would undo what a newer one has shown. A failed one was
    // reported by the database; what fails to load is asked for again by the next.
    return (this.#loading = this.#loading.then(() => this.#read()).catch(() => undefined));
  }

  async #read(): Promise<void> {
    const { database } = this.deps;
    const read = await database.read(['meta'], (tx) => tx.objectStore('meta').get(metaKeys.categories));
    if (!read.ok || (!read.value && !this.#book)) return;
    const { readBook } = await import('./own-record-access.ts');
    const book = await readBook(database, read.value);
    if (book.ok) this.#book = book.value;
  }
}
