import type { Day } from '@tallybook/shared/calendar/day';
import type { ClassEntry } from '@tallybook/shared/class-doc/records';

interface EntryDay {
  readonly day: Day;
  readonly entries: readonly ClassEntry[];
}

/** The first `limit` entries (newest day first, as the class holds them) under their days. */
export function entryDays(entries: readonly ClassEntry[], limit: number): EntryDay[] {
  const days: { day: Day; entries: ClassEntry[] }[] = [];
  for (const entry of entries.slice(0, limit)) {
    const last = days.at(-1);
    if (last?.day === entry.day) last.entries.push(entry);
    else days.push({ day: entry.day, entries: [entry] });
  }
  return days;
}
