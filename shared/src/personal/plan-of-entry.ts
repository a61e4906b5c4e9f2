import type { Day } from '../calendar/day.ts';
import { addDays } from '../calendar/day.ts';
import { FIRST_DAY, LAST_DAY } from './personal-fields.ts';
import type { PersonalPlan } from './plans.ts';
import { occurrenceId } from './plans.ts';

/** Nobody moves an occurrence farther than this from its day. */
const MAX_DAYS_MOVED = 366;

/** Whether an entry was made by a plan, which only its id tells for ever. */
export function isOccurrence(entryId: string): boolean {
  return entryId.startsWith('o_');
}

/**
 * The plan that made an entry, also after both were changed: days are tried from the entry's own on, since the rule of
 * today may not have the day any more. Null for what none of the plans made. [L44]
 */
export function planOfEntry<P extends Pick<PersonalPlan, 'id'>>(
  plans: readonly P[],
  entry: { id: string; day: Day },
): P | null {
  if (!isOccurrence(entry.id)) return null;
  for (let moved = 0; moved <= MAX_DAYS_MOVED; moved++) {
    for (const day of moved === 0 ? [entry.day] : [addDays(entry.day, -moved), addDays(entry.day, moved)]) {
      if (day < FIRST_DAY || day > LAST_DAY) continue;
      const plan = plans.find(({ id }) => occurrenceId(id, day) === entry.id);
      if (plan) return plan;
    }
  }
  return null;
}

/** The ids of all that a plan can have made up to a day, whatever its rules were: from a year before it was created on. */
export function occurrenceIds(planId: string, createdOn: Day, upTo: Day): Set<string> {
  const ids = new Set<string>();
  const early = addDays(createdOn, -MAX_DAYS_MOVED - 1);
  const last = upTo < LAST_DAY ? upTo : LAST_DAY;
  for (let day = early > FIRST_DAY ? early : FIRST_DAY; day <= last; day = addDays(day, 1))
    ids.add(occurrenceId(planId, day));
  return ids;
}
