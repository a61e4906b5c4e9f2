import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startApp } from './app-fixture.ts';
import { HTTP_LIMITS, createHttpServer, drain, listen } from './http-server.ts';

describe('createHttpServer', () => {
  it('cuts off a client that never ends its headers', async () => {
    const app = await startApp(undefined, {
      limits: { ...HTTP_LIMITS, headersTimeoutMs: 50, requestTimeoutMs: 100, checkEveryMs: 20 },
    });
    try {
      const socket = connect(app.port, '127.0.0.1');
      let answer = '';
      socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
      await once(socket, 'close');
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    } finally {
      await app.stop();
    }
  });
});

describe('listen', () => {
  it('names the reason when the port is taken', async () => {
    const app = await startApp(undefined);
    try {
      const second = createHttpServer(HTTP_LIMITS);
      const result = await listen(second, { host: '127.0.0.1', port: app.port }, () => () => undefined);
      expect(result).toEqual({ ok: false, reason: 'EADDRINUSE' });
    } finally {
      await app.stop();
    }
  });
});

describe('drain', () => {
  it('lets a running request end, then closes its kept-alive connection', async () => {
    let answerHealth: ((value: { ok: true }) => void) | undefined;
    const app = await startApp(undefined, {
      probe: () => new Promise((resolve) => (answerHealth = resolve)),
    });
    const socket = connect(app.port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (answer += chunk));
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n');
    await expect.poll(() => answerHealth).toBeDefined();
    const drained = drain(app.server, 60_000);
    answerHealth?.({ ok: true });
    await Promise.all([drained, once(socket, 'close')]);
    expect(answer).toContain('{"status":"ok"}');
  });

  it('cuts a request that does not end within the grace', async () => {
    const app = await startApp(undefined);
    const socket = connect(app.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\n');
    await once(app.server, 'connection');
    await Promise.all([drain(app.server, 10), once(socket, 'close')]);
    expect(app.server.listening).toBe(false);
  });
});
