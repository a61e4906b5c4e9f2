import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, startApi, withApi } from './api-fixture.ts';
import type { RunningApi } from './api-fixture.ts';

let api: RunningApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const NEXT = 'another good sentence';

describe('POST /api/accounts', () => {
  it('makes an account, signs it in and shows the recovery code this once', async () => {
    const browser = api.openBrowser();
    const answer = await browser.send('POST', '/accounts', {
      username: 'Anna.K',
      displayName: '  Anna ',
      password: PASSWORD,
    });
    expect(answer.status).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { id, recoveryCode, ...rest } = answer.json;
    expect(rest).toEqual({ username: 'Anna.K', displayName: 'Anna' });
    expect(recoveryCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect((await browser.send('GET', '/me')).json).toEqual({ id, username: 'Anna.K', displayName: 'Anna' });
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^session=[0-9a-f-]{36}\.[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ]);
  });

  it('keeps neither password, token nor recovery code', async () => {
    const anna = await api.signUp('keeps-nothing');
    const stored = JSON.stringify(await api.storage.accounts.read(anna.id));
    const token = anna.cookie?.split('.')[1] ?? 'no token';
    for (const secret of [PASSWORD, token, anna.recoveryCode, anna.recoveryCode.replaceAll('-', '')]) {
      expect(stored).not.toContain(secret);
    }
  });

  it('uses the __Host- prefix and Secure where people come by https', async () => {
    await withApi({ publicOrigin: 'https://tally.example.org' }, async (secure) => {
      const browser = secure.openBrowser();
      const form = { username: 'anna', displayName: 'Anna', password: PASSWORD };
      const answer = await browser.send('POST', '/accounts', form);
      const cookie = answer.headers['set-cookie']?.[0] ?? '';
      expect(cookie).toMatch(/^__Host-session=/);
      expect(cookie.split('; ')).toEqual(
        expect.arrayContaining(['Secure', 'Path=/', 'HttpOnly', 'SameSite=Lax']),
      );
      expect((await browser.send('GET', '/me')).status).toBe(200);
      const plain = { Cookie: cookie.split(';')[0]?.replace('__Host-', '') ?? '' };
      expect((await secure.openBrowser().send('GET', '/me', undefined, plain)).status).toBe(401);
    });
  });

  it('refuses a username that differs only in case', async () => {
    await api.signUp('Twice');
    const answer = await api.openBrowser().send('POST', '/accounts', {
      username: 'tWICE',
      displayName: 'Other',
      password: PASSWORD,
    });
    expect([answer.status, answer.json['code']]).toEqual([409, 'username-taken']);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('lets one of two through that come at once with one username', async () => {
    const form = { username: 'at-once', displayName: 'A', password: PASSWORD };
    const answers = await Promise.all([1, 2].map(() => api.openBrowser().send('POST', '/accounts', form)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  it('names every field that is not right', async () => {
    const answer = await api.openBrowser().send('POST', '/accounts', {
      username: 'a',
      displayName: ' ',
      password: '1qaz2wsx3edc',
    });
    expect([answer.status, answer.json['code']]).toEqual([422, 'invalid']);
    expect(answer.json['fields']).toEqual({
      username: 'too-short',
      displayName: 'too-short',
      password: 'too-common',
    });
  });

  it('is closed, or wants the code, as the server was told', async () => {
    const form = { username: 'anna', displayName: 'Anna', password: PASSWORD };
    await withApi({ signUpPolicy: { kind: 'closed' } }, async (closed) => {
      const answer = await closed.openBrowser().send('POST', '/accounts', form);
      expect([answer.status, answer.json['code']]).toEqual([403, 'sign-up-closed']);
    });
    await withApi({ signUpPolicy: { kind: 'code', code: 'only-for-us' } }, async (guarded) => {
      for (const signUpCode of [undefined, '', 'only-for-u', 'ONLY-FOR-US']) {
        const answer = await guarded.openBrowser().send('POST', '/accounts', { ...form, signUpCode });
        expect([answer.status, answer.json['code']]).toEqual([403, 'wrong-sign-up-code']);
      }
      const answer = await guarded
        .openBrowser()
        .send('POST', '/accounts', { ...form, signUpCode: 'only-for-us' });
      expect(answer.status).toBe(201);
    });
  });
});

describe('sessions', () => {
  it('begin with the password, under any case of the username, and carry a token of their own', async () => {
    const anna = await api.signUp('Sign.In');
    const phone = api.openBrowser();
    const answer = await phone.send('POST', '/sessions', { username: 'sign.in', password: PASSWORD });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({ id: anna.id, username: 'Sign.In', displayName: 'Sign.In example' });
    expect(phone.cookie).not.toBe(anna.cookie);
    expect((await phone.send('GET', '/me')).status).toBe(200);
  });

  it('refuse a wrong password and an unknown user alike, after the same work', async () => {
    await api.signUp('is-known');
    const before = { ...api.argon2.counts };
    const wrong = await api.openBrowser().send('POST', '/sessions', { username: 'is-known', password: 'x' });
    const between = { ...api.argon2.counts };
    const unknown = await api.openBrowser().send('POST', '/sessions', { username: 'nobody', password: 'x' });
    expect(wrong.status).toBe(401);
    expect(wrong.json['code']).toBe('wrong-credentials');
    expect(unknown.body.toString()).toBe(wrong.body.toString());
    expect(Object.keys(unknown.headers)).toEqual(Object.keys(wrong.headers));
    expect(between.verify - before.verify).toBe(1);
    expect(api.argon2.counts.verify - between.verify).toBe(1);
    expect(api.argon2.counts.hash).toBe(before.hash);
  });

  it('never take the stand-in hash of an unknown user for theirs', async () => {
    const yes = {
      hash: () => Promise.resolve('$argon2id$v=19$m=19456,t=2,p=1$x'),
      verify: () => Promise.resolve(true),
    };
    await withApi({ argon2: yes }, async (gullible) => {
      const answer = await gullible
        .openBrowser()
        .send('POST', '/sessions', { username: 'nobody', password: 'x' });
      expect(answer.status).toBe(401);
    });
  });

  it('are listed with the device that asks marked, and ended one by one', async () => {
    const anna = await api.signUp('lister');
    const phone = api.openBrowser();
    api.clock.nowMs += 1000;
    await phone.send(
      'POST',
      '/sessions',
      { username: 'lister', password: PASSWORD },
      { 'User-Agent': 'Phone/1' },
    );
    const list = (await anna.send('GET', '/sessions')).json['sessions'] as Record<string, unknown>[];
    expect(list).toHaveLength(2);
    expect(Object.keys(list[0] ?? {}).toSorted()).toEqual([
      'createdAt',
      'current',
      'id',
      'lastSeenAt',
      'userAgent',
    ]);
    expect(list.map(({ userAgent, current }) => [userAgent, current])).toEqual([
      ['Phone/1', false],
      ['', true],
    ]);
    const phoneId = String(list[0]?.['id']);
    expect((await anna.send('DELETE', `/sessions/${phoneId}`)).status).toBe(204);
    expect(api.events.at(-1)).toBe(`ended ${anna.id} ${phoneId}`);
    expect((await phone.send('GET', '/me')).json['code']).toBe('sign-in-required');
    const again = await anna.send('DELETE', `/sessions/${phoneId}`);
    expect([again.status, again.json['code']]).toEqual([404, 'no-such-session']);
  });

  it("cannot be ended by somebody else's id", async () => {
    const [anna, ben] = [await api.signUp('own-session'), await api.signUp('foreign-session')];
    const list = (await anna.send('GET', '/sessions')).json['sessions'] as { id: string }[];
    const answer = await ben.send('DELETE', `/sessions/${list[0]?.id ?? ''}`);
    expect(answer.status).toBe(404);
    expect((await anna.send('GET', '/me')).status).toBe(200);
  });

  it('end by signing out, also twice, and the cookie is taken away', async () => {
    const anna = await api.signUp('leaver');
    const kept = anna.cookie ?? '';
    expect((await anna.send('DELETE', '/sessions/current')).status).toBe(204);
    expect(anna.cookie).toBeUndefined();
    expect((await anna.send('GET', '/me', undefined, { Cookie: kept })).status).toBe(401);
    expect((await anna.send('DELETE', '/sessions/current', undefined, { Cookie: kept })).status).toBe(204);
  });

  it('end after 30 days of silence and after 180 days in any case', async () => {
    const day = 24 * 60 * 60_000;
    await withApi({}, async (own) => {
      const [idle, busy] = [await own.signUp('idle'), await own.signUp('busy')];
      own.clock.nowMs += 29 * day;
      expect((await busy.send('GET', '/me')).status).toBe(200);
      own.clock.nowMs += 1 * day;
      expect((await idle.send('GET', '/me')).status).toBe(401);
      for (let days = 30; days < 175; days += 25) {
        expect((await busy.send('GET', '/me')).status).toBe(200);
        own.clock.nowMs += 25 * day;
      }
      expect((await busy.send('GET', '/me')).status).toBe(401);
    });
  });

  it('write down the time at most once an hour', async () => {
    const writes: string[] = [];
    const wrapAccounts: NonNullable<Parameters<typeof startApi>[0]>['wrapAccounts'] = (store) => ({
      ...store,
      update: (id, change) => {
        writes.push(id);
        return store.update(id, change);
      },
    });
    await withApi({ wrapAccounts }, async (own) => {
      const anna = await own.signUp('anna');
      for (let minutes = 0; minutes < 180; minutes += 10) {
        own.clock.nowMs += 10 * 60_000;
        await anna.send('GET', '/me');
      }
      expect(writes).toHaveLength(3);
    });
  });

  it('are at most 100, the one not seen for longest giving way', async () => {
    await withApi({}, async (own) => {
      const first = await own.signUp('anna');
      const browsers = [];
      for (let n = 0; n < 100; n += 1) {
        own.clock.nowMs += 1000;
        const browser = own.openBrowser();
        const answer = await browser.send('POST', '/sessions', { username: 'anna', password: PASSWORD });
        expect(answer.status).toBe(201);
        browsers.push(browser);
      }
      expect((await first.send('GET', '/me')).status).toBe(401);
      expect((await browsers[0]?.send('GET', '/sessions'))?.json['sessions']).toHaveLength(100);
      expect(own.events).toHaveLength(1);
    });
  });

  it('of one browser do not pile up: signing in again replaces the one it had', async () => {
    const [anna, ben] = [await api.signUp('replace-a'), await api.signUp('replace-b')];
    await anna.send('POST', '/sessions', { username: 'replace-a', password: PASSWORD });
    expect((await anna.send('GET', '/sessions')).json['sessions']).toHaveLength(1);
    const kept = anna.cookie ?? '';
    await anna.send('POST', '/sessions', { username: 'replace-b', password: PASSWORD });
    expect((await ben.send('GET', '/me', undefined, { Cookie: kept })).status).toBe(401);
  });
});

describe('my own account', () => {
  it('takes another display name, and no bad one', async () => {
    const anna = await api.signUp('renamer');
    expect((await anna.send('PATCH', '/me', { displayName: ' Anna B. ' })).json['displayName']).toBe(
      'Anna B.',
    );
    const bad = await anna.send('PATCH', '/me', { displayName: 'x\u202Ey' });
    expect([bad.status, bad.json['fields']]).toEqual([422, { displayName: 'not-allowed' }]);
    expect((await anna.send('GET', '/me')).json['displayName']).toBe('Anna B.');
  });

  it('takes another password, which ends every other session and changes the token of this one', async () => {
    const anna = await api.signUp('changer');
    const phone = api.openBrowser();
    await phone.send('POST', '/sessions', { username: 'changer', password: PASSWORD });
    const before = anna.cookie ?? '';
    const phoneId = (await api.storage.accounts.read(anna.id))?.sessions[1]?.id ?? 'none';
    const answer = await anna.send('POST', '/me/password', { current: PASSWORD, next: NEXT });
    expect(answer.status).toBe(200);
    expect(api.events.at(-1)).toBe(`ended ${anna.id} ${phoneId}`);
    expect((await phone.send('GET', '/me')).status).toBe(401);
    expect((await phone.send('GET', '/me', undefined, { Cookie: before })).status).toBe(401);
    expect((await anna.send('GET', '/me')).status).toBe(200);
    const old = await api
      .openBrowser()
      .send('POST', '/sessions', { username: 'changer', password: PASSWORD });
    const fresh = await api.openBrowser().send('POST', '/sessions', { username: 'changer', password: NEXT });
    expect([old.status, fresh.status]).toEqual([401, 201]);
  });

  it('keeps the password when the current one is wrong or the next one is weak', async () => {
    const anna = await api.signUp('keeper');
    const wrong = await anna.send('POST', '/me/password', { current: 'not this one', next: NEXT });
    expect([wrong.status, wrong.json['code']]).toEqual([401, 'wrong-credentials']);
    const weak = await anna.send('POST', '/me/password', { current: PASSWORD, next: 'LeaveMeAlone' });
    expect([weak.status, weak.json['fields']]).toEqual([422, { next: 'too-common' }]);
    const answer = await api
      .openBrowser()
      .send('POST', '/sessions', { username: 'keeper', password: PASSWORD });
    expect(answer.status).toBe(201);
  });

  it('gets a new recovery code for the password, and the one before is worth nothing', async () => {
    const anna = await api.signUp('renewer');
    expect((await anna.send('POST', '/me/recovery-code', { password: 'no' })).status).toBe(401);
    const { recoveryCode } = (await anna.send('POST', '/me/recovery-code', { password: PASSWORD })).json;
    const recover = (code: unknown) =>
      api.openBrowser().send('POST', '/sessions/recover', { username: 'renewer', code, next: NEXT });
    expect((await recover(anna.recoveryCode)).status).toBe(401);
    expect((await recover(recoveryCode)).status).toBe(201);
  });
});

describe('POST /api/sessions/recover', () => {
  it('takes the code in any spelling, sets the password, ends all sessions and gives another code', async () => {
    const anna = await api.signUp('forgetful');
    const browser = api.openBrowser();
    const typed = ` ${anna.recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
    const answer = await browser.send('POST', '/sessions/recover', {
      username: 'FORGETFUL',
      code: typed,
      next: NEXT,
    });
    expect(answer.status).toBe(201);
    expect(answer.json['recoveryCode']).not.toBe(anna.recoveryCode);
    expect(api.events.at(-1)).toBe(`ended ${anna.id} all`);
    expect((await anna.send('GET', '/me')).status).toBe(401);
    expect((await browser.send('GET', '/me')).status).toBe(200);
    const again = await api.openBrowser().send('POST', '/sessions/recover', {
      username: 'forgetful',
      code: anna.recoveryCode,
      next: NEXT,
    });
    expect(again.status).toBe(401);
  });

  it('answers a wrong code and an unknown user alike', async () => {
    const anna = await api.signUp('guarded');
    const wrong = { code: '0000-0000-0000-0000-0000-0000', next: NEXT };
    const answers = await Promise.all(
      [anna.username, 'nobody-here'].map((username) =>
        api.openBrowser().send('POST', '/sessions/recover', { username, ...wrong }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(answers[0]?.body.toString()).toBe(answers[1]?.body.toString());
  });

  it('lets a code in once when it comes twice at once', async () => {
    const anna = await api.signUp('double');
    const form = { username: 'double', code: anna.recoveryCode, next: NEXT };
    const answers = await Promise.all(
      [1, 2].map(() => api.openBrowser().send('POST', '/sessions/recover', form)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 401]);
  });
});

describe('without a session', () => {
  it.each([
    ['GET', '/me'],
    ['PATCH', '/me'],
    ['DELETE', '/me'],
    ['POST', '/me/password'],
    ['POST', '/me/recovery-code'],
    ['GET', '/sessions'],
    ['DELETE', '/sessions/0d9fe2f8-8f4e-4b7e-b9f7-0c1a90b3a111'],
  ])('%s %s is 401 sign-in-required', async (method, path) => {
    const answer = await api.openBrowser().send(method, path);
    expect([answer.status, answer.json['code']]).toEqual([401, 'sign-in-required']);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('a page that holds the data of another account is nobody, and cannot sign the one out', async () => {
    const anna = await api.signUp('another-tab');
    const asBert = { 'X-Account': 'somebody-else' };
    expect((await anna.send('GET', '/me', undefined, asBert)).status).toBe(401);
    expect((await anna.send('GET', '/classes', undefined, asBert)).status).toBe(401);
    const left = await anna.send('DELETE', '/sessions/current', undefined, asBert);
    expect([left.status, left.headers['set-cookie']]).toEqual([204, undefined]);
    expect((await anna.send('GET', '/me', undefined, { 'X-Account': anna.id })).status).toBe(200);
  });

  it('a forged cookie opens nothing', async () => {
    const anna = await api.signUp('forged');
    const forgeries = [
      `session=${anna.id}.${'A'.repeat(43)}`,
      `session=${anna.id}.`,
      `session=../../${anna.id}.${'A'.repeat(43)}`,
      `session=__proto__.${'A'.repeat(43)}`,
      `${(anna.cookie ?? '').slice(0, -1)}-`,
    ];
    for (const Cookie of forgeries.filter((one) => one !== anna.cookie)) {
      expect((await api.openBrowser().send('GET', '/me', undefined, { Cookie })).status).toBe(401);
    }
    const planted = { Cookie: `session=${anna.id}.${'A'.repeat(43)}; ${anna.cookie ?? ''}` };
    expect((await api.openBrowser().send('GET', '/me', undefined, planted)).status).toBe(200);
  });
});
