import { settleUp } from '@tallybook/shared/balances/settle-up';
import { deleteEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { recordPayment, suggestedPaymentId } from '@tallybook/shared/class-doc/commands/record-payment';
import { possibleDuplicates } from '@tallybook/shared/class-doc/possible-duplicates';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device } from '../support/device.ts';
import { syncDevices } from '../support/device.ts';
import {
  add,
  ali,
  balances,
  bea,
  entryOf,
  expectAgreement,
  liveEntries,
  moneyOf,
  threeDevices,
} from './three-devices.ts';

let a: Device;
let b: Device;
let c: Device;

beforeEach(() => {
  [a, b, c] = threeDevices();
});

afterEach(() => expectAgreement(a, b, c));

const sync = () => syncDevices(a, b, c);

function pay(device: Device, fromId: string, toId: string, amountMinor: number, day = '2025-06-02'): string {
  const fields = { fromId, toId, amountMinor, currency: 'EUR', day, note: '' };
  return device.run((ledger, context) => recordPayment(ledger, fields, context)).entityId;
}

/** Records the first payment that this device's screen suggests. */
function paySuggested(device: Device): string {
  const [payment] = settleUp(device.ledger.balancesOf('EUR'), device.ledger.together('EUR')).steady;
  if (!payment) throw new Error('There is nothing to pay');
  const { fromId, toId, amountMinor } = payment;
  const fields = {
    fromId,
    toId,
    currency: 'EUR',
    amountMinor: Number(amountMinor),
    day: '2025-06-02',
    note: '',
  };
  const suggestion = { id: suggestedPaymentId(device.ledger, fields, amountMinor), amountMinor };
  return device.run((ledger, context) => recordPayment(ledger, { ...fields, suggestion }, context)).entityId;
}

describe('payments', () => {
  it('records a suggested payment once when two record it offline', () => {
    add(a, moneyOf(1000));
    sync();
    const ids = [paySuggested(a), paySuggested(b)];
    sync();
    expect(ids[0]).toBe(ids[1]);
    expect(liveEntries(c).filter(({ kind }) => kind === 'settlement')).toHaveLength(1);
    expect(balances(c)).toEqual([]);
    expect(entryOf(c, ids[0] ?? '')?.overwritten.size).toBe(0);
  });

  it('makes another payment of the same suggestion after the first was settled, or deleted', () => {
    add(a, moneyOf(1000));
    const first = paySuggested(a);
    add(a, moneyOf(1000));
    const second = paySuggested(a);
    a.run((ledger, context) => deleteEntity(ledger, second, context));
    const third = paySuggested(a);
    expect(new Set([first, second, third]).size).toBe(3);
    expect(balances(a)).toEqual([]);
  });

  it('keeps the same payment typed by hand twice, and flags it', () => {
    add(a, moneyOf(1000));
    sync();
    const ids = [pay(a, bea, ali, 500), pay(b, bea, ali, 500, '2025-06-04')];
    sync();
    expect(
      liveEntries(c)
        .filter(({ kind }) => kind === 'settlement')
        .map(({ id }) => id),
    ).toEqual(ids.sort());
    expect(balances(c)).toEqual([
      [ali, -500n],
      [bea, 500n],
    ]);
    const found = possibleDuplicates(c.ledger.entries(), (id) => c.ledger.identity(id));
    expect(found).toMatchObject([{ kind: 'payment' }]);
    expect(found[0]?.entryIds.toSorted()).toEqual(ids);
  });

  it('conserves an overpayment by race: the debt runs the other way', () => {
    add(a, moneyOf(1000));
    sync();
    pay(a, bea, ali, 500);
    pay(b, bea, ali, 300);
    sync();
    expect(balances(c)).toEqual([
      [ali, -300n],
      [bea, 300n],
    ]);
  });
});
