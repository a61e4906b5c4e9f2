import { daysBetween } from '../calendar/day.ts';
import type { FoldedEntity } from '../revisions/fold.ts';
import type { Leg, LegPart } from '../revisions/money-group.ts';
import type { ClassEntry } from './records.ts';

/** Entries that may be one and the same, by day and id: a hint for people, who decide. */
export interface PossibleDuplicate {
  kind: 'payment' | 'bill';
  /** At least two. */
  entryIds: readonly string[];
}

/** Payments of one amount between a pair that lie further apart are taken for two. */
const PAYMENT_DAYS = 3;

/**
 * Payments between the same two, in the same direction and of the same amount, within 3 days; and expenses or incomes
 * of the same day that different members wrote, with the same payers, amounts and people. Titles do not matter, since
 * two people name one dinner differently, nor who got the odd cent, which depends on the entry's id. Sorted by the
 * first entry's id. [D12] Those of which all are marked as distinct from each other are none. [D34]
 */
export function possibleDuplicates(
  entries: Iterable<ClassEntry>,
  identity: (id: string) => string,
  distinct: (entryId: string) => readonly string[] = () => [],
): PossibleDuplicate[] {
  const alike = new Map<string, ClassEntry[]>();
  for (const entry of entries) {
    const key = entry.deleted ? null : likenessOf(entry, identity);
    if (key === null) continue;
    const others = alike.get(key);
    if (others) others.push(entry);
    else alike.set(key, [entry]);
  }
  const duplicates: PossibleDuplicate[] = [];
  for (const group of alike.values()) {
    if (group.length < 2) continue;
    group.sort((a, b) => (a.day !== b.day ? (a.day < b.day ? -1 : 1) : a.id < b.id ? -1 : 1));
    if (group[0]?.kind === 'settlement') duplicates.push(...paymentsCloseTogether(group));
    else if (new Set(group.map(({ createdBy }) => identity(createdBy))).size > 1) {
      duplicates.push({ kind: 'bill', entryIds: group.map(({ id }) => id) });
    }
  }
  const isMarked = isMarkedDistinct(distinct);
  return duplicates
    .filter(({ entryIds }) => entryIds.some((a, at) => entryIds.slice(0, at).some((b) => !isMarked(a, b))))
    .sort((a, b) => ((a.entryIds[0] ?? '') < (b.entryIds[0] ?? '') ? -1 : 1));
}

/** The entries that this one is marked as distinct from; anything else than a list of texts reads as none. [D34] */
export function distinctFrom(entity: FoldedEntity | undefined): readonly string[] {
  const value = entity?.groups.get('distinct')?.value;
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
}

/** Whether either of two entries names the other. [D34] */
export function isMarkedDistinct(
  distinct: (entryId: string) => readonly string[],
): (a: string, b: string) => boolean {
  const setById = new Map<string, ReadonlySet<string>>();
  const named = (id: string): ReadonlySet<string> => {
    const known = setById.get(id) ?? new Set(distinct(id));
    setById.set(id, known);
    return known;
  };
  return (a, b) => named(a).has(b) || named(b).has(a);
}

/** What entries that may be the same have in common, or null for one that is never taken for another. */
function likenessOf(entry: ClassEntry, identity: (id: string) => string): string | null {
  const [leg] = entry.legs;
  if (!leg || entry.legs.length !== 1) return null;
  if (entry.kind === 'settlement') return `s ${leg.cur} ${String(leg.amt)} ${peopleOf(leg, identity)}`;
  if (entry.kind !== 'expense' && entry.kind !== 'income') return null;
  // An income's payers stand in `owe`.
  const paid = entry.kind === 'expense' ? leg.pay : leg.owe;
  return `${entry.kind} ${entry.day} ${leg.cur} ${amountsOf(paid, identity)} ${peopleOf(leg, identity)}`;
}

function peopleOf({ pay, owe }: Leg, identity: (id: string) => string): string {
  const idsOf = (parts: readonly LegPart[]) =>
    Array.from(new Set(parts.filter(([, minor]) => minor > 0).map(([id]) => identity(id)))).sort();
  return `${idsOf(pay).join()} ${idsOf(owe).join()}`;
}

function amountsOf(parts: readonly LegPart[], identity: (id: string) => string): string {
  return parts
    .filter(([, minor]) => minor > 0)
    .map(([id, minor]) => `${identity(id)}=${String(minor)}`)
    .sort()
    .join();
}

/** Splits payments, sorted by day, wherever more than 3 days pass, and keeps what has company. */
function paymentsCloseTogether(payments: readonly ClassEntry[]): PossibleDuplicate[] {
  const runs: ClassEntry[][] = [];
  for (const payment of payments) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && daysBetween(last.day, payment.day) <= PAYMENT_DAYS) run.push(payment);
    else runs.push([payment]);
  }
  return runs
    .filter((run) => run.length > 1)
    .map((run) => ({ kind: 'payment', entryIds: run.map(({ id }) => id) }));
}
