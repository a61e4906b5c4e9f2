import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from './api-fixture.ts';
import type { Person, RunningApi } from './api-fixture.ts';

let api: RunningApi;
let anna: Person;
let classId: string;
beforeAll(async () => {
  api = await startApi();
  anna = await api.signUp('anna');
  classId = (await api.createClass(anna)).id;
});
afterEach(() => {
  expect(api.errorLines).toEqual([]);
  // Wrong guesses are not what these tests are about.
  api.clock.nowMs += 24 * 60 * 60_000;
});
afterAll(() => api.stop());

const routes = (): readonly (readonly [method: string, path: string])[] => [
  ['POST', '/accounts'],
  ['POST', '/sessions'],
  ['POST', '/sessions/recover'],
  ['PATCH', '/me'],
  ['POST', '/me/password'],
  ['POST', '/me/recovery-code'],
  ['DELETE', '/me'],
  ['PUT', `/classes/${randomUUID()}`],
  ['POST', '/memberships'],
  ['POST', `/classes/${classId}/roll-back`],
];

/** Signed in anew for each, since the clock runs far. */
async function send(method: string, path: string, body: unknown, headers?: Record<string, string>) {
  const browser = api.openBrowser();
  await browser.send('POST', '/sessions', { username: 'anna', password: 'correct horse battery' });
  return browser.send(method, path, body, headers);
}

describe('every route that takes a body', () => {
  it.each([
    ['null', 422],
    ['[]', 422],
    ['"text"', 422],
    ['12', 422],
    ['true', 422],
    ['{}', 422],
    ['{"__proto__":{"username":"root","password":"x"}}', 422],
    ['{"constructor":{"prototype":{"isAdmin":true}}}', 422],
    ['{"username":{"$gt":""},"password":{"$gt":""},"displayName":{},"code":{},"current":{},"next":{}}', 422],
    [
      '{"username":["anna"],"password":["x"],"displayName":[1],"code":[],"current":[],"next":[],"day":[]}',
      422,
    ],
    ['{"username":null,"password":null,"displayName":null,"code":null,"current":null,"next":null}', 422],
    ['{"username":1e400,"password":-0,"displayName":1,"code":2,"current":3,"next":4,"day":5}', 422],
    ['[['.repeat(8000), 400],
    [`${'['.repeat(16_000)}${']'.repeat(16_000)}`, 422],
    ['{', 400],
    ['{"a":1}}', 400],
    ['{"username": undefined}', 400],
    ['NaN', 400],
    ['\u0000', 400],
  ])('answers %.60s with %i', async (body, status) => {
    for (const [method, path] of routes()) {
      const answer = await send(method, path, body);
      expect([method, path, answer.status]).toEqual([method, path, status]);
      expect(answer.json['code']).toBe(status === 422 ? 'invalid' : 'bad-json');
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/json',
    '',
  ])('takes %j for the form of a foreign page', async (type) => {
    for (const [method, path] of routes()) {
      const answer = await send(method, path, '{"a":1}', { 'Content-Type': type });
      expect([answer.status, answer.json['code']]).toEqual([403, 'cross-site']);
    }
  });

  it('reads no other charset', async () => {
    for (const [method, path] of routes()) {
      const latin = { 'Content-Type': 'application/json; charset=latin1' };
      const answer = await send(method, path, '{"a":1}', latin);
      expect([answer.status, answer.json['code']]).toEqual([415, 'json-only']);
    }
  });

  it('unpacks nothing', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000, 32)).toString('latin1');
    const answer = await send('POST', '/sessions', bomb, { 'Content-Encoding': 'gzip' });
    expect([answer.status, answer.json['code']]).toEqual([415, 'json-only']);
  });

  it('reads at most 32 KiB', async () => {
    const filler = (bytes: number): string => `{"a":"${'x'.repeat(bytes - 8)}"}`;
    expect((await send('POST', '/sessions', filler(32 * 1024))).status).toBe(422);
    const answer = await send('POST', '/sessions', filler(32 * 1024 + 1));
    expect([answer.status, answer.json['code']]).toEqual([413, 'too-large']);
  });

  it('says what is missing when there is no body at all', async () => {
    const answer = await send('POST', '/sessions', undefined);
    expect([answer.status, answer.json['fields']]).toEqual([
      422,
      { username: 'missing', password: 'missing' },
    ]);
  });

  it('is refused when a page of another origin sent it', async () => {
    for (const [method, path] of routes()) {
      const answer = await send(method, path, {}, { Origin: 'https://evil.example' });
      expect([answer.status, answer.json['code']]).toEqual([403, 'cross-site']);
    }
  });

  it('answers any JSON with a refusal that is told, and never fails', async () => {
    const name = fc.constantFrom(
      'username',
      'displayName',
      'password',
      'code',
      'current',
      'next',
      'name',
      'day',
      'joining',
      'recovering',
    );
    const body = fc.oneof(fc.jsonValue(), fc.dictionary(fc.oneof(name, fc.string()), fc.jsonValue()));
    const browser = api.openBrowser();
    await browser.send('POST', '/sessions', { username: 'anna', password: 'correct horse battery' });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...routes(), ['PATCH', `/classes/${classId}`] as const),
        body,
        async ([method, path], sent) => {
          const answer = await browser.send(method, path, JSON.stringify(sent));
          // A name or nothing to change is a good form of a PATCH.
          const good = method === 'PATCH' ? [200] : [];
          expect([...good, 401, 403, 404, 422, 429]).toContain(answer.status);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('paths', () => {
  it.each([
    '/classes/__proto__',
    '/classes/constructor',
    '/classes/..%2f..%2f..%2fetc%2fpasswd',
    '/classes/%00',
    `/classes/${'a'.repeat(3000)}`,
    `/classes/${randomUUID()}%0a`,
    '/classes/%E2%80%AE',
  ])('GET %.60s finds nothing', async (path) => {
    for (const end of ['', '/state']) {
      const answer = await send('GET', `${path}${end}`, undefined);
      expect([answer.status, answer.json['code']]).toEqual([404, 'no-such-class']);
    }
  });

  it.each(['__proto__', '..%2f..%2faccounts%2fx', '%00', 'a'.repeat(3000)])(
    'DELETE a member called %.40s finds nobody',
    async (member) => {
      const answer = await send('DELETE', `/classes/${classId}/members/${member}`, undefined);
      expect([answer.status, answer.json['code']]).toEqual([404, 'no-such-member']);
      expect((await send('DELETE', `/sessions/${member}`, undefined)).status).toBe(404);
    },
  );

  it('that cannot be decoded are a bad request', async () => {
    expect((await send('GET', '/classes/%E0%A4%A', undefined)).status).toBe(400);
  });
});
