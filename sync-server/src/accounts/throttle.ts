import { createFailureCounts } from './failure-counts.ts';
import type { ThrottleRules } from './failure-counts.ts';

/** What one attempt may do. Every attempt that was let in is either given back or counts as a failure. */
export type Admission =
  | { readonly ok: true; readonly succeeded: () => void; readonly giveBack: () => void }
  | { readonly ok: false; readonly retryAfterMs: number };

type LetIn = Extract<Admission, { readonly ok: true }>;

/** What an attempt is counted under. */
export interface AttemptKeys {
  /** The account's or device's own: whoever gets in clears it. */
  readonly own?: string;
  /** An address, which strangers may share: whoever gets in takes only their own attempt off. */
  readonly shared?: string;
}

export interface Throttle {
  /** Lets an attempt in when none of the keys has to wait; counts it as failed until told otherwise. */
  admit(keys: AttemptKeys): Admission;
}

/** Ten guesses, then 1 s, 2 s, 4 s ... 15 min: at most 96 a day, and nobody is locked out for longer than that. */
export const GUESSING_RULES: ThrottleRules = {
  burst: 10,
  firstWaitMs: 1000,
  maxWaitMs: 15 * 60_000,
  forgetMs: 15 * 60_000,
  maxKeys: 50_000,
};

/** A hundred guesses, then one a minute: behind one address there may be a school, and one of it must not shut out all. */
export const ADDRESS_RULES: ThrottleRules = {
  burst: 100,
  firstWaitMs: 1000,
  maxWaitMs: 60_000,
  forgetMs: 60_000,
  maxKeys: 50_000,
};

/** @param rules for each kind of key; of a kind that is never used, any will do */
export function createThrottle(
  rules: { readonly own: ThrottleRules; readonly shared: ThrottleRules },
  nowMs: () => number,
): Throttle {
  const own = createFailureCounts(rules.own);
  const shared = createFailureCounts(rules.shared);

  return {
    admit(keys) {
      const atMs = nowMs();
      const retryAfterMs = Math.max(
        keys.own === undefined ? 0 : own.waitMs(keys.own, atMs),
        keys.shared === undefined ? 0 : shared.waitMs(keys.shared, atMs),
      );
      if (retryAfterMs > 0) return { ok: false, retryAfterMs };
      const takeOffOwn = keys.own === undefined ? undefined : own.add(keys.own, atMs);
      const takeOffShared = keys.shared === undefined ? undefined : shared.add(keys.shared, atMs);
      let isOpen = true;
      const settle = (endOwn: () => void) => (): void => {
        if (!isOpen) return;
        isOpen = false;
        endOwn();
        takeOffShared?.(nowMs());
      };
      return {
        ok: true,
        succeeded: settle(() => keys.own !== undefined && own.clear(keys.own)),
        giveBack: settle(() => takeOffOwn?.(nowMs())),
      };
    },
  };
}

/** Runs what was let in; when it rejects, which is no fault of whoever asked, the attempt does not count. */
export async function attempt<T>(admission: LetIn, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    admission.giveBack();
    throw error;
  }
}
