import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { createClass, signUp } from '../support/api-client.ts';
import { dumpClass } from '../support/data-folder-dump.ts';
import { bundleServerAlone } from '../support/server-bundle.ts';
import { ServerProcess } from '../support/server-process.ts';
import { expense } from '../support/forge.ts';

/** What a test leaves open, ended in the order from last to first. */
const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of open.splice(0).reverse()) await end();
});

/** The provider of y-websocket as it is published; only the headers that a browser would add are added. */
function connectStock(server: ServerProcess, classId: string, cookie: string) {
  class SignedInSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers: { Origin: server.origin, Cookie: cookie } });
    }
  }
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${server.origin.replace('http', 'ws')}/sync`, classId, doc, {
    WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 200,
  });
  open.push(() => {
    provider.destroy();
    doc.destroy();
  });
  return { log: doc.getMap<string>('log'), provider };
}

it(
  'stock clients come back by themselves after kill -9, with what they wrote meanwhile',
  { timeout: 30_000 },
  async () => {
    const installation = await bundleServerAlone();
    open.push(() => installation.remove());
    const dataDir = await mkdtemp(join(tmpdir(), 'tallybook-stock-'));
    open.push(() => rm(dataDir, { recursive: true, force: true }));
    const server = await ServerProcess.start({ installation, dataDir });
    open.push(() => server.kill());
    const account = await signUp(server.origin, 'anna');
    const { classId, memberId } = await createClass(server.origin, account, {
      classId: randomUUID(),
      memberId: 'm_annaaaaa',
    });
    const laptop = connectStock(server, classId, account.cookie);
    const phone = connectStock(server, classId, account.cookie);
    await expect.poll(() => laptop.provider.synced && phone.provider.synced).toBe(true);
    phone.provider.awareness.setLocalStateField('at', 'expenses');
    laptop.log.set('e_before01', expense(memberId));
    await expect.poll(() => phone.log.has('e_before01')).toBe(true);
    await expect.poll(() => laptop.provider.awareness.getStates().size).toBe(2);

    await server.kill();
    laptop.log.set('e_during01', expense(memberId));
    const again = await ServerProcess.start({ installation, dataDir, env: { PORT: String(server.port) } });
    open.push(() => again.kill());
    await expect.poll(() => phone.log.has('e_during01'), { timeout: 15_000 }).toBe(true);
    phone.log.set('e_after001', expense(memberId));
    await expect.poll(() => laptop.log.has('e_after001'), { timeout: 5_000 }).toBe(true);
    const { records } = await dumpClass(dataDir, classId);
    expect([...records.keys()].sort()).toEqual(['e_after001', 'e_before01', 'e_during01']);
  },
);
