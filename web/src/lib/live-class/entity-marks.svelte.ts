import { SvelteSet } from 'svelte/reactivity';
import type { Timers } from '$lib/platform/timers.ts';

/** How long a change of somebody else's is marked, in ms. */
const FRESH_MS = 4_000;

/** More at once are a load or a return, not something that somebody just did. */
const MAX_FRESH = 20;

/** What is marked in a class: what others have just changed, and what of mine the server has not confirmed. */
export class EntityMarks {
  readonly #timers: Timers;
  readonly #freshIds = new SvelteSet<string>();
  readonly #unsyncedIds: SvelteSet<string>;
  readonly #cancels = new Map<string, () => void>();

  constructor(timers: Timers, unsyncedIds: Iterable<string>) {
    this.#timers = timers;
    this.#unsyncedIds = new SvelteSet(unsyncedIds);
  }

  isFresh(id: string): boolean {
    return this.#freshIds.has(id);
  }

  isUnsynced(id: string): boolean {
    return this.#unsyncedIds.has(id);
  }

  notSynced(ids: Iterable<string>): void {
    for (const id of ids) this.#unsyncedIds.add(id);
  }

  allSynced(): void {
    if (this.#unsyncedIds.size > 0) this.#unsyncedIds.clear();
  }

  changedByOthers(ids: readonly string[]): void {
    if (ids.length <= MAX_FRESH) for (const id of ids) this.#refresh(id);
  }

  /** Idempotent. */
  close(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }

  #refresh(id: string): void {
    this.#cancels.get(id)?.();
    this.#freshIds.add(id);
    this.#cancels.set(
      id,
      this.#timers.after(FRESH_MS, () => {
        this.#cancels.delete(id);
        this.#freshIds.delete(id);
      }),
    );
  }
}
