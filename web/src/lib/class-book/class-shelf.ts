import type { MyShare } from '@tallybook/shared/personal/my-share';
import { openClassChannel, type ClassChannel } from '$lib/platform/class-channel.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import { browserTimers, type Timers } from '$lib/platform/timers.ts';

/** My share of one entry of a class. */
export interface ClassShare {
  readonly classId: string;
  readonly share: MyShare;
}

/** Reading all shares costs, and while a class is edited live many tell of changes: lists follow a little later. */
const SETTLE_MS = 250;

/** Records of mine that are in no document: how many there are, and whether one of them waits to be offered. */
export interface AsideCount {
  readonly count: number;
  readonly hasWaiting: boolean;
}

export interface ShelfRead {
  readonly rows: readonly ClassRow[];
  readonly shares: readonly ClassShare[];
  /** Of the classes that have any. */
  readonly aside: ReadonlyMap<string, AsideCount>;
}

/** Reads what is kept of all classes, and again whenever a tab says that it has changed; it needs no document for that. */
export class ClassShelf {
  readonly #store: ClassStore;
  readonly #channel: ClassChannel;
  readonly #onRead: (read: ShelfRead | null) => void;
  #reading: Promise<void> | null = null;
  #isStale = false;
  #cancelLater: (() => void) | null = null;
  #isClosed = false;

  constructor(parts: {
    readonly database: LedgerDatabase;
    /** Null: nothing can be read now. */
    readonly onRead: (read: ShelfRead | null) => void;
    /** One of its own, so that it hears this tab too. */
    readonly channel?: ClassChannel;
    readonly timers?: Timers;
  }) {
    this.#store = new ClassStore(parts.database);
    this.#channel = parts.channel ?? openClassChannel(parts.database.name);
    this.#onRead = parts.onRead;
    const { timers = browserTimers } = parts;
    this.#channel.listen(() => {
      this.#cancelLater ??= timers.after(SETTLE_MS, () => void this.reread());
    });
  }

  /** Resolves once what was there at the call has been read. */
  async reread(): Promise<void> {
    this.#cancelLater?.();
    this.#cancelLater = null;
    this.#isStale = true;
    this.#reading ??= this.#readUntilFresh().finally(() => (this.#reading = null));
    await this.#reading;
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelLater?.();
    this.#channel.close();
  }

  #show(read: ShelfRead | null): void {
    if (!this.#isClosed) this.#onRead(read);
  }

  async #readUntilFresh(): Promise<void> {
    while (this.#isStale && !this.#isClosed) {
      this.#isStale = false;
      const [rows, shares, aside] = await Promise.all([
        this.#store.list(),
        this.#store.sharesByClass(),
        this.#readAside(),
      ]);
      const isRead = rows.ok && shares.ok && aside !== null;
      this.#show(isRead ? { rows: rows.value, shares: shares.value, aside } : null);
    }
  }

  async #readAside(): Promise<ReadonlyMap<string, AsideCount> | null> {
    const counts = await this.#store.asideCounts();
    if (!counts.ok) return null;
    const aside = new Map<string, AsideCount>();
    for (const [classId, count] of counts.value) {
      const read = await this.#store.aside(classId);
      // Those that cannot be read now may wait as well.
      const hasWaiting = !read.ok || read.value.some(({ refusedFor }) => refusedFor === null);
      aside.set(classId, { count, hasWaiting });
    }
    return aside;
  }
}
