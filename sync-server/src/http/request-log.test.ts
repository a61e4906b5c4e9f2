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

/** The line is written once the answer is out, which the client may notice first. */
async function readLine(path: string, options: Parameters<typeof ask>[2] = {}): Promise<string> {
  const before = app.requestLines.length;
  await ask(app.port, path, options);
  await expect.poll(() => app.requestLines.length, { timeout: 5000 }).toBe(before + 1);
  return app.requestLines.at(-1) ?? '';
}

describe('request log', () => {
  it('is one JSON line per request', async () => {
    const line = await readLine('/robots.txt');
    expect(line.endsWith('\n')).toBe(true);
    const entry = JSON.parse(line) as Record<string, unknown>;
    expect(entry).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
      method: 'GET',
      path: '/robots.txt',
      status: 200,
      durationMs: expect.any(Number) as number,
      bytes: 'User-agent: *\n'.length,
    });
  });

  it.each([
    '/api/classes/c1/members/canary-account',
    '/API/Classes/c1/MEMBERS/canary-account/readmit?canary',
    '/members//canary-account',
  ])('names no account: %s', async (path) => {
    const line = await readLine(path, { method: 'DELETE' });
    expect(line).not.toContain('canary');
    expect(line).toMatch(/members\/+:accountId/i);
  });

  it('counts no bytes where none were sent', async () => {
    expect(JSON.parse(await readLine('/robots.txt', { method: 'HEAD' }))).toMatchObject({ bytes: 0 });
  });

  it('keeps out everything that could be a secret', async () => {
    const headers = {
      Cookie: 'session=canary-cookie',
      Authorization: 'Bearer canary-token',
      Referer: 'https://example.org/canary-referer',
      'User-Agent': 'canary-agent',
      Origin: 'https://canary-origin.example',
      'X-Forwarded-For': 'canary-address',
      'Content-Type': 'application/json',
    };
    const lines = [
      await readLine('/expenses?amount=canary-query', { headers }),
      await readLine('/api/accounts?canary-query', {
        method: 'POST',
        headers,
        body: '{"password":"canary-body"}',
      }),
      await readLine('http://canary-user:canary-password@example.org/expenses?canary-query', { headers }),
      await readLine('/%?canary-query', { headers }),
    ];
    expect([...lines, ...app.errorLines].join('')).not.toContain('canary');
  });

  it('cannot be made to hold a second line or a command for the terminal', async () => {
    for (const path of ['/a%0d%0a{"status":200}', '/"},{"a":"', '/%1b[31m']) {
      const line = await readLine(path);
      expect(line.trimEnd()).toMatch(/^[\x20-\x7e]+$/);
      expect(JSON.parse(line)).toMatchObject({ path });
    }
  });

  it('cuts endless paths', async () => {
    expect((await readLine(`/${'a'.repeat(10_000)}`)).length).toBeLessThan(500);
  });
});
