/** How far the device's clock may be from the server's before it is worth a word, in ms. */
export const toleratedSkewMs = 5 * 60 * 1000;

/**
 * By how many minutes the device's clock is ahead of the server's (behind: negative), from the `Date` header of an
 * answer; undefined while that is tolerable or not known. A wrong clock is told, never refused: it loses nothing.
 */
export function clockAheadMinutes(dateHeader: string | null, nowMs: number): number | undefined {
  const serverMs = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  const aheadMs = nowMs - serverMs;
  return Math.abs(aheadMs) > toleratedSkewMs ? Math.round(aheadMs / 60_000) : undefined;
}
