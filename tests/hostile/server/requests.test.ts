import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { request as send, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, request } from '../../support/api-client.ts';
import { readWholeFolder } from '../../support/data-folder-dump.ts';
import { besiege, type BesiegedClass } from './besieged-class.ts';

let besieged: BesiegedClass;
let origin: string;
beforeAll(async () => {
  besieged = await besiege();
  ({ origin } = besieged.server);
});
afterAll(() => besieged.close());

const NEW_CLASS = { name: 'Oslo', currency: 'EUR', memberId: 'm_annaaaaa' };

describe('a change that a page of another site asks for', () => {
  const SITES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['with a foreign Origin', { Origin: 'https://evil.example' }],
    ['with the Origin null', { Origin: 'null' }],
    ['with no Origin', { Origin: '' }],
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from a sibling host', { 'Sec-Fetch-Site': 'same-site' }],
    ['by the address bar', { 'Sec-Fetch-Site': 'none' }],
  ];
  it.each(SITES)('%s is refused, whatever the method and the type', async (_, headers) => {
    const before = await readWholeFolder(besieged.dataDir);
    const { cookie } = besieged.anna.account;
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      const sent = { cookie, headers: { ...headers, 'Content-Type': type } };
      for (const [method, path, body] of [
        ['POST', '/memberships', { code: besieged.code }],
        ['PUT', `/classes/${randomUUID()}`, NEW_CLASS],
        ['PATCH', '/me', { displayName: 'Anna the second' }],
        ['DELETE', `/classes/${besieged.classId}`, {}],
      ] as const) {
        const answer = await request(origin, method, path, { ...sent, body });
        expect({ type, method, status: answer.status, code: answer.code }).toEqual({
          type,
          method,
          status: 403,
          code: 'cross-site',
        });
      }
    }
    expect(await readWholeFolder(besieged.dataDir)).toBe(before);
  });
});

describe('a body', () => {
  it.each([
    ['that is a form', { 'Content-Type': 'text/plain' }, JSON.stringify(NEW_CLASS), 403],
    ['that is packed', { 'Content-Encoding': 'gzip' }, gzipSync('"x"').toString('latin1'), 415],
    ['of 40 kB', {}, JSON.stringify({ name: 'x'.repeat(40_000) }), 413],
    ['of a million brackets', {}, '['.repeat(1_000_000), 413],
    ['of deep brackets', {}, `${'['.repeat(15_000)}${']'.repeat(15_000)}`, 422],
    ['that is cut short', {}, '{"name":', 400],
    ['with __proto__', {}, '{"__proto__":{"name":"Oslo","currency":"EUR","memberId":"m_annaaaaa"}}', 422],
    ['with constructor', {}, '{"constructor":{"prototype":{"name":"Oslo"}}}', 422],
  ] as const)('%s is refused', async (_, headers, body, status) => {
    const { cookie } = besieged.anna.account;
    const answer = await request(origin, 'PUT', `/classes/${randomUUID()}`, { cookie, headers, body });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
    expect(answer.code).toMatch(/^[a-z-]+$/);
    expect((await request(origin, 'GET', '/me', { cookie })).body['isAdmin']).toBeUndefined();
  });
});

/** `fetch` would walk up the path before it asks. */
async function askAsItStands(method: string, path: string, cookie: string): Promise<number> {
  const { port } = besieged.server;
  const headers = { Origin: origin, Cookie: cookie, 'Content-Type': 'application/json' };
  const asked = send({ host: '127.0.0.1', port, path: `/api${path}`, method, headers, agent: false });
  asked.end(method === 'PUT' ? JSON.stringify(NEW_CLASS) : '');
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode ?? 0;
}

