import type { ClassStore } from '$lib/platform/class-store.ts';
import type { TabLocks } from '$lib/platform/sync-lock.ts';
import type { Backoff } from './backoff.ts';
import type { DocumentHolder } from './document-holder.ts';

/**
 * Gives the server, one by one, the records that were put aside when its document took the place of ours: each behind a
 * barrier, so that a refusal names its record. One tab at a time.
 */
export class Offering {
  readonly #holder: DocumentHolder;
  readonly #store: ClassStore;
  readonly #locks: TabLocks;
  readonly #lockName: string;
  readonly #again: Backoff;
  #offeredId: string | null = null;
  #running: Promise<void> | null = null;

  constructor(parts: {
    readonly holder: DocumentHolder;
    readonly store: ClassStore;
    readonly locks: TabLocks;
    readonly lockName: string;
    readonly again: Backoff;
  }) {
    this.#holder = parts.holder;
    this.#store = parts.store;
    this.#locks = parts.locks;
    this.#lockName = parts.lockName;
    this.#again = parts.again;
  }

  /** The one record that was offered and not answered yet. */
  get offeredId(): string | null {
    return this.#offeredId;
  }

  /** Settles when nothing is being offered. */
  get over(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  /**
   * Offers what waits. What another tab is offering, or could not be saved, is looked at again after a while.
   * @param confirmed whether the server confirms all there is now, or the connection ends before that
   * @param look called when nothing waits any more, or it is time to begin again
   */
  begin(confirmed: () => Promise<boolean>, look: () => void): void {
    if (this.#running || this.#again.isWaiting) return;
    this.#running = this.#run(confirmed).finally(() => (this.#running = null));
    void this.#running.then(() => {
      if (this.#holder.hasWaiting) this.#again.schedule(look);
      else look();
    });
  }

  /** The connection is over. */
  stop(): void {
    this.#again.cancel();
    this.#again.reset();
  }

  async #run(confirmed: () => Promise<boolean>): Promise<void> {
    await this.#locks.runAlone(this.#lockName, async () => {
      while (await this.#offerNext(confirmed));
    });
    this.#offeredId = null;
  }

  async #offerNext(confirmed: () => Promise<boolean>): Promise<boolean> {
    const { document, classId } = this.#holder;
    const aside = await this.#store.aside(classId);
    if (!aside.ok) return false;
    const next = aside.value.find(({ refusedFor }) => refusedFor === null);
    if (!next) {
      this.#holder.nothingWaits();
      return false;
    }
    if (document.has(next.id)) {
      // It may be there in memory alone, from an offer that could not be saved.
      const saved = await document.save();
      return saved.ok && saved.value === 'saved' && (await this.#store.dropAside(classId, next.id)).ok;
    }
    this.#offeredId = next.id;
    const saved = await document.offer([next], true);
    if (!saved.ok || saved.value !== 'saved' || !(await confirmed())) return false;
    this.#offeredId = null;
    return true;
  }
}
