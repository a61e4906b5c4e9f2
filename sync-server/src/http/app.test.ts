import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANNOUNCER_STYLE, INLINE_SCRIPT, ask, startApp, writeBuildFixture } from './app-fixture.ts';
import type { RawAnswer, RunningApp } from './app-fixture.ts';

let build: { folder: string; remove: () => void };
let app: RunningApp;
beforeAll(async () => {
  build = await writeBuildFixture();
  app = await startApp(build.folder);
});
afterAll(async () => {
  await app.stop();
  build.remove();
});

type Overrides = Parameters<typeof startApp>[1];

/** Runs `check` against a server of its own with other settings. */
async function withApp(overrides: Overrides, check: (other: RunningApp) => Promise<void>): Promise<void> {
  const other = await startApp(build.folder, overrides);
  try {
    await check(other);
  } finally {
    await other.stop();
  }
}

function readPolicy(answer: RawAnswer): Map<string, string> {
  const policy = String(answer.headers['content-security-policy']);
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(' ');
      return [name, values.join(' ')] as const;
    }),
  );
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const asJson = (answer: RawAnswer): unknown => JSON.parse(answer.body.toString());

describe('security headers', () => {
  it.each(['/', '/healthz', '/api/about', '/missing.js', '/%', '/api/nothing', '/service-worker.js'])(
    'are on %s',
    async (path) => {
      const { headers } = await ask(app.port, path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'x-frame-options': 'DENY',
      });
      expect(headers['permissions-policy']).toContain('camera=(self)');
      expect(headers['permissions-policy']).toContain('geolocation=()');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['set-cookie']).toBeUndefined();
    },
  );

  it('allow what the build carries inline by its hash, and no other inline code', async () => {
    const policy = readPolicy(await ask(app.port, '/'));
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': "'none'",
      'script-src': `'self' ${hash(INLINE_SCRIPT)}`,
      'style-src': "'self'",
      'style-src-attr': `'unsafe-hashes' ${hash('display: contents')} ${hash(ANNOUNCER_STYLE)}`,
      'img-src': "'self' blob: data:",
      'connect-src': "'self'",
      'manifest-src': "'self'",
      'worker-src': "'self'",
      'base-uri': "'none'",
      'object-src': "'none'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'svelte-trusted-html sveltekit-trusted-url tallybook',
    });
  });

  it('insist on https only where people open it by https', async () => {
    await withApp({ publicOrigin: 'https://tally.example.org' }, async ({ port }) => {
      const answer = await ask(port, '/');
      expect(answer.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
      expect(readPolicy(answer).has('upgrade-insecure-requests')).toBe(false);
    });
  });
});

describe('GET /healthz', () => {
  it('is ok, and nobody may store that', async () => {
    const answer = await ask(app.port, '/healthz');
    expect(answer.status).toBe(200);
    expect(asJson(answer)).toEqual({ status: 'ok' });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is 503 with the reason when writes would not be durable', async () => {
    await withApp({ probe: () => Promise.resolve({ ok: false, reason: 'ENOSPC' }) }, async ({ port }) => {
      const answer = await ask(port, '/healthz');
      expect(answer.status).toBe(503);
      expect(asJson(answer)).toMatchObject({ code: 'writes-not-durable', detail: 'ENOSPC' });
    });
  });
});

describe('GET /api/about', () => {
  it('tells the app where it should be open and which build it is', async () => {
    const answer = await ask(app.port, '/api/about');
    expect(asJson(answer)).toEqual({
      publicOrigin: `http://localhost:${app.port}`,
      version: 'build-1',
      signUp: 'open',
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('answers under any name of the host, since the app asks from the wrong one', async () => {
    await withApp({ publicOrigin: 'https://tally.example.org' }, async ({ port }) => {
      const answer = await ask(port, '/api/about', { headers: { Host: '192.168.1.5:8787' } });
      expect(asJson(answer)).toMatchObject({ publicOrigin: 'https://tally.example.org' });
    });
  });
});

describe('requests that change something', () => {
  const post = (headers: Record<string, string>) =>
    ask(app.port, '/api/accounts', { method: 'POST', headers });

  it.each([
    {},
    { Origin: 'null' },
    { Origin: 'https://evil.example' },
    { Origin: '%' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'none' },
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://rebound.example' },
  ])('are refused from elsewhere: %j', async (headers) => {
    const answer = await post(headers);
    expect(answer.status).toBe(403);
    expect(asJson(answer)).toMatchObject({ code: 'cross-site' });
  });

  it('are refused when the origin is ours but the browser says another site asked', async () => {
    const answer = await post({ Origin: `http://localhost:${app.port}`, 'Sec-Fetch-Site': 'cross-site' });
    expect(answer.status).toBe(403);
  });

  it('are told apart by caches, like every answer of the API', async () => {
    for (const path of ['/api/about', '/api/me', '/api/nothing']) {
      expect((await ask(app.port, path)).headers.vary).toBe('Sec-Fetch-Site, Origin');
    }
    expect((await post({})).headers.vary).toBe('Sec-Fetch-Site, Origin');
  });

  it('pass from our own pages, by localhost and by 127.0.0.1', async () => {
    const own = ['localhost', '127.0.0.1'].map((host) => ({ Origin: `http://${host}:${app.port}` }));
    for (const headers of [...own, { 'Sec-Fetch-Site': 'same-origin' }]) {
      // Past the gate there is nothing at this address yet.
      expect((await post(headers)).status).toBe(404);
    }
  });

  it('take 127.0.0.1 for another origin once PUBLIC_ORIGIN is set', async () => {
    await withApp({ publicOrigin: 'http://localhost:8787' }, async ({ port }) => {
      const options = { method: 'POST', headers: { Origin: 'http://127.0.0.1:8787' } };
      expect((await ask(port, '/api/accounts', options)).status).toBe(403);
    });
  });
});

describe('an error nobody foresaw', () => {
  it('tells the client an id and nothing else, and the log where it was but not what was sent', async () => {
    const probe = () => Promise.reject(new Error('canary-in-the-message'));
    await withApp({ probe }, async ({ port, errorLines, requestLines }) => {
      const answer = await ask(port, '/healthz');
      expect(answer.status).toBe(500);
      const { instance, ...problem } = asJson(answer) as { instance: string };
      expect(problem).toEqual({ status: 500, code: 'internal', title: 'Something went wrong on the server' });
      const requestId = instance.replace('urn:uuid:', '');
      expect(errorLines).toHaveLength(1);
      expect(errorLines[0]).toContain(requestId);
      expect(requestLines[0]).toContain(requestId);
      expect(errorLines[0]).toContain('app.test.ts');
      expect(answer.body.toString() + errorLines.join('')).not.toContain('canary');
      expect((await ask(port, '/')).status).toBe(200);
    });
  });
});

describe('SERVICE_WORKER=off', () => {
  it('hands out the worker that removes itself, and everything else as before', async () => {
    await withApp({ serviceWorker: 'off' }, async ({ port }) => {
      const worker = await ask(port, '/service-worker.js');
      expect(worker.status).toBe(200);
      expect(worker.headers['content-type']).toBe('text/javascript; charset=utf-8');
      expect(worker.headers['cache-control']).toBe('no-cache');
      expect(worker.headers['clear-site-data']).toBeUndefined();
      expect(worker.body.toString()).toContain('registration.unregister()');
      expect((await ask(port, '/')).body).toEqual((await ask(app.port, '/')).body);
    });
    expect((await ask(app.port, '/service-worker.js')).body.toString()).toContain('precache');
  });
});
