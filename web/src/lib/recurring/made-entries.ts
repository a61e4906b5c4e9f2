import { addDays, utcDayOf, type Day } from '@tallybook/shared/calendar/day';
import { isOccurrence, occurrenceIds } from '@tallybook/shared/personal/plan-of-entry';
import type { PersonalPlan } from '@tallybook/shared/personal/plans';
import { indexEntries, type IndexEntry } from '$lib/ledger/index-entries.ts';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';

/** What a plan has entered and is not deleted, the newest first, and what that comes to per currency. */
export interface MadeEntries {
  readonly entries: readonly IndexEntry[];
  readonly sums: ReadonlyMap<string, bigint>;
}

export async function readMade(
  { ledger }: Pick<OpenLedger, 'ledger'>,
  plan: Pick<PersonalPlan, 'id' | 'createdAt'>,
  today: Day,
): Promise<MadeEntries> {
  await ledger.loaded;
  await ledger.stock?.readIndex();
  const created = utcDayOf(plan.createdAt);
  // A clock may have been ahead when the plan was made, and another one is when an entry is.
  const ids = occurrenceIds(plan.id, created < today ? created : today, addDays(today, 1));
  const wanted = (id: string): boolean => isOccurrence(id) && ids.has(id);
  const entries = [...indexEntries(ledger.stock?.index.rows ?? [], { wanted })];
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of entries) {
    if (currency !== '') sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMinor));
  }
  return { entries, sums };
}
