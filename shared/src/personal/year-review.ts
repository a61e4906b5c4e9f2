import type { Month } from '../calendar/day.ts';
import { daysBetween, monthOf } from '../calendar/day.ts';
import type { ComparedCategory } from './insight-figures.ts';
import { compareCategories, daysWithoutSpending, spendingIn } from './insight-figures.ts';
import type { CategorySpending, CountedAmount, DayRange, FlowTotals } from './totals.ts';
import { spentByCategory, totalsByCurrency } from './totals.ts';

export interface YearReview {
  totals: FlowTotals;
  /** What came in less what was spent. */
  netMinor: bigint;
  entryCount: number;
  /** The calendar month with the most spending, the first of equal ones; null when nothing was spent. */
  busiestMonth: { month: Month; amountMinor: bigint } | null;
  /** At most three, the largest first; none that got back more than it took. */
  topCategories: CategorySpending[];
  dayCount: number;
  daysWithoutSpending: number;
  /** The category that changed most against the year before; null when nothing was spent then. */
  biggestChange: ComparedCategory | null;
}

const nothing: FlowTotals = { spentMinor: 0n, outMinor: 0n, inMinor: 0n, refundMinor: 0n };
const TOP_CATEGORIES = 3;

/**
 * What a year comes to in one currency. `amounts` are day by day; `before` are those of the part of the year before that
 * compares with `range`, which is `rangeBefore`. [L66]
 */
export function reviewYear(
  amounts: readonly CountedAmount[],
  before: readonly CountedAmount[],
  currency: string,
  range: DayRange,
  rangeBefore: DayRange,
): YearReview {
  const totals = totalsByCurrency(amounts, range).get(currency) ?? nothing;
  const byCategory = spentByCategory(amounts, currency, range);
  const byCategoryBefore = spentByCategory(before, currency, rangeBefore);
  const freeDays = daysWithoutSpending(amounts, currency, range);
  return {
    totals,
    netMinor: totals.inMinor - totals.spentMinor,
    entryCount: countEntries(amounts, currency, range),
    busiestMonth: busiestMonthOf(amounts, currency, range),
    topCategories: byCategory.filter(({ amountMinor }) => amountMinor > 0n).slice(0, TOP_CATEGORIES),
    dayCount: daysBetween(range.from, range.to) + 1,
    daysWithoutSpending: freeDays.length,
    biggestChange: byCategoryBefore.length === 0 ? null : biggestChange(byCategory, byCategoryBefore),
  };
}

/** Titles that most entries have, as they are compared; those of one entry alone are none. [L66] */
export function frequentTitles(
  titles: Iterable<string>,
  limit: number,
): { readonly title: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const title of titles) if (title !== '') counts.set(title, (counts.get(title) ?? 0) + 1);
  return Array.from(counts, ([title, count]) => ({ title, count }))
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1))
    .slice(0, limit);
}

/** How many entries count in a currency, of whatever kind. */
export function countEntries(
  amounts: Iterable<CountedAmount>,
  currency: string,
  { from, to }: DayRange,
): number {
  let total = 0;
  for (const amount of amounts) {
    if (amount.currency !== currency || amount.deleted || amount.unreadable) continue;
    if (amount.day >= from && amount.day <= to) total += amount.count ?? 1;
  }
  return total;
}

function busiestMonthOf(
  amounts: Iterable<CountedAmount>,
  currency: string,
  range: DayRange,
): YearReview['busiestMonth'] {
  const byMonth = new Map<Month, bigint>();
  for (const [{ day }, minor] of spendingIn(amounts, currency, range))
    byMonth.set(monthOf(day), (byMonth.get(monthOf(day)) ?? 0n) + minor);
  let busiest: YearReview['busiestMonth'] = null;
  for (const [month, amountMinor] of [...byMonth].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (amountMinor > (busiest?.amountMinor ?? 0n)) busiest = { month, amountMinor };
  return busiest;
}

function biggestChange(
  now: readonly CategorySpending[],
  before: readonly CategorySpending[],
): ComparedCategory | null {
  let biggest: ComparedCategory | null = null;
  for (const row of compareCategories(now, before))
    if (changeOf(row) > (biggest === null ? 0n : changeOf(biggest))) biggest = row;
  return biggest;
}

function changeOf({ firstMinor, secondMinor }: ComparedCategory): bigint {
  return firstMinor > secondMinor ? firstMinor - secondMinor : secondMinor - firstMinor;
}
