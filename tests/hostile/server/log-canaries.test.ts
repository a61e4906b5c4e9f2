import { randomUUID } from 'node:crypto';
import { encodeMessage } from '@tallybook/shared/protocol/messages';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createClass, request, signUp } from '../../support/api-client.ts';
import { RandomSource } from '../../support/random-source.ts';
import { SyncSocket } from '../../support/sync-socket.ts';
import { WritingDevice } from '../../support/writing-device.ts';
import { besiege, type BesiegedClass } from './besieged-class.ts';
import { bytes, expense, item, update, varUint } from '../../support/forge.ts';

let besieged: BesiegedClass;
beforeAll(async () => {
  besieged = await besiege();
});
afterAll(() => besieged.close());

it(
  'what people write, are called or keep secret is in no line of the log, whatever goes wrong with it',
  { timeout: 30_000 },
  async () => {
    const { server } = besieged;
    const { origin } = server;
    const canaries: string[] = [];
    const canary = (place: string): string => {
      const text = `Canary${canaries.length}${place}`;
      canaries.push(text);
      return text;
    };
    const { mallory } = besieged;

    // Accounts: names, passwords, tokens, codes; right ones, wrong ones, and in places where none belong.
    const username = canary('User');
    const password = canary('PasswordOfSomeLength');
    const account = await signUp(origin, username, { password, displayName: canary('Display') });
    const { cookie } = account;
    canaries.push(cookie, cookie.split('.').at(-1) ?? cookie);
    const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      request(origin, method, path, { cookie, headers, ...(body === undefined ? {} : { body }) });
    await ask('POST', '/sessions', { username: canary('Unknown'), password: canary('WrongPassword') });
    await ask('POST', '/sessions', { username, password: { deep: canary('NotText') } });
    await ask('POST', '/sessions/recover', {
      username,
      code: canary('Recovery'),
      next: canary('NextPassword1'),
    });
    await ask('POST', '/accounts', { username: canary('spaces in it '), displayName: '', password: 'x' });
    await ask('PATCH', '/me', { displayName: canary('Renamed') });
    await ask('POST', '/me/password', { current: canary('Current'), next: canary('Next') });
    await ask('POST', '/memberships', { code: canary('Code') });
    await ask('GET', `/me?token=${canary('Query')}`);
    await ask('GET', '/me', undefined, {
      Authorization: `Bearer ${canary('Bearer')}`,
      Referer: `${origin}/join#${canary('Referer')}`,
      'User-Agent': canary('Browser'),
      'X-Forwarded-For': canary('Address'),
    });
    await request(origin, 'GET', '/me', { cookie: `session=${account.id}.${canary('Token')}` });
    for (const broken of [`{"name":"${canary('Broken')}`, `${canary('NotJson')}{`, `["${canary('List')}"]`]) {
      await ask('POST', '/accounts', broken);
    }
    await ask('POST', '/accounts', JSON.stringify({ username: canary('Big').repeat(10_000) }));

    // A class, its records, honest and refused, and presence.
    const classId = randomUUID();
    const made = await createClass(origin, account, {
      classId,
      memberId: 'm_canaryyy',
      name: canary('Class'),
    });
    canaries.push(made.code, made.code.replaceAll('-', ''));
    const address = { origin, classId, cookie };
    const device = new WritingDevice(made.memberId, new RandomSource(1));
    expect(await device.connect(address)).toBe(true);
    device.write(canary('Title'));
    expect(await device.barrier()).toBe(true);
    device.close();
    const json = (title: string): string => expense(made.memberId, { s: { title } });
    const state = JSON.stringify({ user: { name: canary('Presence') } });
    for (const message of [
      update(5, 0, item('e_attack01', `{"k":"${canary('BrokenRecord')}`)),
      update(5, 0, item('e_attack01', expense(mallory.memberId, { s: { title: canary('Forged') } }))),
      update(5, 0, item(canary('Key with words'), json(canary('UnderBadKey')))),
      update(5, 0, item('e_attack01', json(canary('Parent')), canary('Root'))),
      update(5, 0, item('e_attack01', json(canary('Trailing'))), bytes(7)),
    ]) {
      const socket = new SyncSocket(address);
      expect(await socket.settle()).toBe(true);
      socket.send(encodeMessage({ type: 'update', update: message }));
      expect((await socket.closed).code).toBe(4400);
    }
    const socket = new SyncSocket({ ...address, classId: `${classId}?epoch=${canary('Epoch')}` });
    await socket.closed;
    const present = new SyncSocket(address);
    expect(await present.settle()).toBe(true);
    present.send({ type: 'awareness', update: bytes(1, 9, 1, varUint(state.length), state) });
    expect(await present.settle()).toBe(true);
    present.sendText(canary('TextFrame'));
    await present.closed;
    const foreign = new SyncSocket({
      ...address,
      pageOrigin: `https://${canary('Origin').toLowerCase()}.example`,
    });
    expect((await foreign.closed).status).toBe(403);

    expect(await server.stop()).toBe(0);
    // There is a log, and it does say which rule was broken.
    expect(server.log).toContain('"rule":"foreign-author"');
    expect(server.log).toContain('"code":"wrong-credentials"');
    expect(canaries.filter((text) => server.log.toLowerCase().includes(text.toLowerCase()))).toEqual([]);
  },
);
