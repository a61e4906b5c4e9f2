import { describe, expect, it } from 'vitest';
import { createFakeArgon2 } from '../../accounts/argon2-fixture.ts';
import { StorageError } from '../../storage/port.ts';
import { PASSWORD, settle, withApi } from './api-fixture.ts';
import type { ApiOverrides, Browser, RunningApi } from './api-fixture.ts';

const guess = (browser: Browser, username: string, headers?: Record<string, string>) =>
  browser.send('POST', '/sessions', { username, password: 'a wrong one' }, headers);

async function guessTimes(api: RunningApi, times: number, username: string): Promise<number[]> {
  const seen: number[] = [];
  for (let n = 0; n < times; n += 1) seen.push((await guess(api.openBrowser(), username)).status);
  return seen;
}

describe('guessing a password', () => {
  it('costs nothing ten times; the eleventh waits a second, and each further one twice as long', async () => {
    await withApi({}, async (api) => {
      await api.signUp('anna');
      expect(await guessTimes(api, 10, 'anna')).toEqual(Array.from({ length: 10 }, () => 401));
      for (const seconds of [1, 2, 4, 8, 16]) {
        const before = { ...api.argon2.counts };
        const refused = await guess(api.openBrowser(), 'ANNA');
        expect([refused.status, refused.json['code'], refused.headers['retry-after']]).toEqual([
          429,
          'slow-down',
          String(seconds),
        ]);
        expect(api.argon2.counts).toEqual(before);
        api.clock.nowMs += seconds * 1000;
        expect((await guess(api.openBrowser(), 'anna')).status).toBe(401);
      }
    });
  });

  it('is slowed alike for users that do not exist', async () => {
    await withApi({}, async (api) => {
      await guessTimes(api, 10, 'nobody');
      const refused = await guess(api.openBrowser(), 'nobody');
      expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1']);
    });
  });

  it('never waits longer than 15 minutes, and then the right password opens', async () => {
    await withApi({}, async (api) => {
      await api.signUp('anna');
      for (let n = 0; n < 40; n += 1) {
        await guess(api.openBrowser(), 'anna');
        api.clock.nowMs += 15 * 60_000;
      }
      await guess(api.openBrowser(), 'anna');
      const form = { username: 'anna', password: PASSWORD };
      const refused = await api.openBrowser().send('POST', '/sessions', form);
      expect(Number(refused.headers['retry-after'] ?? 0)).toBeLessThanOrEqual(900);
      api.clock.nowMs += 15 * 60_000;
      expect((await api.openBrowser().send('POST', '/sessions', form)).status).toBe(201);
    });
  });

  it('by strangers does not keep out a device that was signed in before, even long ago', async () => {
    await withApi({}, async (api) => {
      const anna = await api.signUp('anna');
      api.clock.nowMs += 200 * 24 * 60 * 60_000;
      expect((await anna.send('GET', '/me')).status).toBe(401);
      await guessTimes(api, 12, 'anna');
      const form = { username: 'anna', password: PASSWORD };
      expect((await api.openBrowser().send('POST', '/sessions', form)).status).toBe(429);
      expect((await anna.send('POST', '/sessions', form)).status).toBe(201);
    });
  });

  it('on a known device is slowed as well', async () => {
    await withApi({}, async (api) => {
      const anna = await api.signUp('anna');
      for (let n = 0; n < 10; n += 1) expect((await guess(anna, 'anna')).status).toBe(401);
      expect((await guess(anna, 'anna')).status).toBe(429);
    });
  });

  it('a cookie of an account of mine does not make me a known device of another', async () => {
    await withApi({}, async (api) => {
      await api.signUp('anna');
      const thief = await api.signUp('thief');
      for (let n = 0; n < 10; n += 1) expect((await guess(thief, 'anna')).status).toBe(401);
      expect((await guess(thief, 'anna')).status).toBe(429);
    });
  });

  it('is counted per address too, whoever is guessed at', async () => {
    await withApi({}, async (api) => {
      for (let n = 0; n < 100; n += 1) expect((await guess(api.openBrowser(), `user${n}`)).status).toBe(401);
      const refused = await guess(api.openBrowser(), 'user100');
      expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1']);
    });
  });

  it('by a neighbour, as long as it is not all day, keeps nobody else out at the same address', async () => {
    await withApi({}, async (api) => {
      await api.signUp('anna');
      await guessTimes(api, 30, 'somebody');
      const form = { username: 'anna', password: PASSWORD };
      expect((await api.openBrowser().send('POST', '/sessions', form)).status).toBe(201);
    });
  });

  it('a right password does not begin the wait of a shared address anew', async () => {
    await withApi({}, async (api) => {
      const names = ['anna', 'ben', 'cleo'];
      for (const name of names) await api.signUp(name);
      for (let n = 0; n < 111; n += 1) {
        const refused = await guess(api.openBrowser(), `user${n}`);
        if (refused.status === 429) api.clock.nowMs += Number(refused.headers['retry-after']) * 1000;
      }
      api.clock.nowMs += 60_000;
      for (const username of names) {
        const answer = await api.openBrowser().send('POST', '/sessions', { username, password: PASSWORD });
        expect([username, answer.status]).toEqual([username, 201]);
      }
      expect((await guess(api.openBrowser(), 'stranger')).status).toBe(401);
      expect((await guess(api.openBrowser(), 'stranger')).status).toBe(429);
    });
  });

  it('with a disk that refuses is not counted', async () => {
    let isFull = false;
    const refuseWrites: ApiOverrides['wrapAccounts'] = (store) => ({
      ...store,
      update: (id, change) =>
        isFull ? Promise.reject(new StorageError('unavailable', 'ENOSPC')) : store.update(id, change),
    });
    await withApi({ wrapAccounts: refuseWrites }, async (api) => {
      const anna = await api.signUp('anna');
      const { recoveryCode: code } = anna;
      const next = 'another good sentence';
      isFull = true;
      for (let n = 0; n < 15; n += 1) {
        const recover = { username: 'anna', code, next };
        expect((await api.openBrowser().send('POST', '/sessions/recover', recover)).status).toBe(503);
      }
    });
  });

  it('buys nothing with made-up X-Forwarded-For while no proxy is trusted', async () => {
    await withApi({ trustProxy: 0 }, async (api) => {
      const spoof = (n: number) => ({ 'X-Forwarded-For': `203.0.113.${n}`, Forwarded: `for=203.0.113.${n}` });
      for (let n = 0; n < 100; n += 1) await guess(api.openBrowser(), `user${n}`, spoof(n));
      expect((await guess(api.openBrowser(), 'user100', spoof(100))).status).toBe(429);
    });
  });

  it('counts what the trusted proxy says, and nothing a client put before it', async () => {
    await withApi({ trustProxy: 1 }, async (api) => {
      const from = (address: string, n: number) => ({ 'X-Forwarded-For': `198.51.100.${n}, ${address}` });
      for (let n = 0; n < 100; n += 1) await guess(api.openBrowser(), `user${n}`, from('2001:db8:1:2::1', n));
      expect((await guess(api.openBrowser(), 'u', from('2001:db8:1:2:ffff::9', 11))).status).toBe(429);
      expect((await guess(api.openBrowser(), 'u', from('2001:db8:1:3::1', 11))).status).toBe(401);
    });
  });

  it('a right password given often costs nobody else a wait', async () => {
    await withApi({}, async (api) => {
      await api.signUp('anna');
      for (let n = 0; n < 30; n += 1) {
        const form = { username: 'anna', password: PASSWORD };
        expect((await api.openBrowser().send('POST', '/sessions', form)).status).toBe(201);
      }
    });
  });

  it('cannot be sped up by sending guesses at once', async () => {
    await withApi({}, async (api) => {
      await api.signUp('anna');
      const answers = await Promise.all(Array.from({ length: 30 }, () => guess(api.openBrowser(), 'anna')));
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
    });
  });

  it.each([
    ['POST', '/me/password', { current: 'a wrong one', next: 'another good sentence' }],
    ['POST', '/me/recovery-code', { password: 'a wrong one' }],
    ['DELETE', '/me', { password: 'a wrong one' }],
  ])('is slowed in %s %s for whoever found an open device', async (method, path, body) => {
    await withApi({}, async (api) => {
      const anna = await api.signUp('anna');
      for (let n = 0; n < 10; n += 1) expect((await anna.send(method, path, body)).status).toBe(401);
      expect((await anna.send(method, path, body)).status).toBe(429);
    });
  });
});

