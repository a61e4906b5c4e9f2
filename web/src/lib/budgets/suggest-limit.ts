import { firstDay, type Day, type Month } from '@tallybook/shared/calendar/day';
import { minorUnitExponent } from '@tallybook/shared/money/currency';
import { budgetPeriod, type BudgetAmount } from '@tallybook/shared/personal/budget-state';
import type { Budget } from '@tallybook/shared/personal/budgets';
import {
  periodOf,
  shiftPeriod,
  type Period,
  type PeriodSetting,
  type PeriodUnit,
} from '@tallybook/shared/personal/periods';

const MOST_PERIODS = 6;

export interface LimitSuggestion {
  /** What was spent in an average period. */
  readonly usualMinor: number;
  /** Somewhat more, as a round figure. */
  readonly limitMinor: number;
}

/** The periods before that of `today` which lie in the records as a whole, newest first, at most six. */
export function completePeriods(
  unit: PeriodUnit,
  today: Day,
  setting: PeriodSetting,
  firstMonth: Month | null,
): Period[] {
  const periods: Period[] = [];
  if (firstMonth === null) return periods;
  let period = shiftPeriod(periodOf(unit, today, setting), -1, setting);
  while (periods.length < MOST_PERIODS && period.from >= firstDay(firstMonth)) {
    periods.push(period);
    period = shiftPeriod(period, -1, setting);
  }
  return periods;
}

/** What limit fits to what was spent so far; null where nothing was. */
export function suggestLimit(
  budget: Pick<Budget, 'categories' | 'currency' | 'counted'>,
  periods: readonly Period[],
  amounts: readonly BudgetAmount[],
  resolveCategory: (category: string) => string,
): LimitSuggestion | null {
  if (periods.length === 0) return null;
  const counted = { ...budget, limits: [] };
  let sum = 0n;
  for (const period of periods) sum += budgetPeriod(counted, period, amounts, resolveCategory).spentMinor;
  const usualMinor = Number(sum / BigInt(periods.length));
  if (usualMinor <= 0 || !Number.isSafeInteger(usualMinor)) return null;
  return { usualMinor, limitMinor: roundUp(usualMinor, budget.currency) };
}

/** Up to two figures that count, never to a part of a whole unit. */
function roundUp(minor: number, currency: string): number {
  const unit = 10 ** minorUnitExponent(currency);
  const step = Math.max(unit, 10 ** (String(minor).length - 2));
  return Math.ceil(minor / step) * step;
}
