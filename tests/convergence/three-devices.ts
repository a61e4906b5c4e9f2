import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import { editEntry } from '@tallybook/shared/class-doc/commands/edit-entry';
import { setMemberState } from '@tallybook/shared/class-doc/commands/members';
import type { Command } from '@tallybook/shared/class-doc/commands/command';
import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { Balance } from '@tallybook/shared/balances/payment';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { expect } from 'vitest';
import { canonicalState, lostMoney } from '../support/canonical-state.ts';
import { Device, syncDevices } from '../support/device.ts';

export const DAY_MS = 86_400_000;
export const [ali, bea, cyd] = ['m_ali00000', 'm_bea00000', 'm_cyd00000'];

export function deviceOf(authorId: string, seed: number, clockSkewMs = 0): Device {
  return new Device({ authorId, seed, clockSkewMs });
}

/** The devices of Ali, Bea and Cyd, who have joined one class and know it. */
export function threeDevices(): [Device, Device, Device] {
  const devices: [Device, Device, Device] = [deviceOf(ali, 1), deviceOf(bea, 2), deviceOf(cyd, 3)];
  for (const device of devices) {
    const state = { memberId: device.authorId, state: 'in' } as const;
    device.run((ledger, context) => setMemberState(ledger, state, context));
  }
  syncDevices(...devices);
  return devices;
}

/** Whatever the race was, everybody shows the same in the end, and no money was made or lost. */
export function expectAgreement(...devices: readonly Device[]): void {
  syncDevices(...devices);
  const [expected] = devices.map(({ ledger }) => canonicalState(ledger));
  for (const { ledger } of devices) {
    expect(lostMoney(ledger)).toBeNull();
    expect(canonicalState(ledger)).toBe(expected);
  }
}

export function moneyOf(
  amountMinor: number,
  payerId = ali,
  memberIds: readonly string[] = [ali, bea],
): MoneyInput {
  return {
    kind: 'expense',
    amountMinor,
    currency: 'EUR',
    payers: [[payerId, amountMinor]],
    split: { mode: 'equally', memberIds },
  };
}

export function add(device: Device, money = moneyOf(1000), title = 'Dinner'): string {
  const fields = { money, day: '2025-06-01', title, category: '', note: '' };
  return device.run((ledger, context) => addEntry(ledger, fields, context)).entityId;
}

export function edit(
  device: Device,
  entryId: string,
  changes: Parameters<typeof editEntry>[1]['changes'],
): Command {
  return device.run((ledger, context) => editEntry(ledger, { entryId, changes }, context));
}

export function entryOf(device: Device, id: string): ClassEntry | undefined {
  return device.ledger.entry(id);
}

export function balances(device: Device): Balance[] {
  return device.ledger.balancesOf('EUR');
}

export function liveEntries(device: Device): ClassEntry[] {
  return Array.from(device.ledger.entries()).filter((entry) => !entry.deleted);
}
