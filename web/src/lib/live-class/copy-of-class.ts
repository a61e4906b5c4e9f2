import { formatMinor } from '@tallybook/shared/money/amount';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { LegPart } from '@tallybook/shared/class-doc/records';
import type { ClassRow } from '$lib/platform/schema.ts';

/** The last instant that a date can hold, in ms: a record may name any. */
const LAST_INSTANT_MS = 8.64e15;

/** A class as JSON to keep: people and programs can read it, amounts are decimal texts. It is not read back. */
export function copyOfClass(
  ledger: ClassLedger,
  row: ClassRow,
  nameOf: (memberId: string) => string | null,
): string {
  const nameById = new Map<string, string>();
  const name = (id: string): string => {
    const known = nameById.get(id) ?? nameOf(id) ?? id;
    nameById.set(id, known);
    return known;
  };
  const parts = (list: readonly LegPart[], currency: string) =>
    list.map(([id, minor]) => ({ member: name(id), amount: formatMinor(minor, currency) }));
  const balances = Array.from(ledger.balances(), ([currency, figuresById]) => ({
    currency,
    members: Array.from(figuresById, ([id, { paidMinor, shareMinor, settledMinor, balanceMinor }]) => ({
      member: name(id),
      paid: formatMinor(paidMinor, currency),
      share: formatMinor(shareMinor, currency),
      settled: formatMinor(settledMinor, currency),
      balance: formatMinor(balanceMinor, currency),
    })),
  }));
  const entries = Array.from(ledger.entries(), (entry) => ({
    id: entry.id,
    kind: entry.kind,
    day: entry.day,
    title: entry.title,
    category: entry.category,
    note: entry.note,
    tags: entry.tags,
    deleted: entry.deleted,
    createdBy: name(entry.createdBy),
    createdAt: instantText(entry.createdAt),
    amounts: entry.legs.map(({ cur, amt, pay, owe }) => ({
      currency: cur,
      amount: formatMinor(amt, cur),
      paid: parts(pay, cur),
      borne: parts(owe, cur),
    })),
  }));
  const info = ledger.info();
  const copy = {
    format: 'tallybook-class-copy',
    version: 1,
    id: row.id,
    name: info.name || row.name,
    currency: info.currency || row.currency,
    members: Array.from(ledger.members().values(), ({ id, pay }) => ({
      id,
      name: name(id),
      ...(pay === '' ? {} : { howToPay: pay }),
      ...(ledger.units().has(id) ? { settlesAsOne: ledger.units().get(id)?.map(name) } : {}),
    })),
    balances,
    entries,
  };
  return `${JSON.stringify(copy, null, 2)}\n`;
}

function instantText(ms: number): string | null {
  return Math.abs(ms) <= LAST_INSTANT_MS ? new Date(ms).toISOString() : null;
}
