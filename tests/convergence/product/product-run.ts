import type { Command } from '@tallybook/shared/class-doc/commands/command';
import type { ClassSession } from '../../../web/src/lib/class-sync/class-session.ts';
import { deriveRows } from '../../../web/src/lib/class-sync/derive-rows.ts';
import { ClassStore } from '../../../web/src/lib/platform/class-store.ts';
import { canonicalState, lostMoney } from '../../support/canonical-state.ts';
import { RandomSource } from '../../support/random-source.ts';
import { honestFault } from '../honest-fault.ts';
import { randomCommands } from '../random-command.ts';
import { memberIdOf, startingUpdate } from '../starting-class.ts';
import { HandDevice, type HandTab } from './hand-device.ts';
import { accountOf, CLASS_ID, HandServer } from './hand-server.ts';

/** What happens next; `seed` decides everything about it. */
interface ProductStep {
  readonly what: ProductStepKind;
  readonly who: number;
  readonly seed: number;
}

export interface ProductRun {
  /** One device each, at most five. */
  readonly clockSkewsMs: readonly number[];
  readonly steps: readonly ProductStep[];
}

export const productSteps = [
  'write',
  'move',
  'disk',
  'settle',
  'pass',
  'partition',
  'reach',
  'open-tab',
  'crash-tab',
  'crash-server',
  'remove',
  'readmit',
  'roll-back',
  'background',
  'idle',
] as const;
export type ProductStepKind = (typeof productSteps)[number];

const commandNames = Object.keys(randomCommands);
/** Rounds in which everything must have come to rest once nothing is in the way any more. */
const MAX_ROUNDS = 400;

/**
 * Plays a run over the app's own store and session and the server's own rooms, then mends everything and lets it come to
 * rest. Throws where a promise of the product was broken; returns how many records the store had called saved.
 */
export async function playProductRun({ clockSkewsMs, steps }: ProductRun): Promise<number> {
  const memberIds = clockSkewsMs.map((_, i) => memberIdOf(i));
  const server = await HandServer.start(memberIds, startingUpdate);
  const devices = clockSkewsMs.map(
    (clockSkewMs, i) =>
      new HandDevice({ account: accountOf(i), server, random: new RandomSource(i + 1), clockSkewMs }),
  );
  const world = new World(server, devices);
  await world.begin();
  for (const step of steps) {
    await world.play(step);
    await world.checkClaims();
  }
  await world.mend();
  return world.judge();
}

class World {
  readonly #server: HandServer;
  readonly #devices: readonly HandDevice[];
  /** Records that the store called saved, and by whom. */
  readonly #saved = new Map<string, { json: string; device: HandDevice }>();
  #rollBacks = 0;

  constructor(server: HandServer, devices: readonly HandDevice[]) {
    this.#server = server;
    this.#devices = devices;
  }

