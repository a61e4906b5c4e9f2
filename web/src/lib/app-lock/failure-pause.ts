import type { LockRecord } from '$lib/platform/lock-keeping.ts';

const FREE_FAILURES = 4;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/** How long nothing is tried after so many wrong passcodes in a row, in ms. */
function pauseAfter(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return Math.min(FIRST_PAUSE_MS * 2 ** (failures - FREE_FAILURES - 1), LONGEST_PAUSE_MS);
}

/** What is left of the pause, in ms. A clock that was put back starts it anew and makes it no longer. */
export function pauseLeft({ failures, lastFailedAt }: LockRecord, now: number): number {
  const pauseMs = pauseAfter(failures);
  return Math.min(pauseMs, Math.max(0, lastFailedAt + pauseMs - now));
}
