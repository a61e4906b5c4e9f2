import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import { deleteEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { editEntry } from '@tallybook/shared/class-doc/commands/edit-entry';
import { addMember, setMemberState } from '@tallybook/shared/class-doc/commands/members';
import { addPlan } from '@tallybook/shared/class-doc/commands/plans';
import { recordPayment } from '@tallybook/shared/class-doc/commands/record-payment';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { encodeStateAsUpdate } from 'yjs';
import { Device, syncDevices } from '../support/device.ts';

/** Members with an account in the class that random runs start from. */
const MAX_DEVICES = 5;

export const memberIdOf = (index: number) => `m_device${String(100 + index)}`;

/** A small class in use, as a V1 update: without one, most random commands would find nothing to do. */
export const startingUpdate = encodeStartingClass();

function encodeStartingClass(): Uint8Array {
  const devices = Array.from(
    { length: MAX_DEVICES },
    (_, i) => new Device({ authorId: memberIdOf(i), seed: 1_000 + i }),
  );
  const [first] = devices;
  if (!first) throw new Error('There are no devices');
  for (const device of devices) {
    const state = { memberId: device.authorId, state: 'in' } as const;
    device.run((ledger, context) => setMemberState(ledger, state, context));
  }
  syncDevices(...devices);
  const { entityId: guestId } = first.run((ledger, context) => addMember(ledger, { name: 'Guest' }, context));
  for (const currency of ['EUR', 'USD']) {
    const money = moneyOf(currency, 3_001, [memberIdOf(0), memberIdOf(1), memberIdOf(2), guestId]);
    const fields = { money, day: '2025-05-20', title: 'Tickets', category: 'fun', note: '' };
    const { entityId } = first.run((ledger, context) => addEntry(ledger, fields, context));
    const edit = { entryId: entityId, changes: { title: 'Train tickets' } };
    first.run((ledger, context) => editEntry(ledger, edit, context));
    const { entityId: binnedId } = first.run((ledger, context) => addEntry(ledger, fields, context));
    first.run((ledger, context) => deleteEntity(ledger, binnedId, context));
  }
  const dinner = {
    money: billOf([0, 1, 2].map(memberIdOf)),
    day: '2025-05-22',
    title: '',
    category: '',
    note: '',
  };
  first.run((ledger, context) => addEntry(ledger, dinner, context));
  for (const device of devices.slice(0, 2)) {
    const money = moneyOf('EUR', 350, [memberIdOf(0), memberIdOf(1)]);
    const coffee = { money, day: '2025-05-23', title: 'Coffee', category: '', note: '' };
    device.run((ledger, context) => addEntry(ledger, coffee, context));
  }
  syncDevices(...devices);
  const pair = { fromId: memberIdOf(1), toId: memberIdOf(0) };
  const payment = { ...pair, amountMinor: 100, currency: 'EUR', day: '2025-05-21', note: '' };
  first.run((ledger, context) => recordPayment(ledger, payment, context));
  const money = moneyOf('EUR', 1_000, [memberIdOf(0), memberIdOf(1), guestId]);
  const template = { money, title: 'Cleaning', category: 'home', note: '' };
  const rule = { every: 1, unit: 'week', anchor: '2025-05-24', count: 2 } as const;
  first.run((ledger, context) => addPlan(ledger, { rule, template }, context));
  return encodeStateAsUpdate(first.doc);
}

function moneyOf(currency: string, amountMinor: number, memberIds: readonly string[]): MoneyInput {
  const payers = [[memberIds[0] ?? '', amountMinor]] as const;
  return { kind: 'expense', amountMinor, currency, payers, split: { mode: 'equally', memberIds } };
}

function billOf(memberIds: readonly string[]): MoneyInput {
  const items = [1_250, 999].map((amountMinor) => ({ title: 'Soup', amountMinor, memberIds }));
  const extras = [{ kind: 'tip', amountMinor: 200 }] as const;
  return { ...moneyOf('EUR', 2_449, memberIds), split: { mode: 'items', memberIds, items, extras } };
}
