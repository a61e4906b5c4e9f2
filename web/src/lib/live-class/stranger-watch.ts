import type { Timers } from '$lib/platform/timers.ts';

/** The list of members is asked for once in this time at most, in ms. */
const PAUSE_MS = 5_000;

interface StrangerParts {
  readonly timers: Timers;
  /** Ids of people with an account whom the list of members does not name; none while nothing can be asked. */
  readonly strangers: () => readonly string[];
  readonly refresh: () => Promise<{ readonly ok: boolean }>;
}

/** Names of accounts come with the list of members: it is fetched again for whoever is not on it. */
export class StrangerWatch {
  readonly #parts: StrangerParts;
  /** Whom an answer did not name is not asked for again. */
  readonly #asked = new Set<string>();
  #stopWaiting: (() => void) | null = null;
  #isAsking = false;
  #isClosed = false;

  constructor(parts: StrangerParts) {
    this.#parts = parts;
  }

  look(): void {
    if (this.#stopWaiting || this.#isAsking || this.#isClosed) return;
    const ids = this.#parts.strangers().filter((id) => !this.#asked.has(id));
    if (ids.length === 0) return;
    this.#stopWaiting = this.#parts.timers.after(PAUSE_MS, () => {
      this.#stopWaiting = null;
      this.look();
    });
    void this.#ask(ids);
  }

  /** Idempotent. */
  close(): void {
    this.#isClosed = true;
    this.#stopWaiting?.();
  }

  async #ask(ids: readonly string[]): Promise<void> {
    this.#isAsking = true;
    const answer = await this.#parts.refresh();
    this.#isAsking = false;
    if (answer.ok) for (const id of ids) this.#asked.add(id);
    this.look();
  }
}
