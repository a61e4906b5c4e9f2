import { addDays, type Day } from '@tallybook/shared/calendar/day';
import { budgetSince } from '@tallybook/shared/personal/budget-state';
import type { Budget } from '@tallybook/shared/personal/budgets';
import { periodOf, type PeriodSetting } from '@tallybook/shared/personal/periods';
import type { DayRange } from '@tallybook/shared/personal/totals';
import type { Spending, SpendingAmount } from '$lib/spending/spending.svelte.ts';

/**
 * The stretches whose sums the state of a budget is made of: before the period, up to today, and after. A sum of a whole
 * month inside one of them counts as its days would, so that years are summed up without reading their days.
 */
export function rangesOf(budget: Budget, today: Day, setting: PeriodSetting): DayRange[] {
  const { from, to } = periodOf(budget.unit, today, setting);
  const since = budgetSince(budget, today, setting);
  return [
    { from: since, to: addDays(from, -1) },
    { from, to: today },
    { from: addDays(today, 1), to },
  ].filter((range) => range.from <= range.to);
}

export function amountsOf(
  spending: Pick<Spending, 'amounts'>,
  ranges: readonly DayRange[],
  counted: Budget['counted'],
): SpendingAmount[] {
  return ranges.flatMap((range) => spending.amounts(range, 'whole', counted));
}
