import type { Timers } from '$lib/platform/timers.ts';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** When to try again: later each time, and not all devices at once. */
export class Backoff {
  readonly #timers: Timers;
  /** From 0 to 1. */
  readonly #random: () => number;
  #tries = 0;
  #cancel: (() => void) | null = null;

  constructor(timers: Timers, random: () => number) {
    this.#timers = timers;
    this.#random = random;
  }

  get isWaiting(): boolean {
    return this.#cancel !== null;
  }

  /** Runs `action` after the next delay, in the place of one that is waiting. */
  schedule(action: () => void): void {
    this.cancel();
    const delayMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#tries) * (0.5 + this.#random() / 2);
    this.#tries = Math.min(this.#tries + 1, 10);
    this.#cancel = this.#timers.after(delayMs, () => {
      this.#cancel = null;
      action();
    });
  }

  /** It worked: the next failure waits shortly again. */
  reset(): void {
    this.#tries = 0;
  }

  cancel(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
