import { monthOf, type Month } from '@tallybook/shared/calendar/day';
import type { ClassEntry, LegPart } from '@tallybook/shared/class-doc/records';
import type { DayRange } from '@tallybook/shared/personal/totals';
import { ExactSum } from './exact-sum.ts';

/** What decides how entries count: a ledger's own answers, handed in. */
export interface FiguresContext {
  readonly range: DayRange;
  /** The kind of an entry's record, which tells a payment of an odd shape from a kind of a newer app. */
  readonly recordKind: (entryId: string) => string;
  readonly identity: (memberId: string) => string;
  /** The category that one counts for. */
  readonly category: (categoryId: string) => string;
}

interface CategorySum {
  readonly category: string;
  readonly minor: bigint;
}

interface MemberSum {
  readonly memberId: string;
  readonly paidMinor: bigint;
  readonly usedMinor: bigint;
}

export interface MonthSum {
  readonly month: Month;
  readonly minor: bigint;
}

/** Spending in one currency, in minor units: income and refunds are taken off, as in the balances. [B2] */
export interface ClassFigures {
  readonly currency: string;
  readonly entryCount: number;
  readonly totalMinor: bigint;
  /** Largest first. */
  readonly byCategory: readonly CategorySum[];
  /** Who moved most, by what they paid or used, first. Both columns sum to the total. */
  readonly byMember: readonly MemberSum[];
  /** The months that have entries, oldest first. */
  readonly byMonth: readonly MonthSum[];
}

interface Sums {
  entryCount: number;
  readonly byCategory: Map<string, ExactSum>;
  readonly byMonth: Map<Month, ExactSum>;
  readonly paidById: Map<string, ExactSum>;
  readonly usedById: Map<string, ExactSum>;
}

/**
 * Who spent what on what and when, per currency: everything that counts as paid and borne in the balances, hence no
 * payments between members and no conversions. One pass.
 */
export function classFigures(
  entries: Iterable<ClassEntry>,
  context: FiguresContext,
): ReadonlyMap<string, ClassFigures> {
  const sumsByCurrency = new Map<string, Sums>();
  const { from, to } = context.range;
  for (const entry of entries) {
    if (entry.day >= from && entry.day <= to && isSpending(entry, context.recordKind))
      count(entry, sumsByCurrency);
  }
  return new Map(
    Array.from(sumsByCurrency, ([currency, sums]) => [currency, figuresOf(currency, sums, context)]),
  );
}

/** The currencies in which anything was ever spent: the usual one first, then by how many entries have them. */
export function spentCurrencies(
  entries: Iterable<ClassEntry>,
  recordKind: FiguresContext['recordKind'],
  usualCurrency: string,
): string[] {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    if (!isSpending(entry, recordKind)) continue;
    for (const { cur } of entry.legs) counts.set(cur, (counts.get(cur) ?? 0) + 1);
  }
  return Array.from(counts)
    .sort(
      ([a, countOfA], [b, countOfB]) =>
        Number(b === usualCurrency) - Number(a === usualCurrency) || countOfB - countOfA || (a < b ? -1 : 1),
    )
    .map(([currency]) => currency);
}

/** Whether an entry counts as paid and borne, and not as a payment. [B1] [B2] */
function isSpending(entry: ClassEntry, recordKind: FiguresContext['recordKind']): boolean {
  if (entry.deleted || entry.unreadable) return false;
  if (entry.kind === 'settlement' || entry.kind === 'conversion') return false;
  return entry.kind !== 'other' || recordKind(entry.id) !== 's';
}

function count({ kind, category, day, legs }: ClassEntry, sumsByCurrency: Map<string, Sums>): void {
  const isIncome = kind === 'income';
  const sign = isIncome ? -1 : 1;
  const month = monthOf(day);
  const seen = new Set<Sums>();
  for (const { cur, amt, pay, owe } of legs) {
    let sums = sumsByCurrency.get(cur);
    if (!sums) {
      sums = {
        entryCount: 0,
        byCategory: new Map(),
        byMonth: new Map(),
        paidById: new Map(),
        usedById: new Map(),
      };
      sumsByCurrency.set(cur, sums);
    }
    if (!seen.has(sums)) sums.entryCount++;
    seen.add(sums);
    addTo(sums.byCategory, category, amt * sign);
    addTo(sums.byMonth, month, amt * sign);
    // Income has its two sides swapped: `owe` are those who received it.
    addParts(sums.paidById, isIncome ? owe : pay, sign);
    addParts(sums.usedById, isIncome ? pay : owe, sign);
  }
}

function addParts(sums: Map<string, ExactSum>, parts: readonly LegPart[], sign: 1 | -1): void {
  for (const [id, minor] of parts) addTo(sums, id, minor * sign);
}

function addTo(sums: Map<string, ExactSum>, key: string, minor: number): void {
  let sum = sums.get(key);
  if (!sum) sums.set(key, (sum = new ExactSum()));
  sum.add(minor);
}

function figuresOf(currency: string, sums: Sums, context: FiguresContext): ClassFigures {
  const byCategory = merged(sums.byCategory, context.category);
  const paidById = merged(sums.paidById, context.identity);
  const usedById = merged(sums.usedById, context.identity);
  const memberIds = new Set([...paidById.keys(), ...usedById.keys()]);
  const members = Array.from(memberIds, (memberId) => ({
    memberId,
    paidMinor: paidById.get(memberId) ?? 0n,
    usedMinor: usedById.get(memberId) ?? 0n,
  }));
  return {
    currency,
    entryCount: sums.entryCount,
    totalMinor: Array.from(byCategory.values()).reduce((sum, minor) => sum + minor, 0n),
    byCategory: largestFirst(
      Array.from(byCategory, ([category, minor]) => ({ category, minor })),
      ({ minor }) => minor,
      ({ category }) => category,
    ),
    byMember: largestFirst(
      members.filter(({ paidMinor, usedMinor }) => paidMinor !== 0n || usedMinor !== 0n),
      ({ paidMinor, usedMinor }) => (paidMinor > usedMinor ? paidMinor : usedMinor),
      ({ memberId }) => memberId,
    ),
    byMonth: Array.from(sums.byMonth, ([month, sum]) => ({ month, minor: sum.minor })).sort((a, b) =>
      a.month < b.month ? -1 : 1,
    ),
  };
}

function merged(sums: ReadonlyMap<string, ExactSum>, keyOf: (key: string) => string): Map<string, bigint> {
  const byKey = new Map<string, bigint>();
  for (const [own, sum] of sums) {
    const key = keyOf(own);
    byKey.set(key, (byKey.get(key) ?? 0n) + sum.minor);
  }
  return byKey;
}

/** Equal ones by key, so that the order never depends on that of the entries. */
function largestFirst<T>(all: T[], sizeOf: (one: T) => bigint, keyOf: (one: T) => string): T[] {
  return all.sort((a, b) => {
    const [sizeOfA, sizeOfB] = [sizeOf(a), sizeOf(b)];
    if (sizeOfA !== sizeOfB) return sizeOfA < sizeOfB ? 1 : -1;
    return keyOf(a) < keyOf(b) ? -1 : 1;
  });
}
