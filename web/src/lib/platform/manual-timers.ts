import type { Timers } from './timers.ts';

/** Timers that stand still until a test moves them. */
export class ManualTimers implements Timers {
  #elapsedMs = 0;
  readonly #waiting = new Set<{ dueMs: number; action: () => void }>();

  after(delayMs: number, action: () => void): () => void {
    const entry = { dueMs: this.#elapsedMs + delayMs, action };
    this.#waiting.add(entry);
    return () => void this.#waiting.delete(entry);
  }

  get waitingCount(): number {
    return this.#waiting.size;
  }

  /** Runs what falls due, in order, including what that starts. */
  advance(ms: number): void {
    const endMs = this.#elapsedMs + ms;
    for (;;) {
      const due = [...this.#waiting]
        .filter((entry) => entry.dueMs <= endMs)
        .sort((a, b) => a.dueMs - b.dueMs)[0];
      if (!due) break;
      this.#elapsedMs = due.dueMs;
      this.#waiting.delete(due);
      due.action();
    }
    this.#elapsedMs = endMs;
  }
}
