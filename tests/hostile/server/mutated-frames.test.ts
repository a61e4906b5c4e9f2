import { parseRevision } from '@tallybook/shared/revisions/revision';
import { encodeMessage } from '@tallybook/shared/protocol/messages';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RandomSource } from '../../support/random-source.ts';
import { describeStrain, watchServer } from '../../support/server-watch.ts';
import type { SyncSocket } from '../../support/sync-socket.ts';
import { besiege, type BesiegedClass, type Member } from './besieged-class.ts';
import { bytes, expense, item, update, varUint } from '../../support/forge.ts';
import { watchPresence } from './watch-presence.ts';

const MUTANTS = Number(process.env['MUTANTS'] ?? 10_000);
/** An account may open 300 sockets a minute, an address 1,200, and most mutants cost one. */
const ATTACKERS = 40;
const AT_ONCE = 10;
const seed = Number(process.env['PROPERTY_SEED'] ?? Date.now() % 1_000_000);

let besieged: BesiegedClass;
const attackers: Member[] = [];
beforeAll(async () => {
  besieged = await besiege({ TRUST_PROXY: '1' });
  while (attackers.length < ATTACKERS) {
    const names = Array.from({ length: 4 }, (_, i) => attackers.length + i);
    attackers.push(
      ...(await Promise.all(
        names.map((i) => besieged.addMember(`attacker${i}`, { 'X-Forwarded-For': `192.0.2.${i}` })),
      )),
    );
  }
}, 60_000);
afterAll(() => besieged.close());

function awareness(clientId: number, clock: number, state: object): Uint8Array {
  const json = JSON.stringify(state);
  return bytes(1, varUint(clientId), varUint(clock), varUint(json.length), json);
}

/** What an honest device of this member could send next, each time with fresh ids. */
function makeHonestFrame(random: RandomSource, { memberId }: Member): Uint8Array {
  const key = (): string => `e_${random.integer(1e6, 2 ** 40).toString(36)}xxxx`;
  const clientId = random.integer(1, 2 ** 32 - 1);
  const records = Array.from({ length: random.integer(1, 3) }, () =>
    item(key(), expense(memberId, { t: random.integer(1, 2 ** 40) })),
  );
  switch (random.integer(0, 6)) {
    case 0:
      return encodeMessage({ type: 'sync-step-1', stateVector: bytes(1, varUint(clientId), 1) });
    case 1:
      return encodeMessage({ type: 'sync-step-2', update: update(clientId, 0, ...records) });
    case 2:
      return encodeMessage({ type: 'awareness', update: awareness(clientId, 1, { user: { name: 'Anna' } }) });
    case 3:
      return encodeMessage({ type: 'barrier', number: random.integer(1, 1_000) });
    default:
      return encodeMessage({ type: 'update', update: update(clientId, 0, ...records) });
  }
}

/** One to four changes of single bytes or short runs. */
function mutate(frame: Uint8Array, random: RandomSource): Uint8Array {
  let mutant = frame;
  for (let edits = random.integer(1, 4); edits > 0; edits--) {
    const at = random.integer(0, Math.max(0, mutant.length - 1));
    const head = mutant.subarray(0, at);
    const byte = random.pick([0, 1, 10, 119, 127, 128, 255, random.integer(0, 255)]);
    switch (random.integer(0, 3)) {
      case 0:
        mutant = bytes(head, byte, mutant.subarray(at));
        break;
      case 1:
        mutant = bytes(head, mutant.subarray(at + random.integer(1, 4)));
        break;
      case 2:
        mutant = bytes(head, mutant.subarray(at, at + random.integer(1, 40)), mutant.subarray(at));
        break;
      default:
        mutant = bytes(head, byte, mutant.subarray(at + 1));
    }
  }
  return mutant;
}

/** Sends mutants one after another, on a new socket whenever one has cost the last; returns the codes of the ends. */
async function send(mutants: number, members: readonly Member[], random: RandomSource): Promise<number[]> {
  const codes: number[] = [];
  let socket: SyncSocket | undefined;
  let turn = 0;
  let member = members[0];
  for (let left = mutants; left > 0; left--) {
    if (!socket?.isOpen) {
      member = members[turn++ % members.length];
      if (!member) throw new Error('Somebody has to attack');
      socket = await besieged.openSocket(member);
    }
    if (!member) break;
    socket.send(mutate(makeHonestFrame(random, member), random));
    if (!(await socket.settle())) codes.push((await socket.closed).code);
  }
  socket?.close();
  return codes;
}

it(
  `${MUTANTS} mutants of honest frames store and show nothing but records of their senders (seed ${seed})`,
  { timeout: 180_000 },
  async () => {
    const before = await besieged.stored();
    const bob = await besieged.addMember('bob');
    const seen = watchPresence();
    await besieged.openSocket(bob, seen.onMessage);
    let codes: number[] = [];
    const strain = await watchServer(besieged.server, async () => {
      const lanes = Array.from({ length: AT_ONCE }, (_, lane) =>
        send(
          Math.ceil(MUTANTS / AT_ONCE),
          attackers.filter((_member, i) => i % AT_ONCE === lane),
          new RandomSource(seed + lane),
        ),
      );
      codes = (await Promise.all(lanes)).flat();
    });
    console.info(`${MUTANTS} mutants: ${codes.length} cost their socket; ${describeStrain(strain)}`);

    expect(besieged.server.isAlive).toBe(true);
    // Refused for what they sent, not for the rate at which they came.
    expect(codes.filter((code) => code !== 4400 && code !== 4413)).toEqual([]);
    expect(codes.length).toBeGreaterThan(MUTANTS / 4);
    expect(await besieged.annasDevice.barrier()).toBe(true);

    const after = await besieged.stored();
    const memberById = new Map(attackers.map(({ account, memberId }) => [account.id, memberId]));
    for (const [key, { json, by }] of after) {
      if (before.has(key)) {
        expect(json).toBe(before.get(key)?.json);
        continue;
      }
      expect(key).toMatch(/^[er]_[A-Za-z0-9_-]{6,40}$/);
      const record = parseRevision(key, json);
      expect(record.ok && [...memberById.values()].includes(record.value.a)).toBe(true);
      if (by !== undefined && record.ok) expect(record.value.a).toBe(memberById.get(by));
    }
    for (const key of before.keys()) expect(after.has(key)).toBe(true);
    // Some mutants are harmless, and those must have come through.
    expect(after.size).toBeGreaterThan(before.size + 20);
    for (const [key, json] of besieged.annasDevice.records()) expect(after.get(key)?.json).toBe(json);
    // Whoever claimed to be Anna was shown under their own name.
    const own = new Set(
      attackers.map(({ account: { id: accountId, username: name }, memberId }) =>
        JSON.stringify({ accountId, memberId, name }),
      ),
    );
    expect(seen.everShown().length).toBeGreaterThan(0);
    for (const state of seen.everShown()) {
      expect(own).toContain(JSON.stringify((state as { readonly user?: unknown }).user));
    }

    expect(besieged.server.log).not.toMatch(/room-failed|append-failed|load-failed/);
    expect(strain.memoryAfterMb).toBeLessThan(strain.memoryBeforeMb + 120);
  },
);