  /** Every device learns of the class and loads it. */
  async begin(): Promise<void> {
    for (const device of this.#devices) void device.openTab();
    await this.settle();
    for (const device of this.#devices) for (const tab of device.tabs) void device.sync(tab);
    await this.rest();
  }

  async play({ what, who, seed }: ProductStep): Promise<void> {
    const random = new RandomSource(seed);
    const device = this.#devices[who % this.#devices.length];
    if (!device) return;
    const tab = device.tabs[random.integer(0, 7) % Math.max(1, device.tabs.length)];
    switch (what) {
      case 'write':
        for (let left = random.integer(1, 3); left > 0; left--) this.#write(device, tab, random);
        break;
      case 'move':
        device.move(random.integer(1, 6), random.next() < 0.2);
        break;
      case 'disk':
        this.#server.writeDisk(random.integer(1, 3));
        break;
      case 'settle':
        await this.settle();
        break;
      case 'pass':
        device.timers.advance(random.integer(1, 40_000));
        await this.#server.timers.pass(random.integer(1, 4_000));
        break;
      case 'partition':
        device.partition();
        break;
      case 'reach':
        device.isReachable = true;
        break;
      case 'open-tab':
        if (device.tabs.length < 2) void device.openTab();
        break;
      case 'crash-tab':
        if (tab) device.crashTab(tab);
        break;
      case 'crash-server':
        this.#server.crash();
        break;
      case 'remove':
        if (this.#devices.indexOf(device) > 0) this.#server.remove(device.account);
        break;
      case 'readmit':
        this.#server.readmit(device.account);
        break;
      case 'roll-back':
        this.#rollBacks++;
        await this.#server.rollBack(random.integer(0, 20_000));
        break;
      case 'background':
        if (tab) void device.sync(tab);
        break;
      case 'idle':
        device.runIdle();
        break;
      default:
        what satisfies never;
    }
    await this.#server.timers.settle();
  }

  /** What a screen calls synced is on the server's disk. */
  async checkClaims(): Promise<void> {
    const claims = this.#devices.flatMap((device) =>
      device.tabs.flatMap(({ session }) => (session?.sync.kind === 'synced' ? [{ device, session }] : [])),
    );
    if (claims.length === 0) return;
    const durable = await this.#server.durableLog();
    for (const { device, session } of claims) {
      for (const [id, { device: writer }] of this.#saved) {
        if (writer !== device || durable.has(id) || this.#rollBacks > 0) continue;
        if (session.ledger.revision(id))
          throw new Error(`${id} was called synced and is not on the server's disk`);
      }
    }
  }

  /** Everything that stood in the way is gone; every device has one tab at least. */
  async mend(): Promise<void> {
    for (const device of this.#devices) {
      device.isReachable = true;
      this.#server.readmit(device.account);
      if (device.tabs.length === 0) void device.openTab();
    }
    await this.settle();
    for (let round = 0; round < MAX_ROUNDS; round++) {
      for (const device of this.#devices) {
        device.timers.advance(60_000);
        if (round % 8 === 0) for (const tab of device.tabs) void device.sync(tab);
      }
      await this.rest();
      if (this.#areAllSynced() && this.#isQuiet()) return;
      await this.#server.timers.pass(1_000);
    }
    const states = this.#sessions().map(({ sync }) => JSON.stringify(sync));
    throw new Error(`It never came to rest: ${states.join(' ')}`);
  }

  /** Whether everybody has the same and everything, in memory and on disk. Returns how much there was to lose. */
  async judge(): Promise<number> {
    const durable = await this.#server.durableLog();
    for (const [id, { json }] of this.#saved) {
      if (durable.get(id) !== json) throw new Error(`${id} was called saved and is lost`);
    }
    const states = new Set<string>();
    for (const device of this.#devices) {
      for (const tab of [...device.tabs]) {
        if (!tab.session) throw new Error('A tab has no session');
        states.add(canonicalState(tab.session.ledger));
        await expectDerived(tab.session, tab);
        device.crashTab(tab);
      }
      // What a page finds that has nothing but the disk.
      device.isReachable = false;
      const reopening = device.openTab();
      await this.settle();
      await reopening;
      for (const { session } of device.tabs) {
        if (!session) throw new Error('The class is gone from the device');
        states.add(canonicalState(session.ledger));
        const fault = lostMoney(session.ledger) ?? honestFault(session.ledger);
        if (fault !== null) throw new Error(fault);
        if (Object.keys(session.row.unsent).length > 0) throw new Error('Something is still called unsent');
      }
      for (const tab of [...device.tabs]) device.crashTab(tab);
    }
    if (states.size !== 1) throw new Error(`${states.size} different states`);
    return this.#saved.size;
  }

  /** Lets disks and promises come to rest, without moving a message. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      await new Promise((resolve) => setImmediate(resolve));
      await this.#server.timers.settle();
      quiet = this.#devices.some(({ isBusy }) => isBusy) ? 0 : quiet + 1;
    }
  }

  /** Moves everything until nothing moves any more. */
  async rest(): Promise<void> {
    for (let round = 0; round < 30; round++) {
      await this.settle();
      for (const device of this.#devices) device.move(1_000, false);
      this.#server.writeDisk();
      await this.settle();
      if (this.#isQuiet()) return;
    }
  }

  #write(device: HandDevice, tab: HandTab | undefined, random: RandomSource): void {
    const session = tab?.session;
    if (!session) return;
    const run = randomCommands[random.pick(commandNames)];
    if (!run) return;
    void session
      .write((ledger, context) => run(ledger, context, random))
      .then((written) => {
        if (written.kind === 'saved') this.#note(device, written.command);
      });
  }

  #note(device: HandDevice, { rows }: Command): void {
    for (const { id, json } of rows) this.#saved.set(id, { json, device });
  }

  #areAllSynced(): boolean {
    return this.#devices.every(({ tabs }) => tabs.every(({ session }) => session?.sync.kind === 'synced'));
  }

  #sessions(): ClassSession[] {
    return this.#devices.flatMap(({ tabs }) => tabs.flatMap(({ session }) => session ?? []));
  }

  #isQuiet(): boolean {
    return this.#devices.every(({ isQuiet, isBusy }) => isQuiet && !isBusy);
  }
}

/** The rows that lists show are those that the whole ledger gives. */
async function expectDerived({ ledger, row }: ClassSession, { database }: HandTab): Promise<void> {
  const store = new ClassStore(database);
  const [stored, shares] = [await store.row(CLASS_ID), await store.shares(CLASS_ID)];
  if (!stored.ok || !shares.ok || !stored.value) throw new Error('The rows of the class cannot be read');
  const expected = deriveRows(ledger, row.memberId, 'all', '2026-01-01');
  const sorted = (list: readonly { id: string }[]) =>
    JSON.stringify(list.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  if (stored.value.derivedRevision !== stored.value.revision)
    throw new Error('The derived rows are out of date');
  if (JSON.stringify(stored.value.balances) !== JSON.stringify(expected.balances))
    throw new Error('Other balances');
  if (sorted(shares.value) !== sorted(expected.shares)) throw new Error('Other shares');
}
