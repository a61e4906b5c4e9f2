import type { BudgetState } from '@tallybook/shared/personal/budget-state';
import type { Budget } from '@tallybook/shared/personal/budgets';
import type { PeriodUnit } from '@tallybook/shared/personal/periods';

/** A budget and how it stands today. */
export interface BudgetView {
  readonly budget: Budget;
  readonly state: BudgetState;
}

export interface BudgetGroup {
  readonly unit: PeriodUnit;
  readonly views: readonly BudgetView[];
}

const units: readonly PeriodUnit[] = ['week', 'month', 'year'];
const urgency: Readonly<Record<BudgetState['pace'], number>> = { passed: 0, short: 1, 'on-track': 2 };

/** By unit, shortest first; within one what needs a look first, then the oldest. */
export function groupBudgets(views: readonly BudgetView[]): BudgetGroup[] {
  return units.flatMap((unit) => {
    const ofUnit = views.filter(({ budget }) => budget.unit === unit).sort(byUrgency);
    return ofUnit.length === 0 ? [] : [{ unit, views: ofUnit }];
  });
}

function byUrgency(a: BudgetView, b: BudgetView): number {
  return (
    urgency[a.state.pace] - urgency[b.state.pace] ||
    a.budget.createdAt - b.budget.createdAt ||
    (a.budget.id < b.budget.id ? -1 : 1)
  );
}

/** Those that need a look most, whatever their unit. */
export function mostUrgent(views: readonly BudgetView[], count: number): BudgetView[] {
  return views.toSorted(byUrgency).slice(0, count);
}
