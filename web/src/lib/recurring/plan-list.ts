import type { Day } from '@tallybook/shared/calendar/day';
import { comingDays, monthlyCost, yearlyCost, type PersonalPlan } from '@tallybook/shared/personal/plans';

/** A plan as the list shows it. */
interface ListedPlan {
  readonly plan: PersonalPlan;
  readonly next: Day | null;
}

/** What the running expenses of one currency cost. */
interface RunningCost {
  readonly currency: string;
  readonly monthMinor: bigint;
  readonly yearMinor: bigint;
}

export interface PlanGroups {
  /** The currency of most plans first. */
  readonly costs: readonly RunningCost[];
  readonly expenses: readonly ListedPlan[];
  readonly income: readonly ListedPlan[];
  /** Ended by somebody, or without a further date; the newest first. */
  readonly ended: readonly ListedPlan[];
}

/** The next day of a plan as far as its rule alone says it: what was skipped or entered is not known yet. */
export function nextByRule(plan: PersonalPlan, today: Day): Day | null {
  return comingDays(plan, today, 1)[0] ?? null;
}

/** Sorts plans into the groups of the list, each by its next day. `nextOf` answers null where nothing follows. */
export function groupPlans(
  plans: readonly PersonalPlan[],
  nextOf: (plan: PersonalPlan) => Day | null,
): PlanGroups {
  const expenses: ListedPlan[] = [];
  const income: ListedPlan[] = [];
  const ended: ListedPlan[] = [];
  for (const plan of plans) {
    const listed = { plan, next: nextOf(plan) };
    // One that cannot be read has no next day that this version knows of, and has not ended either.
    const isReadable = plan.rule !== null && plan.template !== null;
    if (plan.deleted || (isReadable && listed.next === null)) ended.push(listed);
    else if (plan.template === null || plan.template.kind === 'expense') expenses.push(listed);
    else income.push(listed);
  }
  return {
    costs: costsOf(expenses),
    expenses: expenses.sort(soonestFirst),
    income: income.sort(soonestFirst),
    ended: ended.sort((a, b) => newestFirst(a.plan, b.plan)),
  };
}

/** The sums are those of the rows: each rounded by itself. */
function costsOf(expenses: readonly ListedPlan[]): RunningCost[] {
  const sums = new Map<string, { count: number; monthMinor: bigint; yearMinor: bigint }>();
  for (const { plan } of expenses) {
    if (!plan.template || !plan.rule) continue;
    const { currency } = plan.template;
    const sum = sums.get(currency) ?? { count: 0, monthMinor: 0n, yearMinor: 0n };
    sums.set(currency, {
      count: sum.count + 1,
      monthMinor: sum.monthMinor + monthlyCost(plan),
      yearMinor: sum.yearMinor + yearlyCost(plan),
    });
  }
  return [...sums]
    .sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1))
    .map(([currency, { monthMinor, yearMinor }]) => ({ currency, monthMinor, yearMinor }));
}

function soonestFirst(a: ListedPlan, b: ListedPlan): number {
  if (a.next !== b.next) return (a.next ?? '9999') < (b.next ?? '9999') ? -1 : 1;
  return newestFirst(a.plan, b.plan);
}

function newestFirst(a: PersonalPlan, b: PersonalPlan): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1);
}
