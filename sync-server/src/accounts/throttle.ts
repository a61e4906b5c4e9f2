/** What one attempt may do. Every attempt that was let in is either given back or counts as a failure. */
export type Admission =
  | { readonly ok: true; readonly succeeded: () => void; readonly giveBack: () => void }
  | { readonly ok: false; readonly retryAfterMs: number };

export interface Throttle {
  /** Lets an attempt in when none of the keys has to wait; counts it as failed until told otherwise. */
  admit(keys: readonly string[]): Admission;
}

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

/** Ten guesses, then 1 s, 2 s, 4 s ... 15 min: at most 96 a day, and nobody is locked out for longer than that. */
export const GUESSING_RULES: ThrottleRules = {
  burst: 10,
  firstWaitMs: 1000,
  maxWaitMs: 15 * 60_000,
  forgetMs: 15 * 60_000,
  maxKeys: 50_000,
};

interface Failures {
  readonly count: number;
  /** When the last attempt was let in. */
  readonly lastMs: number;
  /** Up to when forgotten failures are taken off `count`. */
  readonly countedMs: number;
}

const NONE = { count: 0, lastMs: -Infinity };

/** Counts failures in memory only: a restart forgives, which costs an attacker more than it gives. */
export function createThrottle(rules: ThrottleRules, nowMs: () => number): Throttle {
  /** In the order of the last failure. */
  const failuresByKey = new Map<string, Failures>();

  const read = (key: string, atMs: number): Failures => {
    const known = failuresByKey.get(key);
    if (known === undefined) return { ...NONE, countedMs: atMs };
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

  const waitMs = (key: string, atMs: number): number => {
    const { count, lastMs } = read(key, atMs);
    if (count < rules.burst) return 0;
    const fullMs = Math.min(rules.maxWaitMs, rules.firstWaitMs * 2 ** (count - rules.burst));
    return Math.max(0, lastMs + fullMs - atMs);
  };

  return {
    admit(keys) {
      const atMs = nowMs();
      const retryAfterMs = Math.max(0, ...keys.map((key) => waitMs(key, atMs)));
      if (retryAfterMs > 0) return { ok: false, retryAfterMs };
      for (const key of keys) {
        const { count, countedMs } = read(key, atMs);
        write(key, { count: count + 1, lastMs: atMs, countedMs });
      }
      let isOpen = true;
      const settle = (change: (key: string, failures: Failures) => void) => (): void => {
        if (!isOpen) return;
        isOpen = false;
        for (const key of keys) change(key, read(key, nowMs()));
      };
      const takeOff = (key: string, failures: Failures): void =>
        write(key, { ...failures, count: Math.max(0, failures.count - 1) });
      const [own, ...shared] = keys;
      return {
        ok: true,
        // The first key is the account's or device's own: whoever got in clears it. Other keys are shared with strangers.
        succeeded: settle((key, failures) => {
          if (key === own && !shared.includes(key)) failuresByKey.delete(key);
          else takeOff(key, failures);
        }),
        giveBack: settle(takeOff),
      };
    },
  };
}
