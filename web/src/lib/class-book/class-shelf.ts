import type { DayRange } from '@tallybook/shared/personal/totals';
import { openClassChannel, type ClassChannel } from '$lib/platform/class-channel.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import type { ShareOfClass } from '$lib/platform/share-sum-rows.ts';
import { ShareStore } from '$lib/platform/share-store.ts';
import { stored } from '$lib/platform/storage-result.ts';
import { browserTimers, type Timers } from '$lib/platform/timers.ts';
import { ShareSums, type ShareTotals } from './share-sums.svelte.ts';

/** My share of one entry of a class. */
export type ClassShare = ShareOfClass;

/** Reading all shares costs, and while a class is edited live many tell of changes: lists follow a little later. */
const SETTLE_MS = 250;

/** Records of mine that are in no document: how many there are, and whether one of them waits to be offered. */
export interface AsideCount {
  readonly count: number;
  readonly hasWaiting: boolean;
}

export interface ShelfRead {
  readonly rows: readonly ClassRow[];
  /** The newest ones, newest first. */
  readonly newestShares: readonly ClassShare[];
  /** All of them, once somebody has asked; empty before. */
  readonly shares: readonly ClassShare[];
  readonly sums: ShareTotals;
  /** Of the classes that have any. */
  readonly aside: ReadonlyMap<string, AsideCount>;
}

/** More than any list of the newest entries shows. */
const NEWEST = 10;

/** Reads what is kept of all classes, and again whenever a tab says that it has changed; it needs no document for that. */
export class ClassShelf {
  readonly #store: ClassStore;
  readonly #shares: ShareStore;
  readonly #channel: ClassChannel;
  readonly #onRead: (read: ShelfRead | null) => void;
  readonly #sums: ShareSums;
  #hasAllShares = false;
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
    readonly nowMs?: number;
  }) {
    this.#store = new ClassStore(parts.database);
    this.#shares = new ShareStore(parts.database);
    this.#sums = new ShareSums(parts.database, parts.nowMs ?? Date.now());
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

  /** From now on all shares are read with everything else. Resolves once they are there. */
  async readShares(): Promise<void> {
    if (this.#hasAllShares) {
      await this.#reading;
      return;
    }
    this.#hasAllShares = true;
    await this.reread();
  }

  /** The shares of a stretch of days; none when they cannot be read. */
  async sharesIn(range: DayRange): Promise<readonly ClassShare[]> {
    const read = await this.#shares.between(range);
    return read.ok ? read.value : [];
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
      const [rows, newest, shares, aside, areSumsRead] = await Promise.all([
        this.#store.list(),
        this.#shares.newest(NEWEST),
        this.#hasAllShares ? this.#shares.all() : stored([]),
        this.#readAside(),
        this.#sums.reread(),
      ]);
      const isRead = rows.ok && newest.ok && shares.ok && aside !== null && areSumsRead;
      this.#show(
        isRead
          ? {
              rows: rows.value,
              newestShares: newest.value,
              shares: shares.value,
              sums: this.#sums,
              aside,
            }
          : null,
      );
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
