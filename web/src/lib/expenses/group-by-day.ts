import { monthOf, type Day, type Month } from '@tallybook/shared/calendar/day';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';

interface DayGroup {
  day: Day;
  entries: PersonalEntry[];
}
export interface MonthGroup {
  month: Month;
  days: DayGroup[];
}

/**
 * The first `limit` entries (newest day first, as the ledger holds them) under their months and days. A day is never
 * cut, so that its total belongs to the rows beneath it.
 */
export function groupByDay(
  entries: readonly PersonalEntry[],
  limit: number,
): { months: MonthGroup[]; shown: number } {
  const months: MonthGroup[] = [];
  let shown = 0;
  for (const entry of entries) {
    const month = months.at(-1);
    const day = month?.days.at(-1);
    if (day?.day === entry.day) {
      day.entries.push(entry);
    } else {
      if (shown >= limit) break;
      const next = { day: entry.day, entries: [entry] };
      if (month?.month === monthOf(entry.day)) month.days.push(next);
      else months.push({ month: monthOf(entry.day), days: [next] });
    }
    shown++;
  }
  return { months, shown };
}
