import { SvelteSet } from 'svelte/reactivity';
import type { Timers } from '$lib/platform/timers.ts';

/** How long a change of somebody else's is marked, in ms. */
const FRESH_MS = 4_000;

/** What others have just changed, for a quiet highlight. */
export class FreshMarks {
  readonly #timers: Timers;
  readonly #ids = new SvelteSet<string>();
  readonly #cancels = new Map<string, () => void>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  mark(id: string): void {
    this.#cancels.get(id)?.();
    this.#ids.add(id);
    this.#cancels.set(
      id,
      this.#timers.after(FRESH_MS, () => {
        this.#cancels.delete(id);
        this.#ids.delete(id);
      }),
    );
  }

  close(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
