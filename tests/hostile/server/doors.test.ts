import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeMessage, type Message } from '@tallybook/shared/protocol/messages';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, request, signUp } from '../../support/api-client.ts';
import { readConnections } from '../../support/server-watch.ts';
import { SyncSocket } from '../../support/sync-socket.ts';
import { besiege, type BesiegedClass, type Member } from './besieged-class.ts';
import { bytes, expense, item, update } from '../../support/forge.ts';
import { openStubbornSocket } from './stubborn-socket.ts';

let besieged: BesiegedClass;
beforeAll(async () => {
  besieged = await besiege();
});
afterAll(() => besieged.close());

describe('an upgrade', () => {
  it.each([
    ['of another site', 'https://evil.example'],
    ['of the same host under another scheme', 'https://localhost'],
    ['of a name that begins like ours', 'http://localhost.evil.example'],
    ['of a sandboxed frame or a file', 'null'],
    ['of nobody', null],
    ['of an empty one', ''],
  ])('with the origin %s is refused before anything else', async (_, pageOrigin) => {
    for (const cookie of [besieged.anna.account.cookie, '']) {
      const socket = new SyncSocket({ ...besieged.addressOf(besieged.anna), cookie, pageOrigin });
      expect(await socket.closed).toMatchObject({ status: 403 });
    }
  });

  it.each([
    ['..%2f..%2faccounts', 4404],
    ['%2e%2e', 4404],
    ['..%5c..%5c', 4404],
    ['%00', 4404],
    ['__proto__', 4404],
    ['a'.repeat(300), 4404],
    [randomUUID().toUpperCase(), 4404],
    [`${randomUUID()}/../${randomUUID()}`, 4404],
    [randomUUID(), 4404],
  ])('to %s ends with a close code or a refusal, and no byte of a class', async (classId, code) => {
    let heard = 0;
    const socket = new SyncSocket({ ...besieged.addressOf(besieged.anna), classId }, () => heard++);
    const end = await socket.closed;
    if (end.status === undefined) expect(end.code).toBe(code);
    else expect(end.status).toBe(404);
    expect(heard).toBe(0);
  });

  it(
    'with too many sockets on one class ends the ones too many, and leaves the others',
    { timeout: 30_000 },
    async () => {
      const bob = await besieged.addMember('bob-of-many');
      const sockets = await Promise.all(Array.from({ length: 101 }, () => besieged.openSocket(bob)));
      await Promise.all(sockets.map((socket) => socket.settle()));
      const refused = sockets.filter(({ isOpen }) => !isOpen);
      const ends = await Promise.all(refused.map(({ closed }) => closed));
      expect(ends.map(({ code }) => code)).toEqual([4503, 4503]);
      expect(besieged.annasDevice.isOpen).toBe(true);
      for (const socket of sockets) socket.close();
      // The server takes a moment to see that they have gone; until then the class stays full.
      await expect.poll(() => readConnections(besieged.server), { timeout: 10_000 }).toBe(1);
    },
  );
});

type Role = 'owner' | 'member' | 'left' | 'removed' | 'stranger' | 'signed-out' | 'nobody' | 'forger';
const CODE: Readonly<Record<Role, number | undefined>> = {
  owner: undefined,
  member: undefined,
  left: 4403,
  removed: 4403,
  stranger: 4404,
  'signed-out': 4401,
  nobody: 4401,
  forger: 4401,
};
/** A stranger is told nothing, not even whether there is such a class. */
const TOLD_AS_STRANGER: ReadonlySet<number> = new Set([4403, 4404]);

async function become(role: Role): Promise<Member> {
  const { origin } = besieged.server;
  const { anna, classId } = besieged;
  const username = `${role}.${randomUUID().slice(0, 8)}`;
  if (role === 'owner') return anna;
  if (role === 'stranger') return { account: await signUp(origin, username), memberId: 'm_stranger' };
  const member = await besieged.addMember(username);
  const { account } = member;
  const asked = (cookie: string, method: string, path: string) => request(origin, method, path, { cookie });
  const path = `/classes/${classId}/members/${account.id}`;
  if (role === 'left') expect((await asked(account.cookie, 'DELETE', path)).status).toBe(204);
  if (role === 'removed') expect((await asked(anna.account.cookie, 'DELETE', path)).status).toBe(204);
  if (role === 'signed-out') {
    expect((await asked(account.cookie, 'DELETE', '/sessions/current')).status).toBe(204);
  }
  if (role === 'nobody') return { ...member, account: { ...account, cookie: '' } };
  if (role === 'forger') {
    const cookie = `${account.cookie.slice(0, -5)}AAAAA`;
    return { ...member, account: { ...account, cookie } };
  }
  return member;
}

