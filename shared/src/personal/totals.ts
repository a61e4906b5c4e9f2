import type { Day } from '../calendar/day.ts';
import { addDays, daysBetween } from '../calendar/day.ts';
import type { PersonalKind } from './personal-entry.ts';

/** What totals are made of: an entry, or the sum of several of one day, kind, currency and category. */
export interface CountedAmount {
  kind: PersonalKind;
  /** A sum may pass 2^53. */
  amountMinor: number | bigint;
  currency: string;
  category: string;
  day: Day;
  deleted: boolean;
  unreadable: boolean;
  /** How many entries it sums up; one when left out. */
  count?: number;
}

/** Both ends belong to the range. */
export interface DayRange {
  from: Day;
  to: Day;
}

/** Sums in minor units of one currency; bigint, since 9,008 entries of 1e12 pass 2^53. */
export interface FlowTotals {
  /** Expenses less refunds: below zero when more came back than went out. */
  spentMinor: bigint;
  /** Expenses alone. */
  outMinor: bigint;
  /** Income without refunds. */
  inMinor: bigint;
  refundMinor: bigint;
}

export interface CategorySpending {
  category: string;
  amountMinor: bigint;
  count: number;
}
export interface DaySpending {
  day: Day;
  amountMinor: bigint;
}

/** Totals per currency of what counts in the range: neither deleted nor unreadable entries. [L5] */
export function totalsByCurrency(entries: Iterable<CountedAmount>, range: DayRange): Map<string, FlowTotals> {
  const totals = new Map<string, FlowTotals>();
  for (const entry of entries) {
    if (!counts(entry, range)) continue;
    const sums = totals.get(entry.currency) ?? { spentMinor: 0n, outMinor: 0n, inMinor: 0n, refundMinor: 0n };
    const amount = BigInt(entry.amountMinor);
    if (entry.kind === 'expense') sums.outMinor += amount;
    else if (entry.kind === 'refund') sums.refundMinor += amount;
    else sums.inMinor += amount;
    sums.spentMinor = sums.outMinor - sums.refundMinor;
    totals.set(entry.currency, sums);
  }
  return totals;
}

/**
 * Expenses less refunds per category in one currency, largest first, equal ones by category id. Sums to `spentMinor`
 * of the same range. [L5]
 */
export function spentByCategory(
  entries: Iterable<CountedAmount>,
  currency: string,
  range: DayRange,
): CategorySpending[] {
  const byCategory = new Map<string, CategorySpending>();
  for (const entry of entries) {
    if (entry.currency !== currency || entry.kind === 'income' || !counts(entry, range)) continue;
    const { category } = entry;
    const sums = byCategory.get(category) ?? { category, amountMinor: 0n, count: 0 };
    sums.amountMinor += spending(entry);
    sums.count += entry.count ?? 1;
    byCategory.set(category, sums);
  }
  return [...byCategory.values()].sort(byAmount);
}

/** Expenses less refunds per day in one currency: every day of the range in order, also those without any. [L5] */
export function spentByDay(
  entries: Iterable<CountedAmount>,
  currency: string,
  range: DayRange,
): DaySpending[] {
  const byDay = new Map<Day, DaySpending>();
  const dayCount = daysBetween(range.from, range.to) + 1;
  for (let i = 0; i < dayCount; i++) {
    const day = addDays(range.from, i);
    byDay.set(day, { day, amountMinor: 0n });
  }
  for (const entry of entries) {
    if (entry.currency !== currency || entry.kind === 'income' || !counts(entry, range)) continue;
    const sum = byDay.get(entry.day);
    if (sum) sum.amountMinor += spending(entry);
  }
  return [...byDay.values()];
}

function counts(entry: CountedAmount, { from, to }: DayRange): boolean {
  return !entry.deleted && !entry.unreadable && entry.day >= from && entry.day <= to;
}

function spending(entry: CountedAmount): bigint {
  return BigInt(entry.kind === 'refund' ? -entry.amountMinor : entry.amountMinor);
}

function byAmount(a: CategorySpending, b: CategorySpending): number {
  if (a.amountMinor !== b.amountMinor) return a.amountMinor > b.amountMinor ? -1 : 1;
  return a.category < b.category ? -1 : 1;
}
