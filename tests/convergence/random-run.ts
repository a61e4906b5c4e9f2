import { ledgerFromDocument } from '@tallybook/shared/class-doc/follow-document';
import { Doc } from 'yjs';
import { canonicalState, lostMoney } from '../support/canonical-state.ts';
import { Device } from '../support/device.ts';
import { RandomSource } from '../support/random-source.ts';
import { writeHostile } from './hostile-writer.ts';
import { honestFault } from './honest-fault.ts';
import type { Delivery } from './network.ts';
import { deliveries, Network } from './network.ts';
import { randomCommands } from './random-command.ts';
import { memberIdOf, startingUpdate } from './starting-class.ts';

/** What happens next: a command, a delivery or a hostile write; `seed` decides everything about it. */
interface Step {
  what: string;
  who: number;
  seed: number;
}

export interface RandomRun {
  /** How far the clock of each replica is off, in ms; one replica each, at most five. */
  clockSkewsMs: readonly number[];
  steps: readonly Step[];
}

/** What a step of a run can be; hostile writes only where somebody hostile takes part. */
export const stepKinds = [...Object.keys(randomCommands), ...deliveries];
export const HOSTILE = 'hostile';

/**
 * Plays a run, checks after each step that no money was made or lost, and in the end that all replicas show the same,
 * also one that reads the whole document at once. Returns what they show; throws where they differ.
 */
export function playRun({ clockSkewsMs, steps }: RandomRun): {
  state: string;
  committed: number;
  refused: number;
} {
  const devices = clockSkewsMs.map(
    (clockSkewMs, i) => new Device({ authorId: memberIdOf(i), seed: i + 1, clockSkewMs }),
  );
  for (const device of devices) device.receive(startingUpdate);
  const network = new Network(devices);
  const hostile = new Doc();
  let [committed, refused] = [0, 0];

  for (const { what, who, seed } of steps) {
    const device = devices[who % devices.length];
    if (!device) continue;
    const random = new RandomSource(seed);
    if (what === HOSTILE) attack(hostile, device, random);
    else if (isDelivery(what)) network.deliver(what, device, random);
    else {
      const command = randomCommands[what];
      const outcome = device.attempt((ledger, context) => {
        if (!command) throw new Error(`There is no command ${what}`);
        return command(ledger, context, random);
      });
      if (outcome.ok && outcome.value.rows.length > 0) committed++;
      else refused++;
    }
    for (const { ledger } of devices) expectNothing(lostMoney(ledger));
  }

  network.syncAll();
  const [first, ...others] = devices.map(({ ledger }) => canonicalState(ledger));
  if (first === undefined) throw new Error('A run has at least one replica');
  for (const other of others) expectSameState(other, first, 'two replicas');
  if (!steps.some(({ what }) => what === HOSTILE)) {
    for (const { ledger } of devices) expectNothing(honestFault(ledger));
  }
  for (const { doc } of devices) {
    expectSameState(canonicalState(ledgerFromDocument(doc)), first, 'a fresh ledger and one that followed');
  }
  for (const device of devices) device.close();
  return { state: first, committed, refused };
}

/** A hostile program learns what a replica has, writes, and only that replica hears of it for now. */
function attack(hostile: Doc, device: Device, random: RandomSource): void {
  device.sendTo(hostile);
  const entityIds = Array.from(device.ledger.entries(), ({ id }) => id);
  const memberIds = Array.from(device.ledger.members().keys());
  writeHostile(hostile, { entityIds, memberIds }, random);
  device.receiveFrom(hostile);
}

function isDelivery(what: string): what is Delivery {
  return (deliveries as readonly string[]).includes(what);
}

function expectNothing(fault: string | null): void {
  if (fault !== null) throw new Error(fault);
}

function expectSameState(state: string, expected: string, between: string): void {
  if (state === expected) return;
  let at = 0;
  while (state[at] === expected[at]) at++;
  const around = (text: string) => text.slice(Math.max(0, at - 200), at + 200);
  throw new Error(`Different states of ${between}:\n${around(state)}\n--- and ---\n${around(expected)}`);
}
