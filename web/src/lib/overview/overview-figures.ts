import { firstDay, monthOf, type Day, type Month } from '@tallybook/shared/calendar/day';
import { aboutTotal, type AboutTotal, type ExchangeRate } from '@tallybook/shared/personal/exchange-rates';
import { divideHalfAway } from '@tallybook/shared/money/round-half-away';
import {
  comparablePart,
  partUntil,
  shiftPeriod,
  type Period,
  type PeriodSetting,
} from '@tallybook/shared/personal/periods';
import {
  spentByCategory,
  totalsByCurrency,
  type DayRange,
  type FlowTotals,
} from '@tallybook/shared/personal/totals';
import type { SpendingAmount } from '$lib/spending/spending.svelte.ts';
import { mergedSpending } from './merged-spending.ts';

/** The stretches of time that Overview adds up for one period. */
export interface OverviewRanges {
  /** Null while all of it lies in the future. */
  readonly part: DayRange | null;
  /** Of the period before, up to the same day. */
  readonly before: DayRange;
  /** Complete earlier periods in which something was logged; null when there are none. */
  readonly past: (DayRange & { readonly count: number }) | null;
}

const MOST_PAST = 6;

/** `firstMonth`: the earliest in which anything counts. What is usual is told of periods that lie in it or after. */
export function overviewRanges(
  period: Period,
  { today, setting, firstMonth }: { today: Day; setting: PeriodSetting; firstMonth: Month | null },
): OverviewRanges {
  const since = firstMonth === null ? period.from : firstDay(firstMonth);
  const past: Period[] = [];
  while (past.length < MOST_PAST) {
    const earlier = shiftPeriod(period, -past.length - 1, setting);
    // Of a period that is not over yet nothing is usual.
    if (earlier.from < since || earlier.to >= today) break;
    past.push(earlier);
  }
  const [last, first] = [past[0], past.at(-1)];
  return {
    part: partUntil(period, today),
    before: comparablePart(period, today, setting),
    past: first && last ? { from: first.from, to: last.to, count: past.length } : null,
  };
}

export interface CategoryChange {
  readonly category: string;
  readonly amountMinor: bigint;
  /** What was spent on it in the period before up to the same day. */
  readonly beforeMinor: bigint;
}

/** What Overview says of one period, in one currency; others are listed beside it and never mixed in. */
export interface OverviewFigures {
  readonly currency: string;
  readonly totals: FlowTotals;
  readonly others: readonly { readonly currency: string; readonly spentMinor: bigint }[];
  /** What all currencies come to in this one at the rates somebody typed; null where there is but one currency. */
  readonly about: AboutTotal | null;
  /** What of the spending are shares of classes, and of how many. */
  readonly sharedMinor: bigint;
  readonly classCount: number;
  /** Null when nothing in this currency counted then. */
  readonly beforeMinor: bigint | null;
  /** Per period, halves away from zero; null when there is no complete one. */
  readonly usualMinor: bigint | null;
  /** Largest first. */
  readonly categories: readonly CategoryChange[];
}

/** All amounts of the three ranges, as far as they count. */
export interface OverviewAmounts {
  readonly part: readonly SpendingAmount[];
  readonly before: readonly SpendingAmount[];
  readonly past: readonly SpendingAmount[];
}

const always = { from: '0001-01-01', to: '9999-12-31' };
const nothing: FlowTotals = { spentMinor: 0n, outMinor: 0n, inMinor: 0n, refundMinor: 0n };

export function overviewFigures(
  amounts: OverviewAmounts,
  {
    usualCurrency,
    pastCount,
    resolve,
    rates,
    day,
  }: {
    usualCurrency: string;
    pastCount: number;
    resolve: (category: string) => string;
    rates: readonly ExchangeRate[];
    /** As of which rates are taken. */
    day: Day;
  },
): OverviewFigures {
  const byCurrency = totalsByCurrency(amounts.part, always);
  const currency = currencyToCountIn(amounts.part, byCurrency, usualCurrency);
  const shared = amounts.part.filter(({ classId }) => classId !== null);
  const others = [...byCurrency]
    .filter(([code, { spentMinor }]) => code !== currency && spentMinor !== 0n)
    .map(([code, { spentMinor }]) => ({ currency: code, spentMinor }));
  const spent = [...byCurrency].map(([code, { spentMinor }]) => [code, spentMinor] as const);
  const before = totalsByCurrency(amounts.before, always).get(currency);
  const past = totalsByCurrency(amounts.past, always).get(currency);
  const categoriesBefore = new Map(
    mergedSpending(spentByCategory(amounts.before, currency, always), resolve).map((each) => [
      each.category,
      each.amountMinor,
    ]),
  );
  return {
    currency,
    totals: byCurrency.get(currency) ?? nothing,
    others,
    about: others.length === 0 ? null : aboutTotal(spent, currency, rates, day),
    sharedMinor: totalsByCurrency(shared, always).get(currency)?.spentMinor ?? 0n,
    classCount: new Set(shared.filter((amount) => amount.currency === currency).map(({ classId }) => classId))
      .size,
    beforeMinor: before?.spentMinor ?? null,
    usualMinor: past && pastCount > 0 ? divideHalfAway(past.spentMinor, BigInt(pastCount)) : null,
    categories: mergedSpending(spentByCategory(amounts.part, currency, always), resolve).map((each) => ({
      category: each.category,
      amountMinor: each.amountMinor,
      beforeMinor: categoriesBefore.get(each.category) ?? 0n,
    })),
  };
}

/** A month abroad should not hide the month at home: the usual currency, unless the period has nothing in it. */
function currencyToCountIn(
  amounts: readonly SpendingAmount[],
  byCurrency: ReadonlyMap<string, FlowTotals>,
  usual: string,
): string {
  if (byCurrency.has(usual)) return usual;
  const counts = new Map<string, number>();
  for (const { currency, count = 1, unreadable } of amounts) {
    if (!unreadable) counts.set(currency, (counts.get(currency) ?? 0) + count);
  }
  let best = usual;
  for (const [currency, count] of counts) {
    if (count > (counts.get(best) ?? 0)) best = currency;
  }
  return best;
}

/** What a day or a month stands for in the picture of a period. */
export interface StretchSpending {
  /** 'YYYY-MM-DD' or 'YYYY-MM'. */
  readonly key: string;
  readonly amountMinor: bigint;
}

/** The spending of each month of a range, also of those without any, oldest first. */
export function spentByMonth(
  amounts: readonly SpendingAmount[],
  currency: string,
  months: readonly Month[],
): StretchSpending[] {
  const byMonth = new Map(months.map((month) => [month, 0n]));
  for (const { day, kind, amountMinor, currency: code, unreadable, deleted } of amounts) {
    const sum = byMonth.get(monthOf(day));
    if (sum === undefined || code !== currency || kind === 'income' || unreadable || deleted) continue;
    byMonth.set(monthOf(day), sum + BigInt(amountMinor) * (kind === 'refund' ? -1n : 1n));
  }
  return Array.from(byMonth, ([key, amountMinor]) => ({ key, amountMinor }));
}
