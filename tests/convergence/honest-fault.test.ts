import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { derivedId } from '@tallybook/shared/revisions/derived-id';
import { describe, expect, it } from 'vitest';
import { honestFault } from './honest-fault.ts';
import { ali, bea } from './three-devices.ts';

const planId = 'e_plan00000';
const day = '2025-06-01';
const made = derivedId('o', [planId, day]);

function ledgerOf(...records: readonly (readonly [id: string, record: object])[]): ClassLedger {
  const ledger = new ClassLedger();
  ledger.apply(records.map(([id, record]) => ({ id, value: JSON.stringify({ t: 1, a: ali, ...record }) })));
  return ledger;
}

const plan = [planId, { k: 'p', s: { title: 'Rent' } }] as const;
const money = (owed = 100) => ({ legs: [{ cur: 'EUR', amt: 100, pay: [[ali, 100]], owe: [[bea, owed]] }] });
const occurrence = (e: string) =>
  ['r_occur0000', { k: 'x', e, auto: planId, s: { money: money(), date: day } }] as const;

describe('what no honest writer does', () => {
  it('is not found in an entry, a plan and its occurrence', () => {
    expect(honestFault(ledgerOf(['e_dinner000', { k: 'x', s: { money: money() } }]))).toBeNull();
    expect(honestFault(ledgerOf(plan, occurrence(made)))).toBeNull();
  });

  it('is found in parts that do not add up, and in an occurrence under another id than its own', () => {
    const off = ledgerOf(['e_dinner000', { k: 'x', s: { money: money(99) } }]);
    expect(honestFault(off)).toMatch(/^Honest records are quarantined/);
    const other = derivedId('o', [planId, '2025-06-02']);
    expect(honestFault(ledgerOf(plan, occurrence(other)))).toBe(`${other}: it is an occurrence twice`);
  });
});
