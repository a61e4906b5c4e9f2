import { deleteEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { dueOccurrences, makeOccurrences } from '@tallybook/shared/class-doc/commands/occurrences';
import { addPlan } from '@tallybook/shared/class-doc/commands/plans';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device } from '../support/device.ts';
import { syncDevices } from '../support/device.ts';
import {
  DAY_MS,
  ali,
  balances,
  bea,
  cyd,
  edit,
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

describe('occurrences of a plan', () => {
  const today = '2025-06-01';

  function makeDue(device: Device): readonly string[] {
    const due = dueOccurrences(device.ledger, today);
    device.run((ledger, context) => ({ ok: true, value: makeOccurrences(ledger, due, context) }));
    return due.map(({ entityId }) => entityId);
  }

  function addRent(): void {
    const template = {
      money: moneyOf(90_001, ali, [ali, bea, cyd]),
      title: 'Rent',
      category: 'home',
      note: '',
    };
    const rule = { every: 1, unit: 'month', anchor: '2025-06-01', count: 1 } as const;
    a.run((ledger, context) => addPlan(ledger, { rule, template }, context));
    sync();
  }

  it('makes one of what two devices make at once', () => {
    addRent();
    const [made, again] = [makeDue(a), makeDue(b)];
    sync();
    expect(again).toEqual(made);
    expect(liveEntries(c).filter(({ title }) => title === 'Rent')).toHaveLength(1);
    expect(entryOf(c, made[0] ?? '')?.overwritten.size).toBe(0);
    expect(makeDue(c)).toEqual([]);
  });

  it('leaves an edit standing when a late device makes the occurrence', () => {
    addRent();
    const [id = ''] = makeDue(a);
    edit(a, id, { money: moneyOf(70_000, ali, [ali, bea]) });
    b.nowMs = a.nowMs + DAY_MS;
    makeDue(b);
    sync();
    expect(entryOf(c, id)).toMatchObject({ legs: [{ amt: 70_000 }], deleted: false });
  });

  it('does not bring a deleted occurrence back when a late device makes it', () => {
    addRent();
    const [id = ''] = makeDue(a);
    a.run((ledger, context) => deleteEntity(ledger, id, context));
    b.nowMs = a.nowMs + DAY_MS;
    makeDue(b);
    sync();
    expect(entryOf(c, id)).toMatchObject({ deleted: true, editedWhileDeleted: false });
    expect(makeDue(c)).toEqual([]);
    expect(balances(c)).toEqual([]);
  });
});
