import { openClassChannel, type ClassChannel } from '$lib/platform/class-channel.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import type { ClassShare } from './classes.svelte.ts';

export interface ShelfRead {
  readonly rows: readonly ClassRow[];
  readonly shares: readonly ClassShare[];
}

/** Reads what is kept of all classes, and again whenever a tab says that it has changed; it needs no document for that. */
export class ClassShelf {
  readonly #store: ClassStore;
  readonly #channel: ClassChannel;
  readonly #onRead: (read: ShelfRead | null) => void;
  #reading: Promise<void> | null = null;
  #isStale = false;
  #isClosed = false;

  constructor(parts: {
    readonly database: LedgerDatabase;
    /** Null: nothing can be read now. */
    readonly onRead: (read: ShelfRead | null) => void;
    /** One of its own, so that it hears this tab too. */
    readonly channel?: ClassChannel;
  }) {
    this.#store = new ClassStore(parts.database);
    this.#channel = parts.channel ?? openClassChannel(parts.database.name);
    this.#onRead = parts.onRead;
    this.#channel.listen(() => void this.reread());
  }

  /** Resolves once what was there at the call has been read. */
  async reread(): Promise<void> {
    this.#isStale = true;
    this.#reading ??= this.#readUntilFresh().finally(() => (this.#reading = null));
    await this.#reading;
  }

  close(): void {
    this.#isClosed = true;
    this.#channel.close();
  }

  #show(read: ShelfRead | null): void {
    if (!this.#isClosed) this.#onRead(read);
  }

  async #readUntilFresh(): Promise<void> {
    while (this.#isStale && !this.#isClosed) {
      this.#isStale = false;
      const [rows, shares] = await Promise.all([this.#store.list(), this.#store.sharesByClass()]);
      this.#show(rows.ok && shares.ok ? { rows: rows.value, shares: shares.value } : null);
    }
  }
}
