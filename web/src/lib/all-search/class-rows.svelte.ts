import type { ClassListItem } from '$lib/class-book/classes.svelte.ts';
import type { ClassEngine } from '$lib/class-book/class-engine.ts';
import type { ClassSearchStore } from '$lib/platform/class-search-store.ts';
import type { ClassSearchRow } from '$lib/platform/schema.ts';
import { warmUp } from '$lib/ledger/line-finder.ts';
import { makeSearchRow } from './search-row.ts';

interface ClassRowsDeps {
  readonly store: Pick<ClassSearchStore, 'classIds' | 'read' | 'put' | 'remove'>;
  readonly engine: () => Promise<Pick<ClassEngine, 'readLedger'>>;
}

/**
 * What the search reads of classes. Rows of an earlier state of a class are used at once and made anew one after the
 * other, so that nobody who types waits for a class to be opened.
 */
export class ClassRows {
  readonly #deps: ClassRowsDeps;
  #rows = $state.raw<ReadonlyMap<string, ClassSearchRow>>(new Map());
  #waiting = $state.raw<readonly string[]>([]);
  #isRead = false;
  #running: Promise<void> | null = null;
  #wanted: readonly ClassListItem['row'][] = [];
  #isClosed = false;

  constructor(deps: ClassRowsDeps) {
    this.#deps = deps;
  }

  get rows(): readonly ClassSearchRow[] {
    return [...this.#rows.values()];
  }

  /** Classes whose newest entries are not looked through yet. */
  get waiting(): readonly string[] {
    return this.#waiting;
  }

  /** Brings the rows up to these classes. Settles, never rejects, when that is done or cannot be. */
  follow(classes: readonly ClassListItem['row'][]): Promise<void> {
    this.#wanted = classes;
    this.#running ??= this.#catchUp().finally(() => (this.#running = null));
    return this.#running;
  }

  close(): void {
    this.#isClosed = true;
  }

  async #catchUp(): Promise<void> {
    const { store } = this.#deps;
    if (!this.#isRead) {
      this.#waiting = this.#wanted.map(({ id }) => id);
      this.#rows = await this.#readStored();
      this.#isRead = true;
    }
    const ids = new Set(this.#wanted.map(({ id }) => id));
    const gone = [...this.#rows.keys()].filter((id) => !ids.has(id));
    if (gone.length > 0) {
      this.#rows = new Map([...this.#rows].filter(([id]) => ids.has(id)));
      await store.remove(gone);
    }
    const tried = new Set<string>();
    for (;;) {
      this.#waiting = this.#stale(tried).map(({ id }) => id);
      const [next] = this.#stale(tried);
      if (!next || this.#isClosed) return;
      tried.add(`${next.id}/${next.documentId}/${String(next.revision)}`);
      await this.#make(next);
    }
  }

  /** One after the other, ready to be searched: all of them at once would hold up whoever types. */
  async #readStored(): Promise<ReadonlyMap<string, ClassSearchRow>> {
    const { store } = this.#deps;
    const rows = new Map<string, ClassSearchRow>();
    for (const id of await store.classIds()) {
      if (this.#isClosed) break;
      const row = await store.read(id);
      if (!row) continue;
      await warmUp(row.chunks.map((chunk) => chunk.row));
      rows.set(id, row);
    }
    return rows;
  }

  #stale(tried: ReadonlySet<string>): ClassListItem['row'][] {
    return this.#wanted.filter(({ id, documentId, revision }) => {
      const known = this.#rows.get(id);
      const isFresh = known?.documentId === documentId && known.revision >= revision;
      return !isFresh && !tried.has(`${id}/${documentId}/${String(revision)}`);
    });
  }

  async #make({ id, documentId, revision }: ClassListItem['row']): Promise<void> {
    try {
      const engine = await this.#deps.engine();
      const made = await engine.readLedger(id, makeSearchRow);
      if (!made.ok || !made.value || this.#isClosed) return;
      const row = await this.#deps.store.put({ classId: id, documentId, revision, ...made.value });
      this.#rows = new Map(this.#rows).set(id, row);
    } catch {
      // A part of the app that cannot be loaded now: what is known of the class is still searched.
    }
  }
}
