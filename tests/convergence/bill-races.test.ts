import { restoreValue } from '@tallybook/shared/class-doc/commands/restore-value';
import { addMember, claimMember } from '@tallybook/shared/class-doc/commands/members';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import type { SplitItem } from '@tallybook/shared/split/recipe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device } from '../support/device.ts';
import { syncDevices } from '../support/device.ts';
import {
  add,
  ali,
  balances,
  bea,
  cyd,
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

const soup: SplitItem = { title: 'Soup', amountMinor: 1_200, memberIds: [ali] };
const fish: SplitItem = { title: 'Fish', amountMinor: 1_800, memberIds: [bea] };
const wine: SplitItem = { title: 'Wine', amountMinor: 901, memberIds: [bea, cyd] };

/** Paid by Ali, with a tip that is in proportion to what everybody had. */
function billOf(items: readonly SplitItem[], tip = 300, memberIds = [ali, bea, cyd]): MoneyInput {
  const amountMinor = items.reduce((sum, item) => sum + item.amountMinor, tip);
  const extras = [{ kind: 'tip', amountMinor: tip }] as const;
  return {
    ...moneyOf(amountMinor),
    split: { mode: 'items', memberIds, items, extras },
  };
}

describe('one bill of items on two devices', () => {
  it('takes the later of two edits whole, so that its parts add up, and gives the other back in one step', () => {
    const id = add(a, billOf([soup, fish]));
    syncDevices(a, b, c);
    const lost = edit(a, id, { money: billOf([soup, fish, wine]) }).rows[0]?.id ?? '';
    b.nowMs = a.nowMs + 60_000;
    edit(b, id, { money: billOf([soup, { ...fish, memberIds: [bea, cyd] }]) });
    syncDevices(a, b, c);
    expect(entryOf(c, id)?.legs).toMatchObject([{ amt: 3_300 }]);
    expect(entryOf(c, id)?.overwritten.get('money')).toEqual([lost]);
    expect(balances(c)).toEqual([
      [ali, 1_980n],
      [bea, -990n],
      [cyd, -990n],
    ]);
    const past = { entityId: id, revisionId: lost, group: 'money', today: '2025-06-05' };
    c.run((ledger, context) => restoreValue(ledger, past, context));
    syncDevices(a, b, c);
    expect(entryOf(a, id)?.legs).toMatchObject([{ amt: 4_201 }]);
    expect(entryOf(a, id)?.overwritten.size).toBe(0);
  });

  it('keeps the name that one gives it beside the items that the other adds', () => {
    const id = add(a, billOf([soup]));
    syncDevices(a, b, c);
    edit(a, id, { title: 'Harbour' });
    edit(b, id, { money: billOf([soup, wine]) });
    syncDevices(a, b, c);
    expect(entryOf(c, id)).toMatchObject({ title: 'Harbour', legs: [{ amt: 2_401 }] });
    expect(entryOf(c, id)?.overwritten.size).toBe(0);
  });

  it('counts for whoever a placeholder turned out to be, while another puts the placeholder into an item', () => {
    const guest = a.run((ledger, context) => addMember(ledger, { name: 'Dan' }, context)).entityId;
    const id = add(a, billOf([soup, fish]));
    syncDevices(a, b, c);
    c.run((ledger, context) => claimMember(ledger, { memberId: guest, asId: cyd }, context));
    const money = billOf([soup, fish, { ...wine, memberIds: [bea, guest] }], 0, [ali, bea, guest]);
    edit(b, id, { money });
    syncDevices(a, b, c);
    expect(entryOf(a, id)?.legs).toMatchObject([{ amt: 3_901 }]);
    const owed = balances(a).find(([memberId]) => memberId === cyd)?.[1];
    expect([-450n, -451n]).toContain(owed);
    expect(balances(a).map(([memberId]) => memberId)).not.toContain(guest);
  });
});