describe('guessing codes', () => {
  it('of recovery is slowed like passwords, and does not touch signing in by password', async () => {
    await withApi({ trustProxy: 1 }, async (api) => {
      await api.signUp('anna');
      const from = (n: number) => ({ 'X-Forwarded-For': `203.0.113.${n}` });
      const form = { username: 'anna', code: '0000-0000-0000-0000-0000-0000', next: 'another good sentence' };
      for (let n = 0; n < 10; n += 1) {
        expect((await api.openBrowser().send('POST', '/sessions/recover', form, from(n))).status).toBe(401);
      }
      expect((await api.openBrowser().send('POST', '/sessions/recover', form, from(20))).status).toBe(429);
      const right = { username: 'anna', password: PASSWORD };
      expect((await api.openBrowser().send('POST', '/sessions', right, from(21))).status).toBe(201);
    });
  });

  it('of recovery does not use up what an address may guess at passwords', async () => {
    await withApi({}, async (api) => {
      const form = { code: '0000-0000-0000-0000-0000-0000', next: 'another good sentence' };
      for (let n = 0; n < 101; n += 1) {
        const answer = await api
          .openBrowser()
          .send('POST', '/sessions/recover', { username: `u${n}`, ...form });
        expect(answer.status).toBe(n < 100 ? 401 : 429);
      }
      expect((await guess(api.openBrowser(), 'anna')).status).toBe(401);
    });
  });

  it('of classes does not count while the disk refuses', async () => {
    const findByCode = () => Promise.reject(new StorageError('unavailable', 'EIO'));
    await withApi({ wrapClasses: (store) => ({ ...store, findByCode }) }, async (api) => {
      const anna = await api.signUp('anna');
      for (let n = 0; n < 15; n += 1) {
        expect((await anna.send('POST', '/memberships', { code: '0000-0000-0000' })).status).toBe(503);
      }
    });
  });

  it('of classes is slowed per account and per address', async () => {
    await withApi({ trustProxy: 1 }, async (api) => {
      const [anna, ben] = [await api.signUp('anna'), await api.signUp('ben')];
      const from = (address: string) => ({ 'X-Forwarded-For': address });
      const made = await api.createClass(ben);
      const wrong = { code: '0000-0000-0000' };
      for (let n = 0; n < 10; n += 1) {
        const { status } = await anna.send('POST', '/memberships', wrong, from(`203.0.113.${n}`));
        expect(status).toBe(404);
      }
      const refused = await anna.send('POST', '/memberships', { code: made.code }, from('203.0.113.99'));
      expect([refused.status, refused.json['code'], refused.headers['retry-after']]).toEqual([
        429,
        'slow-down',
        '1',
      ]);
      api.clock.nowMs += 1000;
      expect(
        (await anna.send('POST', '/memberships', { code: made.code }, from('203.0.113.99'))).status,
      ).toBe(201);

      const others = await Promise.all(Array.from({ length: 11 }, (_, n) => api.signUp(`other${n}`)));
      const shared = from('198.51.100.1');
      for (const other of others.slice(0, 10)) {
        for (let n = 0; n < 10; n += 1) {
          expect((await other.send('POST', '/memberships', wrong, shared)).status).toBe(404);
        }
      }
      expect((await others[10]?.send('POST', '/memberships', wrong, shared))?.status).toBe(429);
      expect((await others[10]?.send('POST', '/memberships', wrong, from('198.51.100.2')))?.status).toBe(404);
    });
  });

  it('of sign-up is slowed per address', async () => {
    await withApi({ signUpPolicy: { kind: 'code', code: 'only-for-us' } }, async (api) => {
      const form = { username: 'anna', displayName: 'Anna', password: PASSWORD, signUpCode: 'guess' };
      for (let n = 0; n < 100; n += 1) {
        expect((await api.openBrowser().send('POST', '/accounts', form)).status).toBe(403);
      }
      expect((await api.openBrowser().send('POST', '/accounts', form)).status).toBe(429);
    });
  });

  it('of sign-up never slows those who know the code', async () => {
    await withApi({ signUpPolicy: { kind: 'code', code: 'only-for-us' } }, async (api) => {
      for (let n = 0; n < 15; n += 1) {
        const form = {
          username: `user${n}`,
          displayName: 'Anna',
          password: PASSWORD,
          signUpCode: 'only-for-us',
        };
        expect((await api.openBrowser().send('POST', '/accounts', form)).status).toBe(201);
      }
    });
  });
});

