import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, startApp, writeBuildFixture } from './app-fixture.ts';
import type { RunningApp } from './app-fixture.ts';

const START = '/_app/immutable/entry/start.1a2b3c.js';
const IMMUTABLE = 'public, max-age=31536000, immutable';
const PROBLEM = 'application/problem+json; charset=utf-8';

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

const asPage = { headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

describe('what a page needs beyond its shell', () => {
  const linkOf = async (path: string) => (await ask(app.port, path, asPage)).headers['link'];

  it('is told with the shell of that page, with a slash at the end too', async () => {
    expect(await linkOf('/classes/new')).toBe('</_app/immutable/new.js>; rel=modulepreload');
    expect(await linkOf('/classes/c-1')).toBe('</_app/immutable/class.js>; rel=modulepreload');
    expect(await linkOf('/classes/c-1/')).toBe('</_app/immutable/class.js>; rel=modulepreload');
  });

  it('is told with nothing else, and the list of it is not served', async () => {
    expect(await linkOf('/classes')).toBeUndefined();
    expect(await linkOf(START)).toBeUndefined();
    expect((await ask(app.port, '/.preloads.json', asPage)).status).toBe(404);
  });
});

describe('files of the built app', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/200.html', 'text/html; charset=utf-8', 'no-cache'],
    ['/service-worker.js', 'text/javascript; charset=utf-8', 'no-cache'],
    ['/manifest.webmanifest', 'application/manifest+json', 'no-cache'],
    ['/_app/version.json', 'application/json; charset=utf-8', 'no-cache'],
    ['/robots.txt', 'text/plain; charset=utf-8', 'no-cache'],
    ['/icons/icon.svg', 'image/svg+xml', 'no-cache'],
    ['/icons/icon-192.png', 'image/png', 'no-cache'],
    [START, 'text/javascript; charset=utf-8', IMMUTABLE],
    ['/_app/immutable/assets/app.9f8e7d.css', 'text/css; charset=utf-8', IMMUTABLE],
  ])('%s is %s with Cache-Control: %s and an ETag', async (path, type, cacheControl) => {
    const answer = await ask(app.port, path);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(
      new RegExp(`^${type.replace(/[+]/g, '\\+')}(; charset=utf-8)?$`),
    );
    expect(answer.headers['cache-control']).toBe(cacheControl);
    expect(answer.headers.etag).toMatch(/^"[\w-]+"$/);
    expect(Number(answer.headers['content-length'])).toBe(answer.body.length);
  });

  it('come in the smallest encoding the client takes, and caches are told', async () => {
    const plain = await ask(app.port, START);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers.vary).toBe('Accept-Encoding');
    const read = async (accept: string) => ask(app.port, START, { headers: { 'Accept-Encoding': accept } });
    const br = await read('gzip, deflate, br, zstd');
    expect(br.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(br.body)).toEqual(plain.body);
    const gzip = await read('gzip, br;q=0');
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect((await read('identity')).headers['content-encoding']).toBeUndefined();
    expect(new Set([plain, br, gzip].map(({ headers }) => headers.etag)).size).toBe(3);
    for (const { headers } of [br, gzip]) {
      expect(headers.vary).toBe('Accept-Encoding');
      expect(headers['content-type']).toBe(plain.headers['content-type']);
    }
  });

  it('are not sent again to a client that has them', async () => {
    const headers = { 'Accept-Encoding': 'br' };
    const first = await ask(app.port, '/service-worker.js', { headers });
    const etag = first.headers.etag ?? '';
    const again = await ask(app.port, '/service-worker.js', {
      headers: { ...headers, 'If-None-Match': etag },
    });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    expect(again.headers['cache-control']).toBe('no-cache');
    const other = await ask(app.port, '/service-worker.js', { headers: { 'If-None-Match': etag } });
    expect(other.status).toBe(200);
  });

  it('answer HEAD with the headers of GET and no body', async () => {
    const get = await ask(app.port, START);
    const head = await ask(app.port, START, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.body).toHaveLength(0);
    for (const name of ['etag', 'content-length', 'content-type', 'cache-control'] as const) {
      expect(head.headers[name]).toBe(get.headers[name]);
    }
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('cannot be asked for with %s', async (method) => {
    const answer = await ask(app.port, START, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
    expect(answer.headers['content-type']).toBe(PROBLEM);
  });
});

describe('addresses of pages', () => {
  it.each([
    '/expenses',
    '/expenses/',
    '/join',
    '/expenses/0190-abc/edit',
    '/expenses?amount=12.50',
    '/caf%C3%A9',
  ])('%s gets the shell', async (path) => {
    const shell = await ask(app.port, '/200.html');
    for (const options of [asPage, { headers: { Accept: '*/*' } }, {}]) {
      const answer = await ask(app.port, path, options);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(shell.body);
      expect(answer.headers['cache-control']).toBe('no-cache');
    }
  });

  it('get no shell when the client wants data', async () => {
    const answer = await ask(app.port, '/expenses', { headers: { Accept: 'application/json' } });
    expect(answer.status).toBe(404);
  });

  it.each([
    '/_app/immutable/entry/start.gone.js',
    '/_app/immutable/nothing',
    '/_app/',
    '/missing.png',
    '/a/b/missing.css',
    '/.well-known/security.txt',
    '/.well-known/change-password',
    '/.env',
    '/.git/config',
    `${START}.br`,
    '/api',
    '/api/',
    '/api/accounts',
    '/API/accounts',
    '/sync/0190',
  ])('%s is a real 404, never the shell', async (path) => {
    const answer = await ask(app.port, path, asPage);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe(PROBLEM);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(JSON.parse(answer.body.toString())).toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('without a build, as during development', () => {
  it('serves the API and says 404 to the rest', async () => {
    const bare = await startApp(undefined);
    try {
      expect((await ask(bare.port, '/healthz')).status).toBe(200);
      expect((await ask(bare.port, '/', asPage)).status).toBe(404);
    } finally {
      await bare.stop();
    }
  });
});
