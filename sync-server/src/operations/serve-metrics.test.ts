import express from 'express';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

const TOKEN = 'q7dKp2vX8sLm4nRz';
let stop: () => void = () => undefined;
afterEach(() => stop());

async function start(token: string | undefined, isProxied = false) {
  const metrics = createMetrics(() => ({ connections: 3, classesLoaded: 2 }));
  const app = express();
  app.get('/metrics', serveMetrics(metrics, { token, isProxied }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stop = () => server.close();
  const { port } = server.address() as AddressInfo;
  const ask = (headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}/metrics`, { headers });
  return { metrics, ask };
}

describe('GET /metrics', () => {
  it('gives the figures of rooms, commits, journals and refusals to this machine', async () => {
    const { metrics, ask } = await start(undefined);
    metrics.sync.commitTook(3);
    metrics.sync.journalGrew(480);
    metrics.sync.updateRefused('author');
    metrics.sync.socketClosed(4400);
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await answer.text();
    expect(text).toContain('tallybook_connections 3\n');
    expect(text).toContain('tallybook_classes_loaded 2\n');
    expect(text).toContain('tallybook_commit_seconds_bucket{le="0.005"} 1\n');
    expect(text).toContain('tallybook_commit_seconds_bucket{le="0.002"} 0\n');
    expect(text).toContain('tallybook_journal_bytes_total 480\n');
    expect(text).toContain('tallybook_updates_refused_total{rule="author"} 1\n');
    expect(text).toContain('tallybook_sockets_closed_total{code="4400"} 1\n');
  });

  it.each(['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'X-Forwarded-Proto', 'Via'])(
    'hides from what a proxy passes on, known by %s',
    async (name) => {
      const { ask } = await start(undefined);
      expect((await ask({ [name]: '127.0.0.1' })).status).toBe(404);
    },
  );

  it('hides from this machine too while proxies are expected', async () => {
    const { ask } = await start(undefined, true);
    expect((await ask()).status).toBe(404);
  });

  it('opens to the token, and to no other', async () => {
    const { ask } = await start(TOKEN);
    const forwarded = { 'X-Forwarded-For': '203.0.113.9' };
    expect((await ask({ ...forwarded, Authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    expect((await ask({ ...forwarded, Authorization: `Bearer ${TOKEN}x` })).status).toBe(404);
    expect((await ask({ ...forwarded, Authorization: TOKEN })).status).toBe(404);
    expect((await ask(forwarded)).status).toBe(404);
  });
});