it('200 sign-ins at once: two are hashed at a time, twenty wait, the others are told to come again', async () => {
  const argon2 = createFakeArgon2();
  await withApi({ argon2, trustProxy: 1 }, async (api) => {
    for (let n = 0; n < 200; n += 1) await api.signUp(`user${n}`);
    argon2.counts.most = 0;
    const open = argon2.hold();
    let refused = 0;
    const answers = Array.from({ length: 200 }, async (_, n) => {
      const form = { username: `user${n}`, password: PASSWORD };
      const from = { 'X-Forwarded-For': `203.0.113.${n}` };
      const answer = await api.openBrowser().send('POST', '/sessions', form, from);
      if (answer.status === 503) refused += 1;
      return answer;
    });
    await settle(() => refused === 178);
    expect(refused).toBe(178);
    expect(argon2.counts.atOnce).toBe(2);
    open();
    const all = await Promise.all(answers);
    expect(all.filter(({ status }) => status === 201)).toHaveLength(22);
    const busy = all.find(({ status }) => status === 503);
    expect([busy?.json['code'], busy?.headers['retry-after']]).toEqual(['busy', '2']);
    expect(argon2.counts.most).toBe(2);
  });
});

it('an account that asks for hashes without end, from many devices, takes a turn like any other', async () => {
  const argon2 = createFakeArgon2();
  await withApi({ argon2, trustProxy: 1 }, async (api) => {
    await api.signUp('hog');
    await api.signUp('anna');
    const from = (address: string) => ({ 'X-Forwarded-For': address });
    const devices = await Promise.all(
      [1, 2, 3, 4].map(async () => {
        const device = api.openBrowser();
        await device.send('POST', '/sessions', { username: 'hog', password: PASSWORD });
        return device;
      }),
    );
    const open = argon2.hold();
    let refused = 0;
    const hogged = devices.flatMap((device) =>
      Array.from({ length: 10 }, async () => {
        const asked = { password: PASSWORD };
        const answer = await device.send('POST', '/me/recovery-code', asked, from('203.0.113.1'));
        if (answer.status === 503) refused += 1;
      }),
    );
    await settle(() => refused === 18);
    expect([argon2.counts.atOnce, refused]).toEqual([2, 18]);
    const others = ['203.0.113.1', '203.0.113.2'].map((address) =>
      api.openBrowser().send('POST', '/sessions', { username: 'anna', password: PASSWORD }, from(address)),
    );
    await settle(() => refused === 20);
    open();
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([201, 201]);
    await Promise.all(hogged);
    expect(refused).toBe(20);
  });
});
