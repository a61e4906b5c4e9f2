import { deleteEntity, restoreEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { restoreValue } from '@tallybook/shared/class-doc/commands/restore-value';
import { logOf } from '@tallybook/shared/class-doc/log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device } from '../support/device.ts';
import { syncDevices } from '../support/device.ts';
import {
  DAY_MS,
  add,
  ali,
  balances,
  bea,
  cyd,
  deviceOf,
  edit,
  entryOf,
  expectAgreement,
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

describe('two edits of one expense', () => {
  it('keeps a title and a money edit that were made at once', () => {
    const id = add(a);
    sync();
    edit(a, id, { title: 'Dinner at the river' });
    edit(b, id, { money: moneyOf(2000) });
    sync();
    expect(entryOf(c, id)).toMatchObject({ title: 'Dinner at the river', legs: [{ amt: 2000 }] });
    expect(entryOf(c, id)?.overwritten.size).toBe(0);
  });

  it('peers 27: keeps edits of category and amount by two devices offline', () => {
    const id = add(a);
    sync();
    edit(a, id, { category: 'eating-out' });
    edit(b, id, { money: moneyOf(4200) });
    sync();
    expect(entryOf(a, id)).toMatchObject({ category: 'eating-out', legs: [{ amt: 4200 }], title: 'Dinner' });
  });

  it('lets the later of two money edits win, lists the other, and restores it in one step', () => {
    const id = add(a);
    sync();
    const lost = edit(a, id, { money: moneyOf(2000) }).rows[0]?.id ?? '';
    b.nowMs = a.nowMs + 60_000;
    edit(b, id, { money: moneyOf(3000) });
    sync();
    expect(entryOf(c, id)?.legs[0]?.amt).toBe(3000);
    expect(entryOf(c, id)?.overwritten.get('money')).toEqual([lost]);
    expect(balances(c)).toEqual([
      [ali, 1500n],
      [bea, -1500n],
    ]);

    c.run((ledger, context) =>
      restoreValue(ledger, { entityId: id, revisionId: lost, group: 'money', today: '2025-06-05' }, context),
    );
    sync();
    expect(entryOf(a, id)?.legs[0]?.amt).toBe(2000);
    expect(entryOf(a, id)?.overwritten.size).toBe(0);
  });

  it('never mixes payers of one edit with shares of another', () => {
    const id = add(a, moneyOf(9000, ali, [ali, bea, cyd]));
    sync();
    const exact = {
      mode: 'exact',
      parts: [
        [ali, 6705],
        [bea, 1249],
        [cyd, 1046],
      ],
    } as const;
    edit(a, id, { money: { ...moneyOf(9000), split: exact } });
    edit(b, id, { money: moneyOf(11_281, bea, [ali, bea, cyd]) });
    sync();
    const leg = entryOf(c, id)?.legs[0];
    expect(leg?.owe.reduce((sum, [, minor]) => sum + minor, 0)).toBe(leg?.amt);
    expect(leg?.pay.reduce((sum, [, minor]) => sum + minor, 0)).toBe(leg?.amt);
  });

  it('prefers what was seen to what the clock says: a clock three days slow', () => {
    const slow = deviceOf(bea, 12, -3 * DAY_MS);
    const id = add(a);
    a.sendTo(slow.doc);
    edit(slow, id, { title: 'Lunch, really' });
    b.receiveFrom(slow.doc);
    sync();
    expect(entryOf(a, id)?.title).toBe('Lunch, really');
    expect(entryOf(a, id)?.overwritten.size).toBe(0);
    const [head = ''] = entryOf(a, id)?.heads ?? [];
    expect(a.ledger.revision(head)?.t).toBeLessThan(a.ledger.revision(id)?.t ?? 0);
  });

  it('writes later than all it saw on a clock that is slow by less than a day', () => {
    const slow = deviceOf(bea, 12, -DAY_MS / 2);
    const id = add(a);
    a.sendTo(slow.doc);
    edit(slow, id, { title: 'Lunch' });
    b.receiveFrom(slow.doc);
    sync();
    expect(entryOf(a, id)?.changedAt).toBe((entryOf(a, id)?.createdAt ?? 0) + 1);
  });

  it('lets a clock of the far future win only until the next edit by anybody', () => {
    const future = deviceOf(bea, 12, 3_650 * DAY_MS);
    const id = add(a);
    sync();
    a.sendTo(future.doc);
    edit(future, id, { title: 'from 2035' });
    edit(c, id, { title: 'at the same time' });
    b.receiveFrom(future.doc);
    sync();
    expect(entryOf(a, id)?.title).toBe('from 2035');

    edit(c, id, { title: 'after all' });
    sync();
    expect(entryOf(a, id)?.title).toBe('after all');
    expect(entryOf(a, id)?.overwritten.size).toBe(0);
    // A day ahead at most, so the wrong clock does not drag the others along.
    expect(c.ledger.revision(entryOf(c, id)?.heads[0] ?? '')?.t).toBeLessThanOrEqual(c.nowMs + DAY_MS);
  });
});

describe('deleting', () => {
  it('keeps an expense that is edited while it is deleted, and says so', () => {
    const id = add(a);
    sync();
    a.run((ledger, context) => deleteEntity(ledger, id, context));
    edit(b, id, { money: moneyOf(5000) });
    sync();
    expect(entryOf(c, id)).toMatchObject({ deleted: false, editedWhileDeleted: true });
    expect(balances(c)).toEqual([
      [ali, 2500n],
      [bea, -2500n],
    ]);

    c.run((ledger, context) => deleteEntity(ledger, id, context));
    sync();
    expect(entryOf(a, id)).toMatchObject({ deleted: true, editedWhileDeleted: false });
    expect(balances(a)).toEqual([]);
  });

  it('deletes once when two delete at once, and restores for both', () => {
    const id = add(a);
    sync();
    for (const device of [a, b]) device.run((ledger, context) => deleteEntity(ledger, id, context));
    sync();
    expect(entryOf(c, id)?.deleted).toBe(true);
    c.run((ledger, context) => restoreEntity(ledger, { entityId: id, today: '2025-06-05' }, context));
    sync();
    expect(entryOf(a, id)).toMatchObject({ deleted: false, editedWhileDeleted: false });
    expect(balances(b)).toEqual([
      [ali, 500n],
      [bea, -500n],
    ]);
  });
});

describe("a newer app's record", () => {
  it('counts through its legs and is edited without losing what only the newer app knows', () => {
    const money = {
      legs: [
        {
          cur: 'EUR',
          amt: 800,
          pay: [[cyd, 800]],
          owe: [
            [ali, 300],
            [bea, 500],
          ],
          fee: 2,
        },
      ],
      how: { mode: 'by-the-moon', phase: 0.5 },
      newer: true,
    };
    const record = { k: 'tide', t: 1, a: cyd, v: 7, s: { money, title: 'Boat', mood: { deep: ['blue'] } } };
    logOf(c.doc).set('e_newerapp0', JSON.stringify(record));
    sync();
    expect(balances(a)).toEqual([
      [ali, -300n],
      [bea, -500n],
      [cyd, 800n],
    ]);
    expect(entryOf(a, 'e_newerapp0')).toMatchObject({ kind: 'other', unreadable: false, title: 'Boat' });

    edit(a, 'e_newerapp0', { title: 'Boat trip' });
    sync();
    const entity = c.ledger.entity('e_newerapp0');
    expect(entity?.groups.get('mood')?.value).toEqual({ deep: ['blue'] });
    expect(entity?.groups.get('money')?.value).toEqual(money);
    expect(entity?.kind).toBe('tide');
    expect(c.ledger.quarantined()).toEqual([]);
  });
});