/** The two that carry records, and all others that a client may send. */
function makeMessages(update: () => Uint8Array): readonly Message[] {
  return [
    { type: 'update', update: update() },
    { type: 'sync-step-2', update: update() },
    { type: 'sync-step-1', stateVector: bytes(0) },
    { type: 'awareness', update: bytes(1, 77, 1, 2, '{}') },
    { type: 'query-awareness' },
    { type: 'barrier', number: 1 },
  ];
}

describe.each(Object.keys(CODE) as Role[])('to somebody who is %s', (role) => {
  it('each kind of message does what the role may, and nothing more', async () => {
    const expected = CODE[role];
    const member = await become(role);
    const prefix = `e_${role.replace('-', '')}xx`;
    // A client id and a key for each, since they cannot be used again.
    let clientId = 1_000 + Object.keys(CODE).indexOf(role) * 10;
    const makeOne = (): Uint8Array => {
      clientId++;
      return update(clientId, 0, item(`${prefix}${clientId}`, expense(member.memberId)));
    };
    for (const message of makeMessages(makeOne)) {
      const heard: Message[] = [];
      const socket = await besieged.openSocket(member, (answer) => heard.push(answer));
      socket.send(message);
      const isStanding = await socket.settle();
      expect(isStanding).toBe(expected === undefined);
      if (expected !== undefined) {
        const { code } = await socket.closed;
        if (role === 'stranger') expect(TOLD_AS_STRANGER).toContain(code);
        else expect(code).toBe(expected);
        expect(heard).toEqual([]);
      }
      socket.close();
    }
    expect(await besieged.annasDevice.barrier()).toBe(true);
    const written = [...(await besieged.stored()).keys()].filter((key) => key.startsWith(prefix));
    expect(written).toHaveLength(expected === undefined ? 2 : 0);
  });
});

describe('whoever loses the right to be here', () => {
  const losing: Readonly<Record<string, (member: Member) => Promise<number>>> = {
    'by removal': async ({ account }) => {
      const path = `/classes/${besieged.classId}/members/${account.id}`;
      const { cookie } = besieged.anna.account;
      return (await request(besieged.server.origin, 'DELETE', path, { cookie })).status;
    },
    'by signing out': async ({ account: { cookie } }) =>
      (await request(besieged.server.origin, 'DELETE', '/sessions/current', { cookie })).status,
    'by a new password from another device': async ({ account: { username, password } }) => {
      const { origin } = besieged.server;
      const elsewhere = await request(origin, 'POST', '/sessions', { body: { username, password } });
      const body = { current: password, next: 'another three herons' };
      return (await request(origin, 'POST', '/me/password', { cookie: cookieOf(elsewhere), body })).status;
    },
    'by deleting the account': async ({ account: { cookie, password } }) =>
      (await request(besieged.server.origin, 'DELETE', '/me', { cookie, body: { password } })).status,
  };

  /** Whoever has no account any more has first left the class. */
  const LOST_AS: Readonly<Record<string, number>> = { 'by removal': 4403, 'by deleting the account': 4403 };

  it.each(Object.entries(losing))(
    '%s is closed within a second and stores and hears nothing more, however long it goes on sending',
    { timeout: 30_000 },
    async (name, lose) => {
      const member = await besieged.addMember(`loser.${randomUUID().slice(0, 8)}`);
      const socket = await openStubbornSocket(besieged.addressOf(member));
      socket.send(encodeMessage({ type: 'sync-step-1', stateVector: bytes(0) }));
      socket.send(encodeMessage({ type: 'sync-step-2', update: bytes(0, 0) }));
      const clientId = 5_000 + Object.keys(losing).indexOf(name);
      let clock = 0;
      const sendOne = (): string => {
        const key = `e_loser${clientId}x${clock}`;
        const one = update(clientId, clock++, item(key, expense(member.memberId)));
        socket.send(encodeMessage({ type: 'update', update: one }));
        return key;
      };
      const first = sendOne();
      await expect.poll(async () => (await besieged.stored()).has(first)).toBe(true);

      const spam = setInterval(sendOne, 2);
      try {
        const status = await lose(member);
        expect([200, 204]).toContain(status);
        const late = sendOne();
        besieged.annasDevice.write(`Written after the end ${name}`);
        expect(await besieged.annasDevice.barrier()).toBe(true);
        await expect.poll(socket.closeCode, { timeout: 1_000 }).toBe(LOST_AS[name] ?? 4401);
        // It goes on for a while, and the server has handled that when somebody else's later frame is answered.
        await wait(100);
        expect(await besieged.annasDevice.barrier()).toBe(true);
        expect((await besieged.stored()).has(late)).toBe(false);
        expect(socket.received().toString('latin1')).not.toContain(`Written after the end ${name}`);
      } finally {
        clearInterval(spam);
        socket.close();
      }
    },
  );
});
