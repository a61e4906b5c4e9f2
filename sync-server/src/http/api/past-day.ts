const DAY_MS = 24 * 60 * 60_000;

/**
 * The last instant of a day in UTC, or undefined when the text is no day, or one that is not over: rolling back to it
 * would mean nothing.
 * @param day YYYY-MM-DD
 */
export function readPastDay(day: string, nowMs: number): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const startMs = Date.parse(`${day}T00:00:00.000Z`);
  // Date.parse refuses a 31st of April in some engines and turns it into a 1st of May in others.
  if (Number.isNaN(startMs) || new Date(startMs).toISOString().slice(0, 10) !== day) return undefined;
  return startMs + DAY_MS > nowMs ? undefined : new Date(startMs + DAY_MS - 1).toISOString();
}
