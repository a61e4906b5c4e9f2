import { addDays, type Day } from '@tallybook/shared/calendar/day';
import { walkOccurrences } from '@tallybook/shared/calendar/recurrence';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { derivedId } from '@tallybook/shared/revisions/derived-id';
import type { ClassComing } from '$lib/platform/schema.ts';

/** As far ahead as lists tell of, and so many that a daily plan does not fill a row. */
const DAYS_AHEAD = 92;
const MOST = 24;

/** Whether a change may change what plans enter next. */
export function isAboutPlans(ledger: ClassLedger, changed: Iterable<string>): boolean {
  for (const id of changed) {
    if (id.startsWith('o_') || id.startsWith('m_') || ledger.entity(id)?.kind === 'p') return true;
  }
  return false;
}

/** What the plans of a class enter after `today`, but for what is skipped or entered already. Soonest first. */
export function comingOccurrences(
  ledger: ClassLedger,
  isMe: (memberId: string) => boolean,
  today: Day,
): ClassComing[] {
  const found: ClassComing[] = [];
  for (const { id, rule, template, deleted } of ledger.plans()) {
    if (deleted || !rule || !template) continue;
    const { kind, leg, title, category } = template;
    const mine = (kind === 'income' ? leg.pay : leg.owe).filter(([memberId]) => isMe(memberId));
    const myMinor = mine.reduce((sum, [, minor]) => sum + minor, 0);
    let count = 0;
    for (const day of walkOccurrences(rule, addDays(today, 1), addDays(today, DAYS_AHEAD))) {
      if (++count > MOST) break;
      const entity = ledger.entity(derivedId('o', [id, day]));
      if (entity?.deleted === true || entity?.groups.has('money') === true) continue;
      found.push({
        day,
        title,
        category,
        kind,
        currency: leg.cur,
        amountMinor: leg.amt,
        myMinor,
        planId: id,
      });
    }
  }
  const key = ({ day, planId }: ClassComing): string => `${day} ${planId}`;
  return found.sort((a, b) => (key(a) < key(b) ? -1 : 1)).slice(0, MOST);
}
