import type { Day } from '../calendar/day.ts';
import { addDays, daysBetween } from '../calendar/day.ts';
import { divideHalfAway } from '../money/round-half-away.ts';
import type { CategorySpending, CountedAmount, DayRange } from './totals.ts';

/** Sums of whole months stand on their first day, so what is asked for by days or weeks has to be known day by day. */
export interface PeriodSpending extends DayRange {
  amountMinor: bigint;
  count: number;
}

export interface WeekdaySpending {
  /** 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** How many of them the range has. */
  dayCount: number;
  amountMinor: bigint;
  /** Rounded half away from zero; 0 where the range has none of them. */
  averageMinor: bigint;
}

export interface TaggedAmount extends CountedAmount {
  tags: readonly string[];
}

export interface TagSpending {
  /** As tags are compared. */
  tag: string;
  amountMinor: bigint;
  count: number;
}

export interface TagFigures {
  byTag: TagSpending[];
  /** What has no tag at all. */
  untaggedMinor: bigint;
  untaggedCount: number;
}

export interface SourcedAmount extends CountedAmount {
  /** Null is the personal ledger. */
  classId: string | null;
}

export interface SourceSpending {
  classId: string | null;
  amountMinor: bigint;
  count: number;
}

export interface ComparedCategory {
  category: string;
  firstMinor: bigint;
  secondMinor: bigint;
}

/** What counts as spending in a currency and a range, an expense above zero and a refund below. [L60] */
export function* spendingIn<T extends CountedAmount>(
  amounts: Iterable<T>,
  currency: string,
  { from, to }: DayRange,
): Generator<readonly [amount: T, minor: bigint]> {
  for (const amount of amounts) {
    if (amount.currency !== currency || amount.kind === 'income') continue;
    if (amount.deleted || amount.unreadable || amount.day < from || amount.day > to) continue;
    const minor = BigInt(amount.amountMinor);
    yield [amount, amount.kind === 'refund' ? -minor : minor];
  }
}

/** What was spent in each of these periods, which are in order and do not overlap. [L61] */
export function spentByPeriod(
  amounts: Iterable<CountedAmount>,
  currency: string,
  periods: readonly DayRange[],
): PeriodSpending[] {
  const sums = periods.map(({ from, to }) => ({ from, to, amountMinor: 0n, count: 0 }));
  const [first, last] = [sums[0], sums.at(-1)];
  if (!first || !last) return [];
  for (const [{ day, count = 1 }, minor] of spendingIn(amounts, currency, {
    from: first.from,
    to: last.to,
  })) {
    const sum = sums[indexOfPeriod(sums, day)];
    if (!sum || day > sum.to) continue;
    sum.amountMinor += minor;
    sum.count += count;
  }
  return sums;
}

/** What was spent on Mondays, on Tuesdays and so on, in the order of weeks that begin with `weekStart`. [L62] */
export function spentByWeekday(
  amounts: Iterable<CountedAmount>,
  currency: string,
  range: DayRange,
  weekStart: number,
): WeekdaySpending[] {
  const total = Math.max(0, daysBetween(range.from, range.to) + 1);
  const firstWeekday = weekdayOf(range.from);
  const sums = Array.from({ length: 7 }, (_, i) => {
    const weekday = ((weekStart - 1 + i) % 7) + 1;
    const dayCount = Math.floor((total + 6 - ((weekday - firstWeekday + 7) % 7)) / 7);
    return { weekday, dayCount, amountMinor: 0n, averageMinor: 0n };
  });
  for (const [{ day }, minor] of spendingIn(amounts, currency, range)) {
    const sum = sums[(weekdayOf(day) - weekStart + 7) % 7];
    if (sum) sum.amountMinor += minor;
  }
  for (const sum of sums) sum.averageMinor = averageOf(sum.amountMinor, sum.dayCount);
  return sums;
}

/** Of as many as there are, rounded half away from zero; of none it is 0. [L62] */
export function averageOf(sumMinor: bigint, count: number): bigint {
  return count === 0 ? 0n : divideHalfAway(sumMinor, BigInt(count));
}

/**
 * What was spent with each tag, largest first. What has several tags counts with each of them, so these sums have no
 * total. [L63]
 */
