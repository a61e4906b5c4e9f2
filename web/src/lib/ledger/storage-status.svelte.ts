import type { StorageRefusal, StorageResult } from '$lib/platform/storage-result.ts';
import type { Timers } from '$lib/platform/timers.ts';

/** A write that is over sooner is not announced: a flicker at each tap would say less than silence. */
const SAVING_SHOWN_AFTER_MS = 300;

export type StorageState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'not-saved'; readonly reason: StorageRefusal['reason'] };

/** The one truth of the status line: what is known about the saving of what a person entered. */
export class StorageStatus {
  readonly #timers: Timers;
  /** What the database says of itself. */
  #problem = $state.raw<StorageRefusal | null>(null);
  /** Why the last save failed: what was to be saved is not stored, even where the database works again. */
  #unsaved = $state.raw<StorageRefusal | null>(null);
  #slowWrites = $state(0);
  /** Counts failures, so that a write that began before one does not wipe it away. */
  #failures = 0;

  constructor(deps: { timers: Timers }) {
    this.#timers = deps.timers;
  }

  get state(): StorageState {
    if (this.problem) return { kind: 'not-saved', reason: this.problem.reason };
    return this.#slowWrites > 0 ? { kind: 'saving' } : { kind: 'saved' };
  }

  /** What stands between this device and saving; for the banner and the recovery screen. */
  get problem(): StorageRefusal | null {
    return this.#unsaved ?? this.#problem;
  }

  /** Called by the database's own watcher: a failed open, or null when it works again. */
  showProblem(problem: StorageRefusal | null): void {
    if (problem) this.#failures++;
    this.#problem = problem;
  }

  /** Follows a write of what a person entered. Its failure shows until a write that began later completes. */
  async follow<T>(write: Promise<StorageResult<T>>): Promise<StorageResult<T>> {
    const failuresBefore = this.#failures;
    // Set by the timer, which the compiler does not follow.
    let shown = false as boolean;
    const cancel = this.#timers.after(SAVING_SHOWN_AFTER_MS, () => {
      shown = true;
      this.#slowWrites++;
    });
    try {
      const result = await write;
      if (!result.ok) {
        this.#failures++;
        this.#unsaved = result.refusal;
      } else if (failuresBefore === this.#failures) {
        this.#unsaved = null;
        this.#problem = null;
      }
      return result;
    } finally {
      cancel();
      if (shown) this.#slowWrites--;
    }
  }
}
