import { addDays, type Day } from '@tallybook/shared/calendar/day';
import { occurrenceDays, walkOccurrences, type RecurrenceRule } from '@tallybook/shared/calendar/recurrence';
import { LAST_DAY } from '@tallybook/shared/personal/personal-fields';

/** As far back as occurrences are made. */
const DAYS_BACK = 366;

/** The first days of a rule that is being typed. */
export function firstDays(rule: RecurrenceRule, from: Day, count: number): Day[] {
  const days: Day[] = [];
  for (const day of walkOccurrences(rule, from, LAST_DAY)) {
    days.push(day);
    if (days.length >= count) break;
  }
  return days;
}

/** The days before today on which it would have been entered, as far back as it is. */
export function earlierDays(rule: RecurrenceRule, today: Day): Day[] {
  return occurrenceDays(rule, addDays(today, -DAYS_BACK), addDays(today, -1));
}

/** The rule of a new plan that began before today, without what would have been by now unless that is asked for. */
export function ruleFrom(rule: RecurrenceRule, since: Day | null): RecurrenceRule {
  return since !== null && rule.anchor < since ? { ...rule, since } : rule;
}
