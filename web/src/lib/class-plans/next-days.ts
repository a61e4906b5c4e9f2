import type { Day } from '@tallybook/shared/calendar/day';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { upcomingOccurrences, type PlannedDay } from '@tallybook/shared/class-doc/commands/skip-occurrence';
import type { ClassPlan } from '@tallybook/shared/class-doc/records';
import { LAST_DAY } from '@tallybook/shared/personal/personal-fields';

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
