import {
  addDays,
  addMonths,
  firstDay,
  lastDay,
  monthOf,
  sameDayInMonth,
  type Day,
  type Month,
} from '@tallybook/shared/calendar/day';
import {
  spentByCategory,
  spentByDay,
  totalsByCurrency,
  type CategorySpending,
  type CountedAmount,
  type DaySpending,
  type FlowTotals,
} from '@tallybook/shared/personal/totals';

export interface MonthOverview {
  month: Month;
  /** The currency that the screen counts in; amounts of others are listed beside it, never converted. */
  currency: string;
  totals: FlowTotals;
  others: { currency: string; spentMinor: bigint }[];
  /** Last month from its first day to the same day; null when nothing was logged then. */
  before: { month: Month; untilDay: Day; spentMinor: bigint } | null;
  byCategory: CategorySpending[];
  /** The last fourteen days, oldest first, today last. */
  lastDays: DaySpending[];
}

const CHART_DAYS = 14;
const nothing: FlowTotals = { spentMinor: 0n, outMinor: 0n, inMinor: 0n, refundMinor: 0n };

/** What the Overview says about the month of `today`; days to come do not count yet. */
export function overviewOfMonth(
  entries: readonly CountedAmount[],
  today: Day,
  usualCurrency: string,
): MonthOverview {
  const month = monthOf(today);
  const range = { from: firstDay(month), to: today };
  const byCurrency = totalsByCurrency(entries, range);
  const currency = currencyToCountIn(entries, byCurrency, range, usualCurrency);

  const monthBefore = addMonths(month, -1);
  const untilDay = today === lastDay(month) ? lastDay(monthBefore) : sameDayInMonth(today, monthBefore);
  const before = totalsByCurrency(entries, { from: firstDay(monthBefore), to: untilDay }).get(currency);

  return {
    month,
    currency,
    totals: byCurrency.get(currency) ?? nothing,
    others: [...byCurrency]
      .filter(([code, { spentMinor }]) => code !== currency && spentMinor !== 0n)
      .map(([code, { spentMinor }]) => ({ currency: code, spentMinor })),
    before: before ? { month: monthBefore, untilDay, spentMinor: before.spentMinor } : null,
    byCategory: spentByCategory(entries, currency, range),
    lastDays: spentByDay(entries, currency, { from: addDays(today, 1 - CHART_DAYS), to: today }),
  };
}

/** A month abroad should not hide the month at home: the usual currency, unless this month has nothing in it. */
function currencyToCountIn(
  entries: readonly CountedAmount[],
  byCurrency: ReadonlyMap<string, FlowTotals>,
  range: { from: Day; to: Day },
  usual: string,
): string {
  if (byCurrency.has(usual)) return usual;
  const counts = new Map<string, number>();
  for (const { currency, day, count = 1 } of entries) {
    if (day >= range.from && day <= range.to) counts.set(currency, (counts.get(currency) ?? 0) + count);
  }
  let best = usual;
  for (const [currency, count] of counts) {
    if (count > (counts.get(best) ?? 0)) best = currency;
  }
  return best;
}