export function spentByTag(amounts: Iterable<TaggedAmount>, currency: string, range: DayRange): TagFigures {
  const byTag = new Map<string, TagSpending>();
  let [untaggedMinor, untaggedCount] = [0n, 0];
  for (const [{ tags, count = 1 }, minor] of spendingIn(amounts, currency, range)) {
    if (tags.length === 0) {
      untaggedMinor += minor;
      untaggedCount += count;
    }
    for (const tag of new Set(tags)) {
      const sum = byTag.get(tag) ?? { tag, amountMinor: 0n, count: 0 };
      sum.amountMinor += minor;
      sum.count += count;
      byTag.set(tag, sum);
    }
  }
  const rows = [...byTag.values()].sort(
    (a, b) => largestFirst(a.amountMinor, b.amountMinor) || (a.tag < b.tag ? -1 : 1),
  );
  return { byTag: rows, untaggedMinor, untaggedCount };
}

/** What was spent alone and in each class, one's own first, then the largest. [L64] */
export function spentBySource(
  amounts: Iterable<SourcedAmount>,
  currency: string,
  range: DayRange,
): SourceSpending[] {
  const bySource = new Map<string | null, SourceSpending>();
  for (const [{ classId, count = 1 }, minor] of spendingIn(amounts, currency, range)) {
    const sum = bySource.get(classId) ?? { classId, amountMinor: 0n, count: 0 };
    sum.amountMinor += minor;
    sum.count += count;
    bySource.set(classId, sum);
  }
  return [...bySource.values()].sort((a, b) => {
    if (a.classId === null || b.classId === null) return a.classId === null ? -1 : 1;
    return largestFirst(a.amountMinor, b.amountMinor) || (a.classId < b.classId ? -1 : 1);
  });
}

/** Two lists of sums by category as one, the larger of the two figures deciding the order. [L65] */
export function compareCategories(
  first: readonly CategorySpending[],
  second: readonly CategorySpending[],
): ComparedCategory[] {
  const rows = new Map<string, ComparedCategory>();
  for (const { category, amountMinor } of first)
    rows.set(category, { category, firstMinor: amountMinor, secondMinor: 0n });
  for (const { category, amountMinor } of second) {
    const row = rows.get(category) ?? { category, firstMinor: 0n, secondMinor: 0n };
    rows.set(category, { ...row, secondMinor: amountMinor });
  }
  return [...rows.values()].sort(
    (a, b) =>
      largestFirst(largerOf(a), largerOf(b)) ||
      largestFirst(a.firstMinor, b.firstMinor) ||
      (a.category < b.category ? -1 : 1),
  );
}

/** The largest expenses in a currency, newest first where they are equal. [L60] */
export function largestExpenses<T extends CountedAmount & { readonly id: string }>(
  entries: Iterable<T>,
  currency: string,
  range: DayRange,
  limit: number,
): T[] {
  const found: T[] = [];
  for (const [entry] of spendingIn(entries, currency, range)) {
    if (entry.kind !== 'expense') continue;
    const smallest = found.length < limit ? undefined : found.at(-1);
    if (smallest && byLargest(entry, smallest) > 0) continue;
    found.push(entry);
    found.sort(byLargest);
    found.length = Math.min(found.length, limit);
  }
  return found;
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: Day): number {
  // 0001-01-01 was a Monday.
  return (daysBetween('0001-01-01', day) % 7) + 1;
}

/** The days of a range on which nothing was spent, a refund alone being no spending. [L66] */
export function daysWithoutSpending(
  amounts: Iterable<CountedAmount>,
  currency: string,
  range: DayRange,
): Day[] {
  const spent = new Set<Day>();
  for (const [{ day, kind }] of spendingIn(amounts, currency, range)) if (kind === 'expense') spent.add(day);
  const free: Day[] = [];
  const dayCount = daysBetween(range.from, range.to) + 1;
  for (let i = 0; i < dayCount; i++) {
    const day = addDays(range.from, i);
    if (!spent.has(day)) free.push(day);
  }
  return free;
}

function indexOfPeriod(periods: readonly DayRange[], day: Day): number {
  let low = 0;
  let high = periods.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((periods[middle]?.from ?? '') <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

function byLargest<T extends CountedAmount & { readonly id: string }>(a: T, b: T): number {
  if (a.amountMinor !== b.amountMinor) return a.amountMinor > b.amountMinor ? -1 : 1;
  if (a.day !== b.day) return a.day > b.day ? -1 : 1;
  return a.id < b.id ? -1 : a.id === b.id ? 0 : 1;
}

function largerOf({ firstMinor, secondMinor }: ComparedCategory): bigint {
  return firstMinor > secondMinor ? firstMinor : secondMinor;
}

function largestFirst(a: bigint, b: bigint): number {
  return a === b ? 0 : a > b ? -1 : 1;
}
