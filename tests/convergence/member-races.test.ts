import {
  addMember,
  claimMember,
  setMemberState,
  unclaimMember,
} from '@tallybook/shared/class-doc/commands/members';
import { logOf } from '@tallybook/shared/class-doc/log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device } from '../support/device.ts';
import { syncDevices } from '../support/device.ts';
import { add, ali, balances, bea, cyd, expectAgreement, moneyOf, threeDevices } from './three-devices.ts';

let a: Device;
let b: Device;
let c: Device;

beforeEach(() => {
  [a, b, c] = threeDevices();
});

afterEach(() => expectAgreement(a, b, c));

const sync = () => syncDevices(a, b, c);

describe('members', () => {
  it('counts a member who leaves while an expense names them', () => {
    a.run((ledger, context) => setMemberState(ledger, { memberId: bea, state: 'out' }, context));
    add(c, moneyOf(1000));
    sync();
    expect(a.ledger.members().get(bea)?.hasLeft).toBe(true);
    expect(balances(a)).toEqual([
      [ali, 500n],
      [bea, -500n],
    ]);
  });

  it('counts an id that nobody knows yet, and sums to zero', () => {
    const stranger = 'm_notsynced';
    const record = {
      k: 'x',
      t: 1,
      a: bea,
      s: { money: { legs: [{ cur: 'EUR', amt: 10, pay: [[stranger, 10]], owe: [[ali, 10]] }] } },
    };
    logOf(b.doc).set('e_stranger0', JSON.stringify(record));
    sync();
    expect(balances(a)).toEqual([
      [ali, -10n],
      [stranger, 10n],
    ]);
    expect(a.ledger.members().has(stranger)).toBe(false);
  });

  it('merges a claimed placeholder into the member, and takes it back', () => {
    const guest = a.run((ledger, context) => addMember(ledger, { name: 'Grandmother' }, context)).entityId;
    add(a, moneyOf(1000, ali, [ali, guest]));
    sync();
    b.run((ledger, context) => claimMember(ledger, { memberId: guest, asId: bea }, context));
    add(c, moneyOf(600, ali, [ali, guest]));
    sync();
    expect(balances(a)).toEqual([
      [ali, 800n],
      [bea, -800n],
    ]);
    c.run((ledger, context) => unclaimMember(ledger, { memberId: guest }, context));
    sync();
    expect(balances(a)).toEqual(
      [
        [ali, 800n],
        [guest, -800n],
      ].sort() as [string, bigint][],
    );
  });

  it('agrees when two members claim one placeholder at once', () => {
    const guest = a.run((ledger, context) => addMember(ledger, { name: 'Guest' }, context)).entityId;
    add(a, moneyOf(1000, ali, [guest]));
    sync();
    b.run((ledger, context) => claimMember(ledger, { memberId: guest, asId: bea }, context));
    c.nowMs = b.nowMs + 1;
    c.run((ledger, context) => claimMember(ledger, { memberId: guest, asId: cyd }, context));
    sync();
    expect(balances(a)).toEqual([
      [ali, 1000n],
      [cyd, -1000n],
    ]);
    expect(a.ledger.members().get(guest)?.overwritten.has('same')).toBe(true);
  });

  it('lets nobody absorb the credit of an author', () => {
    add(b, moneyOf(1000, bea, [ali, bea]));
    sync();
    expect(
      c.attempt((ledger, context) => claimMember(ledger, { memberId: bea, asId: cyd }, context)),
    ).toEqual({
      ok: false,
      refusal: { reason: 'not-yours', memberId: bea },
    });
    const claim = { k: 'm', e: bea, b: [], t: 1_900_000_000_000, a: cyd, s: { same: cyd } };
    logOf(c.doc).set('r_takeover0', JSON.stringify(claim));
    sync();
    expect(balances(a)).toEqual([
      [ali, -500n],
      [bea, 500n],
    ]);
    expect(a.ledger.identity(bea)).toBe(bea);
  });

  it('resolves two pointers at each other, set at once, to the smaller id', () => {
    add(a, moneyOf(900, ali, [ali, bea, cyd]));
    sync();
    b.run((ledger, context) => claimMember(ledger, { memberId: bea, asId: cyd }, context));
    c.run((ledger, context) => claimMember(ledger, { memberId: cyd, asId: bea }, context));
    sync();
    expect(balances(a)).toEqual([
      [ali, 600n],
      [bea, -600n],
    ]);
  });
});
