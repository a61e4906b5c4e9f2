import type { LegPart } from '../revisions/money-group.ts';
import type { Revision } from '../revisions/revision.ts';
import { ClassLedger } from './class-ledger.ts';
import type { LogChange } from './revision-store.ts';

export const ALI = 'm_ali000';
export const BEA = 'm_bea000';
export const CYD = 'm_cyd000';

/** Money of one leg as it stands in a record. */
export function moneyOf(
  pay: readonly LegPart[],
  owe: readonly LegPart[],
  cur = 'EUR',
  more: object = {},
): object {
  return { legs: [{ cur, amt: pay.reduce((sum, [, minor]) => sum + minor, 0), pay, owe }], ...more };
}

/** A record as it stands in the log; by Ali, an expense, at 10 ms if not said otherwise. */
export function change(id: string, fields: Partial<Revision>): LogChange {
  return { id, value: JSON.stringify({ k: 'x', t: 10, a: ALI, s: {}, ...fields }) };
}

export function ledgerOf(...changes: readonly LogChange[]): ClassLedger {
  const ledger = new ClassLedger();
  ledger.apply(changes);
  return ledger;
}

/** The non-zero balances of a currency as numbers. */
export function balancesIn(ledger: ClassLedger, currency = 'EUR'): [string, number][] {
  return ledger.balancesOf(currency).map(([id, minor]) => [id, Number(minor)]);
}
