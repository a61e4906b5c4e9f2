import { afterAll, beforeAll, expect, it } from 'vitest';
import { besiege, type BesiegedClass } from './besieged-class.ts';
import { bytes, varUint } from '../../support/forge.ts';
import { watchPresence } from './watch-presence.ts';

let besieged: BesiegedClass;
beforeAll(async () => {
  besieged = await besiege();
});
afterAll(() => besieged.close());

function identities(count: number, stateOf: (i: number) => string, firstId = 1_000): Uint8Array {
  const entries = Array.from({ length: count }, (_, i) => {
    const json = stateOf(i);
    return bytes(varUint(firstId + i), 1, varUint(json.length), json);
  });
  return bytes(varUint(count), ...entries);
}

it('of five hundred identities one is shown, under the name of whoever sent them', async () => {
  const bob = await besieged.addMember('bob');
  const seen = watchPresence();
  const bobs = await besieged.openSocket(bob, seen.onMessage);
  const mallorys = await besieged.openSocket(besieged.mallory);
  await Promise.all([bobs.settle(), mallorys.settle()]);
  const claim = JSON.stringify({ user: { accountId: besieged.anna.account.id, name: 'Anna' } });
  mallorys.send({ type: 'awareness', update: identities(500, () => claim) });
  expect(await mallorys.settle()).toBe(true);
  // Presence is shown a few times a second, whatever comes meanwhile.
  await expect.poll(seen.states, { timeout: 5_000 }).toEqual([
    {
      user: { accountId: besieged.mallory.account.id, memberId: besieged.mallory.memberId, name: 'mallory' },
    },
  ]);
});

it('the identity of somebody who is here is not taken over by another account', async () => {
  const bob = await besieged.addMember('bob2');
  const seen = watchPresence();
  const watching = await besieged.openSocket(besieged.anna, seen.onMessage);
  const bobs = await besieged.openSocket(bob);
  const mallorys = await besieged.openSocket(besieged.mallory);
  bobs.send({ type: 'awareness', update: identities(1, () => '{"at":"bob"}', 7) });
  expect(await bobs.settle()).toBe(true);
  mallorys.send({ type: 'awareness', update: bytes(1, 7, 100, 16, '{"at":"mallory"}') });
  mallorys.send({ type: 'awareness', update: bytes(1, 7, 101, 4, 'null') });
  expect(await mallorys.settle()).toBe(true);
  expect(await watching.settle()).toBe(true);
  // Presence is shown a few times a second, whatever comes meanwhile.
  await expect.poll(seen.states, { timeout: 5_000 }).toContainEqual({
    at: 'bob',
    user: { accountId: bob.account.id, memberId: bob.memberId, name: 'bob2' },
  });
  expect(JSON.stringify(seen.states())).not.toContain('"at":"mallory"');
});

it.each([
  ['more than 1,000 identities', () => identities(1_001, () => '{}'), 4400],
  ['a state above 2 KiB', () => identities(1, () => JSON.stringify({ at: 'x'.repeat(2_048) })), 4413],
  ['a state that is not JSON', () => identities(1, () => '{"at":'), 4400],
  ['a state that is a list', () => identities(1, () => '[]'), 4400],
])('%s costs the socket', async (_, forge, expected) => {
  const socket = await besieged.openSocket(besieged.mallory);
  socket.send({ type: 'awareness', update: forge() });
  expect((await socket.closed).code).toBe(expected);
  expect(besieged.annasDevice.isOpen).toBe(true);
});
