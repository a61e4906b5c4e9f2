import type { Day } from '@tallybook/shared/calendar/day';
import { occurrenceDays, walkOccurrences, type RecurrenceRule } from '@tallybook/shared/calendar/recurrence';
import { addDays } from '@tallybook/shared/calendar/day';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { upcomingOccurrences, type PlannedDay } from '@tallybook/shared/class-doc/commands/skip-occurrence';
import type { ClassPlan } from '@tallybook/shared/class-doc/records';
import { LAST_DAY } from '@tallybook/shared/personal/personal-fields';

/** As far back as occurrences are made. */
const DAYS_BACK = 366;

/** More in a row are not skipped by hand. */
const LOOKED_AT = 60;

/** The next day of a plan from today on that is neither skipped nor entered yet; null when there is none. */
export function nextDay(ledger: ClassLedger, plan: ClassPlan, today: Day): Day | null {
  return planned(ledger, plan, today, LOOKED_AT).find(({ state }) => state === 'to-come')?.day ?? null;
}

export function planned(ledger: ClassLedger, plan: ClassPlan, from: Day, count: number): PlannedDay[] {
  return upcomingOccurrences(ledger, plan, { from, to: LAST_DAY, count });
}

/** Whether nothing of it will be entered any more. */
export function isOver(ledger: ClassLedger, plan: ClassPlan, today: Day): boolean {
  return plan.deleted || (plan.rule !== null && nextDay(ledger, plan, today) === null);
}

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
