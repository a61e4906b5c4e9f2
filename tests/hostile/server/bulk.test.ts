import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClass, joinClass } from '../../support/api-client.ts';
import { RandomSource } from '../../support/random-source.ts';
import { describeStrain, readConnections, watchServer } from '../../support/server-watch.ts';
import { SyncSocket } from '../../support/sync-socket.ts';
import { WritingDevice } from '../../support/writing-device.ts';
import { besiege, type BesiegedClass, type Member } from './besieged-class.ts';

const MIB = 2 ** 20;
let besieged: BesiegedClass;
beforeAll(async () => {
  besieged = await besiege();
});
afterAll(() => besieged.close());

/** Bytes that would be an update if they went on like this. */
function endless(size: number): Uint8Array {
  const frame = new Uint8Array(size).fill(1);
  frame.set([0, 2]);
  return frame;
}

it.each([
  ['50 MB in one frame', 50, 1, 1009],
  ['50 MB in 500 pieces', 50, 500, 1009],
  ['18 MB, which the library would still take', 18, 1, 4413],
] as const)('%s', { timeout: 60_000 }, async (name, mib, pieces, expected) => {
  const socket = await besieged.openSocket(besieged.mallory);
  expect(await socket.settle()).toBe(true);
  const strain = await watchServer(besieged.server, async () => {
    if (pieces === 1) socket.send(endless(mib * MIB));
    else {
      const piece = endless((mib * MIB) / pieces);
      for (let sent = 1; sent <= pieces; sent++) socket.sendPart(piece, sent === pieces);
    }
    // A socket that is cut while it still sends may not get to read the code.
    const { code } = await socket.closed;
    expect([expected, 1006]).toContain(code);
  });
  console.info(`${name}: ${describeStrain(strain)}`);
  expect(besieged.annasDevice.isOpen).toBe(true);
  expect(await besieged.annasDevice.barrier()).toBe(true);
  expect(strain.memoryAfterMb).toBeLessThan(strain.memoryBeforeMb + 100);
});

/** As much as three accounts may write in a day into one class that takes 15 MiB of ordinary records. */
const WRITERS = 3;
const UPDATES_EACH = 5;
const NOTES = { count: 31, length: 31_000 };
const STALLED = 5;

async function fillClass(members: readonly Member[], classId: string): Promise<boolean[]> {
  const { origin } = besieged.server;
  return Promise.all(
    members.map(async ({ account, memberId }, i) => {
      const device = new WritingDevice(memberId, new RandomSource(i));
      const isIn = await device.connect({ origin, classId, cookie: account.cookie });
      let isStored = isIn;
      for (let left = UPDATES_EACH; left > 0 && isStored; left--) {
        device.writeAll(
          Array.from({ length: NOTES.count }, () => ({ title: 'long', noteLength: NOTES.length })),
        );
        isStored = await device.barrier();
      }
      device.close();
      return isStored;
    }),
  );
}

it(
  'readers that read nothing while 28 MB are written cost little memory and are cut',
  { timeout: 120_000 },
  async () => {
    const { origin } = besieged.server;
    const members = [
      await besieged.addMember('writer1'),
      await besieged.addMember('writer2'),
      besieged.mallory,
    ];
    expect(members).toHaveLength(WRITERS);
    const [first] = members;
    if (!first) throw new Error('Somebody has to own the class');
    const made: { readonly classId: string; readonly members: readonly Member[] }[] = [];
    for (let i = 0; i < 2; i++) {
      const { classId, code, memberId } = await createClass(origin, first.account, {
        classId: randomUUID(),
        memberId: first.memberId,
      });
      const joined: Member[] = [{ account: first.account, memberId }];
      for (const { account } of members.slice(1)) {
        joined.push({ account, memberId: (await joinClass(origin, account, code)).memberId });
      }
      made.push({ classId, members: joined });
    }
    const stalled: SyncSocket[] = [];
    for (const {
      classId,
      members: [member],
    } of made) {
      for (let i = 0; i < STALLED && member; i++) {
        const socket = new SyncSocket({ origin, classId, cookie: member.account.cookie });
        expect(await socket.settle()).toBe(true);
        socket.send({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
        expect(await socket.settle()).toBe(true);
        socket.stall();
        stalled.push(socket);
      }
    }
    const connections = (): Promise<number> => readConnections(besieged.server);
    expect(await connections()).toBe(1 + stalled.length);

    const strain = await watchServer(besieged.server, async () => {
      for (const { classId, members: writers } of made) {
        expect(await fillClass(writers, classId)).toEqual(writers.map(() => true));
      }
    });
    console.info(`28 MB written beside ${stalled.length} stalled readers: ${describeStrain(strain)}`);
    // Each may hold 8 MiB at most, and the two classes are in memory.
    expect(strain.memoryAfterMb).toBeLessThan(strain.memoryBeforeMb + stalled.length * 9 + 250);
    // Annas device alone is left of those before.
    await expect.poll(connections, { timeout: 45_000, interval: 500 }).toBe(1);
    expect(besieged.annasDevice.isOpen).toBe(true);
    for (const socket of stalled) socket.close();
  },
);
