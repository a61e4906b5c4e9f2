export interface ThrottleRules {
  /** Failures in a row that cost no waiting. */
  readonly burst: number;
  /** The first wait; doubles with each further failure. */
  readonly firstWaitMs: number;
  readonly maxWaitMs: number;
  /** One failure is forgotten after each such time. */
  readonly forgetMs: number;
  /** Keys remembered; the one that failed longest ago is dropped first. */
  readonly maxKeys: number;
}

interface Failures {
  readonly count: number;
  /** When the last attempt was let in. */
  readonly lastMs: number;
  /** Up to when forgotten failures are taken off `count`. */
  readonly countedMs: number;
}

/** Failures by key. Times are UTC, ms since 1970. */
export interface FailureCounts {
  waitMs(key: string, atMs: number): number;
  /** Counts a failure; what comes back takes it off again, to be called once. */
  add(key: string, atMs: number): (laterMs: number) => void;
  clear(key: string): void;
}

/** Counts in memory only: a restart forgives, which costs an attacker more than it gives. */
export function createFailureCounts(rules: ThrottleRules): FailureCounts {
  /** In the order of the last failure. */
  const failuresByKey = new Map<string, Failures>();

  const read = (key: string, atMs: number): Failures => {
    const known = failuresByKey.get(key);
    if (known === undefined) return { count: 0, lastMs: -Infinity, countedMs: atMs };
    // A clock that was set back must not stretch a wait.
    if (known.lastMs > atMs) {
      const moved = { count: known.count, lastMs: atMs, countedMs: atMs };
      failuresByKey.set(key, moved);
      return moved;
    }
    const forgotten = Math.max(0, Math.floor((atMs - known.countedMs) / rules.forgetMs));
    return {
      count: Math.max(0, known.count - forgotten),
      lastMs: known.lastMs,
      countedMs: known.countedMs + forgotten * rules.forgetMs,
    };
  };

  const write = (key: string, failures: Failures): void => {
    failuresByKey.delete(key);
    if (failures.count === 0) return;
    failuresByKey.set(key, failures);
    if (failuresByKey.size <= rules.maxKeys) return;
    for (const oldest of failuresByKey.keys()) {
      failuresByKey.delete(oldest);
      break;
    }
  };

  return {
    waitMs(key, atMs) {
      const { count, lastMs } = read(key, atMs);
      if (count < rules.burst) return 0;
      const fullMs = Math.min(rules.maxWaitMs, rules.firstWaitMs * 2 ** (count - rules.burst));
      return Math.max(0, lastMs + fullMs - atMs);
    },

    add(key, atMs) {
      const before = read(key, atMs);
      const added = { count: before.count + 1, lastMs: atMs, countedMs: before.countedMs };
      write(key, added);
      return (laterMs) => {
        // When nothing came after it, not even the wait that it began is left: a right answer costs the others nothing.
        if (failuresByKey.get(key) === added) {
          write(key, before);
          return;
        }
        const failures = read(key, laterMs);
        write(key, { ...failures, count: Math.max(0, failures.count - 1) });
      };
    },

    clear: (key) => void failuresByKey.delete(key),
  };
}
