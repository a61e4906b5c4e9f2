const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The timestamp (ms) of a new revision: later than all that were seen, but never more than a day ahead of this
 * device's clock, so that one clock from the future cannot drag all others along. [D6]
 */
export function nextTimestamp(nowMs: number, maxSeenMs: number): number {
  return Math.max(nowMs, Math.min(maxSeenMs + 1, nowMs + DAY_MS));
}

/**
 * Whether a revision's time is more than a day and an hour ahead of this device's clock: one of the two clocks is wrong.
 * The hour is there because after one from the future every honest revision is a day ahead of its own writer's. [D14]
 */
export function isClockAhead(t: number, nowMs: number): boolean {
  return t > nowMs + DAY_MS + HOUR_MS;
}