describe('an id', () => {
  it.each(['..%2f..%2faccounts', '%2e%2e', '..%5c..%5cetc', '%00', '__proto__', 'a'.repeat(300)])(
    '%s leads to no file, read or written',
    async (id) => {
      const before = await readWholeFolder(besieged.dataDir);
      const { cookie } = besieged.anna.account;
      for (const [method, path] of [
        ['GET', `/classes/${id}`],
        ['GET', `/classes/${id}/state`],
        ['PUT', `/classes/${id}`],
        ['DELETE', `/classes/${id}`],
        ['DELETE', `/classes/${besieged.classId}/members/${id}`],
        ['DELETE', `/sessions/${id}`],
      ] as const) {
        expect([400, 403, 404, 422]).toContain(await askAsItStands(method, path, cookie));
      }
      expect(await readWholeFolder(besieged.dataDir)).toBe(before);
      expect(await besieged.annasDevice.barrier()).toBe(true);
    },
  );
});

describe('guessing', () => {
  it('answers alike for an unknown user and a wrong password', async () => {
    const guess = async (username: string) => {
      const startedAtMs = performance.now();
      const { status, body, headers } = await request(origin, 'POST', '/sessions', {
        body: { username, password: 'a wrong password' },
      });
      const names = [...headers.keys()].sort();
      return { answer: { status, body, names }, tookMs: performance.now() - startedAtMs };
    };
    const known: Awaited<ReturnType<typeof guess>>[] = [];
    const unknown: Awaited<ReturnType<typeof guess>>[] = [];
    for (let i = 0; i < 4; i++) {
      known.push(await guess('mallory'));
      unknown.push(await guess(`nobody${i}`));
    }
    const [first] = known;
    for (const { answer } of [...known, ...unknown]) {
      expect(answer).toEqual({ ...first?.answer, body: { ...answer.body } });
      expect(answer.body).toEqual({ ...first?.answer.body, requestId: answer.body['requestId'] });
    }
    const middle = (all: typeof known) => all.map(({ tookMs }) => tookMs).sort((a, b) => a - b)[1] ?? 0;
    console.info(
      `wrong password ${middle(known).toFixed(1)} ms, unknown user ${middle(unknown).toFixed(1)} ms`,
    );
  });

  it('has to wait from the eleventh try on, whatever address it claims to come from', async () => {
    const answers = [];
    for (let i = 0; i < 12; i++) {
      answers.push(
        await request(origin, 'POST', '/sessions', {
          body: { username: 'anna', password: 'a wrong password' },
          headers: { 'X-Forwarded-For': `198.51.100.${i}` },
        }),
      );
    }
    const slowed = answers.find(({ status }) => status === 429);
    expect(answers.findIndex(({ status }) => status === 429)).toBeLessThanOrEqual(10);
    expect(slowed?.code).toBe('slow-down');
    expect(Number(slowed?.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('cannot have a session chosen beforehand, and finds no token on the disk', async () => {
    const fixed = `session=${besieged.anna.account.id}.${'A'.repeat(43)}`;
    expect((await request(origin, 'GET', '/me', { cookie: fixed })).status).toBe(401);
    const username = 'cara';
    const body = { username, displayName: 'Cara', password: 'seven quiet herons' };
    const made = await request(origin, 'POST', '/accounts', { cookie: fixed, body });
    const cookie = cookieOf(made);
    expect(made.headers.get('Set-Cookie')).toMatch(/; HttpOnly; SameSite=Lax/);
    const token = cookie.split('.').at(-1) ?? '';
    expect(token).toHaveLength(43);
    const disk = await readWholeFolder(besieged.dataDir);
    for (const secret of [token, String(made.body['recoveryCode']), body.password]) {
      expect(disk).not.toContain(secret);
    }
  });
});

it('the data folder is for its owner alone', async () => {
  const modes = await Promise.all(
    ['.', 'accounts', 'classes', `accounts/${besieged.anna.account.id}.json`].map(async (path) => {
      const { mode } = await stat(join(besieged.dataDir, path));
      return mode & 0o077;
    }),
  );
  expect(modes).toEqual([0, 0, 0, 0]);
});
