import type { Day } from '../calendar/day.ts';
import { addDays, daysBetween } from '../calendar/day.ts';
import type { Budget } from './budgets.ts';
import { limitOn } from './budgets.ts';
import type { Period, PeriodSetting } from './periods.ts';
import { periodOf, shiftPeriod } from './periods.ts';
import type { CountedAmount } from './totals.ts';

/** How a budget stands in one period. Sums in minor units; bigint, since what is carried over has no bound. */
export interface BudgetState {
  period: Period;
  /** The limit of the period alone. */
  limitMinor: bigint;
  /** What earlier periods left (below zero: overspent); 0 without carrying over. */
  carriedMinor: bigint;
  /** `limitMinor` and `carriedMinor` together: what may be spent in the period. */
  availableMinor: bigint;
  spentMinor: bigint;
  /** Below zero when it is passed. */
  leftMinor: bigint;
  /** How many days of the period have begun, today included, and how many it has. */
  dayCount: number;
  daysInPeriod: number;
  /** What an even spending would have come to by the end of today, halves down. */
  evenMinor: bigint;
  /**
   * The last day on which, spending on as so far, the budget still holds; null when it holds to the end of the period or
   * longer. Before today when it is passed already.
   */
  lastsUntil: Day | null;
  pace: 'on-track' | 'short' | 'passed';
}

/** A sum, and the class that it is a share of; null is the personal ledger. */
export type BudgetAmount = CountedAmount & { classId: string | null };

/** What counts against a budget in its category, currency and side. [L54] */
export function countsAgainst(
  budget: Pick<Budget, 'categories' | 'currency' | 'counted'>,
  { kind, currency, category, deleted, unreadable, classId }: BudgetAmount,
  resolveCategory: (category: string) => string,
): boolean {
  if (kind === 'income' || currency !== budget.currency || deleted || unreadable) return false;
  if (budget.counted !== 'both' && (classId === null) !== (budget.counted === 'own')) return false;
  if (budget.categories === null) return true;
  const resolved = resolveCategory(category);
  return budget.categories.some((each) => resolveCategory(each) === resolved);
}

/**
 * The first day whose amounts a budget's state needs: of the period of `today`, or, where it carries over, of the first one.
 */
export function budgetSince(budget: Budget, today: Day, setting: PeriodSetting): Day {
  const now = periodOf(budget.unit, today, setting);
  const [first] = budget.limits;
  return budget.carry && first && first[0] < now.from ? first[0] : now.from;
}

/**
 * How a budget stands on `today`, from all amounts since `budgetSince`. What is dated later than today counts as spent,
 * since it is money that is gone by the end of the period, but not for the pace. [L54] [L55]
 */
export function budgetState(
  budget: Budget,
  amounts: Iterable<BudgetAmount>,
  { today, setting, resolveCategory }: BudgetContext,
): BudgetState {
  const period = periodOf(budget.unit, today, setting);
  const since = budgetSince(budget, today, setting);
  let [spentMinor, spentByNow, spentBefore] = [0n, 0n, 0n];
  for (const amount of amounts) {
    if (amount.day < since || amount.day > period.to) continue;
    if (!countsAgainst(budget, amount, resolveCategory)) continue;
    const minor = spendingOf(amount);
    if (amount.day < period.from) spentBefore += minor;
    else spentMinor += minor;
    if (amount.day >= period.from && amount.day <= today) spentByNow += minor;
  }
  const limitMinor = BigInt(limitOn(budget, period.from));
  const carriedMinor = budget.carry ? limitsBetween(budget, since, period, setting) - spentBefore : 0n;
  const availableMinor = limitMinor + carriedMinor;
  const dayCount = daysBetween(period.from, today) + 1;
  const daysInPeriod = daysBetween(period.from, period.to) + 1;
  const lastsUntil = lastDayAtPace(period, { availableMinor, spentByNow, dayCount, daysInPeriod });
  return {
    period,
    limitMinor,
    carriedMinor,
    availableMinor,
    spentMinor,
    leftMinor: availableMinor - spentMinor,
    dayCount,
    daysInPeriod,
    evenMinor: availableMinor <= 0n ? 0n : (availableMinor * BigInt(dayCount)) / BigInt(daysInPeriod),
    lastsUntil,
    pace: spentMinor > availableMinor ? 'passed' : lastsUntil === null ? 'on-track' : 'short',
  };
}

/** What was spent against a budget in one period, and the limit of that period alone. */
export interface BudgetPeriod {
  period: Period;
  /** Null before the budget began. */
  limitMinor: bigint | null;
  spentMinor: bigint;
}

/** One of its periods, from the amounts of that period at least. [L54] */
export function budgetPeriod(
  budget: Pick<Budget, 'categories' | 'currency' | 'counted' | 'limits'>,
  period: Period,
  amounts: Iterable<BudgetAmount>,
  resolveCategory: (category: string) => string,
): BudgetPeriod {
  let spentMinor = 0n;
  for (const amount of amounts) {
    if (amount.day < period.from || amount.day > period.to) continue;
    if (countsAgainst(budget, amount, resolveCategory)) spentMinor += spendingOf(amount);
  }
  const [first] = budget.limits;
  const hasBegun = first !== undefined && period.to >= first[0];
  return { period, limitMinor: hasBegun ? BigInt(limitOn(budget, period.from)) : null, spentMinor };
}

export interface BudgetContext {
  today: Day;
  setting: PeriodSetting;
  /** The category that one counts for since it was merged. */
  resolveCategory: (category: string) => string;
}

/** What a budget allowed in the periods from the one that begins on `since` to before `period`. */
function limitsBetween(budget: Budget, since: Day, period: Period, setting: PeriodSetting): bigint {
  let sum = 0n;
  for (let each = shiftPeriod(period, -1, setting); each.to >= since; each = shiftPeriod(each, -1, setting)) {
    sum += BigInt(limitOn(budget, each.from));
    if (each.from <= '0002-01-01') break;
  }
  return sum;
}

function spendingOf({ amountMinor, kind }: BudgetAmount): bigint {
  return BigInt(amountMinor) * (kind === 'refund' ? -1n : 1n);
}

function lastDayAtPace(
  period: Period,
  {
    availableMinor,
    spentByNow,
    dayCount,
    daysInPeriod,
  }: { availableMinor: bigint; spentByNow: bigint; dayCount: number; daysInPeriod: number },
): Day | null {
  if (spentByNow <= 0n) return null;
  const days = availableMinor <= 0n ? 0n : (availableMinor * BigInt(dayCount)) / spentByNow;
  return days >= BigInt(daysInPeriod) ? null : addDays(period.from, Number(days) - 1);
}
