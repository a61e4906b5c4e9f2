import { Router } from 'express';
import { afterEach, expect, it } from 'vitest';
import { ask, startApp } from './app-fixture.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of opened.splice(0)) await stop();
});

/** A server of one schema version and what it has let through. */
async function serve(schemaVersion: number) {
  const reached: string[] = [];
  const api = Router().use((req, res) => {
    reached.push(`${req.method} ${req.url}`);
    res.json({});
  });
  const app = await startApp(undefined, { api, schemaVersion });
  opened.push(app.stop);
  const send = async (method: string, path: string, headers: Record<string, string>) => {
    const sent = { 'Sec-Fetch-Site': 'same-origin', ...headers };
    const answer = await ask(app.port, `/api${path}`, { method, headers: sent });
    return { status: answer.status, body: JSON.parse(answer.body.toString()) as { code?: string } };
  };
  return { reached, send };
}

it('an app that is three versions behind reads and writes nothing, and is told why', async () => {
  const { reached, send } = await serve(7);
  for (const [method, path] of [
    ['GET', '/classes'],
    ['PUT', '/classes/1'],
    ['DELETE', '/me'],
  ] as const) {
    const { status, body } = await send(method, path, { 'X-Schema': '4' });
    expect([status, body.code]).toEqual([426, 'update-needed']);
  }
  expect(reached).toEqual([]);
});

it.each([
  ['its own version', { 'X-Schema': '7' }],
  ['the two before', { 'X-Schema': '5' }],
  ['a newer one', { 'X-Schema': '99' }],
  ['none, as before there were versions', {}],
  ['one that is no number', { 'X-Schema': 'latest' }],
])('serves %s', async (_what, headers: Record<string, string>) => {
  const { reached, send } = await serve(7);
  expect((await send('PUT', '/classes/1', headers)).status).toBe(200);
  expect(reached).toEqual(['PUT /classes/1']);
});

it('tells every app of itself, for an old one asks before it knows', async () => {
  const { send } = await serve(7);
  expect((await send('GET', '/about', { 'X-Schema': '1' })).status).toBe(200);
});
