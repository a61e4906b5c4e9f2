import { addDays, type Day } from '@tallybook/shared/calendar/day';
import { readPlanDays } from '$lib/ledger/occurrences.ts';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';
import { inOrder, type ComingEntry } from './coming.ts';

/** Of a daily plan so many of its days are looked at. */
const MOST_OF_PLAN = 62;

/** What my own plans enter after today up to a day, but for what is skipped or entered already. Soonest first. */
export async function readOwnComing(
  open: Pick<OpenLedger, 'ledger' | 'plans' | 'database'>,
  { today, until }: { today: Day; until: Day },
): Promise<ComingEntry[]> {
  const found: ComingEntry[] = [];
  for (const plan of open.plans.list) {
    const { id, template, deleted } = plan;
    if (deleted || !template) continue;
    const days = await readPlanDays(open, plan, addDays(today, 1), MOST_OF_PLAN);
    for (const { day, entityId, state } of days) {
      if (state !== 'to-come' || day > until) continue;
      const { title, category, kind, currency, amountMinor } = template;
      const href = `/recurring/${id}`;
      found.push({ key: entityId, day, title, category, kind, currency, amountMinor, href, className: '' });
    }
  }
  return inOrder(found);
}
