import { possibleDuplicates } from '@tallybook/shared/class-doc/possible-duplicates';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Device } from '../support/device.ts';
import { syncDevices } from '../support/device.ts';
import {
  add,
  ali,
  balances,
  bea,
  deviceOf,
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

/** A replica that has nothing yet, after it got everything. */
function newcomer(): Device {
  const device = deviceOf('m_newcomer0', 9);
  a.sendTo(device.doc);
  return device;
}

describe('the same twice', () => {
  it('peers 28: keeps identical bills of two devices and several of one, and hints at it', () => {
    for (const device of [a, b]) add(device, moneyOf(350), 'Coffee');
    add(a, moneyOf(350), 'Coffee');
    sync();
    expect(liveEntries(c).filter(({ title }) => title === 'Coffee')).toHaveLength(3);
    expect(balances(c)).toEqual([
      [ali, 525n],
      [bea, -525n],
    ]);
    const found = possibleDuplicates(c.ledger.entries(), (id) => c.ledger.identity(id));
    expect(found).toMatchObject([{ kind: 'bill' }]);
    expect(found[0]?.entryIds).toHaveLength(3);
  });

  it('peers 25: counts every delivery of one bill once, and two equal coffees as two', () => {
    add(a, moneyOf(350), 'Coffee');
    add(a, moneyOf(350), 'Coffee');
    for (let times = 0; times < 3; times++) a.sendTo(c.doc);
    const late = newcomer();
    late.receiveFrom(c.doc);
    late.receiveFrom(a.doc);
    expect(liveEntries(late)).toHaveLength(2);
  });
});
