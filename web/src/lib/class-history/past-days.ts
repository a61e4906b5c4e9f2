import { addDays, utcDayOf, type Day } from '@tallybook/shared/calendar/day';

/** As long as the server keeps what a class was. */
const DAYS_KEPT = 30;

/** The days to whose end a class can be taken back, newest first: they are over in UTC, where the server counts. */
export function pastDays(nowMs: number): readonly Day[] {
  const today = utcDayOf(nowMs);
  return Array.from({ length: DAYS_KEPT }, (_, back) => addDays(today, -back - 1));
}
