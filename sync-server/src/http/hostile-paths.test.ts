import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, startApp, writeBuildFixture } from './app-fixture.ts';
import type { RunningApp } from './app-fixture.ts';

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

/** Writes the request line as bytes, past every client that would mend or refuse it. */
function askRaw(target: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(app.port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
    socket.end(Buffer.from(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 'latin1'));
  });
}

async function expectHarmless(target: string): Promise<void> {
  const answer = await askRaw(target);
  expect(answer, target.slice(0, 80)).toMatch(/^HTTP\/1\.1 [234]\d\d /);
  expect(answer).not.toContain('SECRET-OF-THE-HOST');
}

describe('hostile request paths', () => {
  it.each([
    '/../../secret.txt',
    '/..%2f..%2fsecret.txt',
    '/%2e%2e/%2e%2e/secret.txt',
    '/%252e%252e/secret.txt',
    '/..\\..\\secret.txt',
    '/..%5c..%5csecret.txt',
    '/_app/../../../secret.txt',
    '/_app/immutable/..%2f..%2f..%2f..%2fsecret.txt',
    '//secret.txt',
    '///etc/passwd',
    '//evil.example/%2e%2e',
    '/%2eenv',
    '/.env',
    '/%00',
    '/200.html%00.png',
    '/%',
    '/%zz',
    '/%c0%ae%c0%ae/secret.txt',
    '/%ff%fe',
    '/\xff\xfe',
    '/__proto__',
    '/constructor',
    '/api/%',
    '/api/..%2f..%2fsecret.txt',
    '/healthz/..',
    '*',
    'http://evil.example/200.html',
    'http://user:password@evil.example/%2e%2e',
    'javascript:alert(1)',
    '?',
    '#',
    `/${'a'.repeat(10_000)}`,
    `/${'../'.repeat(3_000)}`,
    `/${'%2f'.repeat(3_000)}`,
    `/${'a'.repeat(100_000)}`,
  ])('%s is answered without an error of ours and with nothing from outside', async (target) => {
    await expectHarmless(target);
    expect(app.errorLines).toEqual([]);
  });

  it('holds for any mixture of such parts', async () => {
    const part = fc.constantFrom(
      ...[
        '..',
        '.',
        '/',
        '//',
        '\\',
        '%2e',
        '%2f',
        '%5c',
        '%00',
        '%',
        '%%',
        '%e2%82',
        ';',
        ':',
        '~',
        '@',
        '200.html',
      ],
      ...[
        '_app',
        'immutable',
        'api',
        'sync',
        'secret.txt',
        '.env',
        '.git',
        'config',
        'web',
        'build',
        '\xe9',
        '?',
        '#',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), (parts) => expectHarmless(`/${parts.join('')}`)),
      { numRuns: 300 },
    );
    expect(app.errorLines).toEqual([]);
  });

  it('refuses headers larger than 16 KiB and serves the next client', async () => {
    const large = await ask(app.port, '/', { headers: { 'X-Large': 'a'.repeat(17_000) } });
    expect(large.status).toBe(431);
    expect((await ask(app.port, '/')).status).toBe(200);
  });
});
