import { createServer, request as httpRequest } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { resolvePublicOrigin } from '../http/origin.ts';
import { StorageError } from '../storage/port.ts';
import { attachSync } from './attach-sync.ts';
import { encodeSnapshot } from './encode-snapshot.ts';
import { ANNA, BERT, recordJson, setRecord } from './gate-fixture.ts';
import { CLASS_ID, HandAccess, HandStore, keysOf } from './rooms-fixture.ts';
import { createRooms } from './rooms.ts';
import { createSystemTimers } from './system-timers.ts';

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** A server of its own, over a store that outlives it. */
async function serve(store: HandStore, port = 0, access = new HandAccess(), schemaVersion?: number) {
  const timers = createSystemTimers();
  const rooms = createRooms({
    documents: store,
    access,
    encodeSnapshot: (update) => Promise.resolve(encodeSnapshot(update)),
    timers,
    metrics: {
      commitTook: () => undefined,
      journalGrew: () => undefined,
      updateRefused: () => undefined,
      socketClosed: () => undefined,
    },
    report: () => undefined,
    onInfo: () => undefined,
    onRecovered: () => undefined,
  });
  const server: Server = createServer((_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const listening = (server.address() as AddressInfo).port;
  const sync = attachSync(server, {
    rooms,
    authenticate: (cookie) => {
      if (cookie === 'session=broken') return Promise.reject(new StorageError('unavailable', 'EIO'));
      const name = /^session=(\w+)$/.exec(cookie ?? '')?.[1];
      if (name === undefined) return Promise.resolve(undefined);
      return Promise.resolve({ account: { id: name, displayName: name }, session: { id: `${name}-1` } });
    },
    publicOrigin: resolvePublicOrigin(undefined, listening),
    addressKeyOf: () => 'address',
    timers,
    ...(schemaVersion === undefined ? {} : { schemaVersion }),
    reportFailure: () => undefined,
  });
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= sync.drain().then(
      () =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ));
  opened.push(stop);
  return { port: listening, rooms, access, stop };
}

/** A browser's WebSocket: with a cookie and an origin. */
function browserSocket(account: string, port: number): typeof globalThis.WebSocket {
  class BrowserSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, {
        headers: { cookie: `session=${account}`, origin: `http://localhost:${String(port)}` },
      });
    }
  }
  return BrowserSocket as unknown as typeof globalThis.WebSocket;
}

function openProvider(account: string, port: number, doc = new Y.Doc(), params: Record<string, string> = {}) {
  const provider = new WebsocketProvider(`ws://127.0.0.1:${String(port)}/sync`, CLASS_ID, doc, {
    WebSocketPolyfill: browserSocket(account, port),
    disableBc: true,
    maxBackoffTime: 100,
    params,
  });
  opened.push(() => {
    provider.destroy();
    provider.awareness.destroy();
    return Promise.resolve();
  });
  return provider;
}

const synced = (provider: WebsocketProvider) =>
  new Promise<void>((resolve) => {
    if (provider.synced) resolve();
    else provider.once('sync', () => resolve());
  });

/** Resolves when a document has as many records. */
const filled = (doc: Y.Doc, count: number) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (doc.getMap('log').size < count) return;
      doc.off('update', look);
      resolve();
    };
    doc.on('update', look);
    look();
  });

/** Sends a durability barrier and resolves with the answer, as any client can. */
function barrier(provider: WebsocketProvider, number: number): Promise<number> {
  return new Promise((resolve) => {
    provider.messageHandlers[101] = (_encoder, decoder) => {
      resolve(decoder.arr[decoder.pos++] ?? -1);
    };
    provider.ws?.send(Uint8Array.of(100, number));
  });
}

describe('a stock y-websocket client', () => {
  it('syncs, sees who is there, gets its barrier answered, and comes back after a restart', async () => {
    const store = new HandStore();
    const first = await serve(store);
    const anna = openProvider('anna', first.port);
    const bert = openProvider('bert', first.port);
    setRecord(anna.doc, 'e_written-at-once', recordJson(ANNA));
    await Promise.all([synced(anna), synced(bert)]);
    await filled(bert.doc, 1);

    setRecord(anna.doc, 'e_written-live', recordJson(ANNA));
    expect(await barrier(anna, 1)).toBe(1);
    expect(store.journal.reduce((sum, { update }) => sum + Y.decodeUpdate(update).structs.length, 0)).toBe(2);
    await filled(bert.doc, 2);

    const seen = new Promise<unknown>((resolve) => {
      bert.awareness.on('change', () => {
        const state = bert.awareness.getStates().get(anna.doc.clientID);
        if (state?.['editing'] === 'e_written-live') resolve(state);
      });
    });
    anna.awareness.setLocalState({ editing: 'e_written-live', user: { name: 'Somebody else' } });
    expect(await seen).toEqual({
      editing: 'e_written-live',
      user: { accountId: 'anna', memberId: ANNA, name: 'anna' },
    });

    const closed = new Promise<number>((resolve) => {
      anna.on('connection-close', (event: { readonly code: number } | null) => {
        if (event) resolve(event.code);
      });
    });
    await first.stop();
    expect(await closed).toBe(1012);
    setRecord(anna.doc, 'e_written-offline', recordJson(ANNA));
    setRecord(bert.doc, 'e_written-offline-too', recordJson(BERT));
    const second = await serve(store, first.port);
    await Promise.all([filled(anna.doc, 4), filled(bert.doc, 4)]);
    expect(keysOf(anna.doc)).toEqual(keysOf(bert.doc));
    const { update } = await second.rooms.state(CLASS_ID);
    const kept = new Y.Doc();
    Y.applyUpdate(kept, update);
    expect(keysOf(kept)).toEqual(keysOf(anna.doc));
  });

  it('is told what is final, and does not come back', async () => {
    const { port, access } = await serve(new HandStore());
    access.sessions.add('carl-1');
    const stopped = (provider: WebsocketProvider) =>
      new Promise<unknown>((resolve) => {
        provider.once('closed', resolve);
      });
    expect(await stopped(openProvider('carl', port))).toMatchObject({ code: 4403, reason: 'not-a-member' });
    expect(await stopped(openProvider('', port))).toMatchObject({ code: 4401, reason: 'sign-in' });
    // A page that holds the data of somebody whom another tab has signed out in favour of Anna.
    expect(await stopped(openProvider('anna', port, undefined, { account: 'carl' }))).toMatchObject({
      code: 4401,
    });
    expect(await stopped(openProvider('anna', port, undefined, { epoch: '4' }))).toMatchObject({
      code: 4409,
    });
    expect(await stopped(openProvider('anna', port, undefined, { epoch: 'x' }))).toMatchObject({
      code: 4409,
    });
    const forging = openProvider('anna', port);
    setRecord(forging.doc, 'e_of-another', recordJson(BERT));
    expect(await stopped(forging)).toMatchObject({ code: 4400, reason: 'foreign-author e_of-another' });
  });
});

describe('an app of another version', () => {
  it('three behind is told to update, before a byte of the document', async () => {
    const store = new HandStore();
    const { port } = await serve(store, 0, undefined, 7);
    const old = openProvider('anna', port, undefined, { schema: '4' });
    setRecord(old.doc, 'e_of-an-old-app', recordJson(ANNA));
    const end = await new Promise<unknown>((resolve) => old.once('closed', resolve));
    expect(end).toMatchObject({ code: 4426, reason: 'update-needed' });
    expect(store.journal).toEqual([]);
  });

  it.each([{ schema: '5' }, { schema: '8' }, { schema: 'x' }, {}])(
    'syncs where it says %j',
    async (params: Record<string, string>) => {
      const { port } = await serve(new HandStore(), 0, undefined, 7);
      const provider = openProvider('anna', port, undefined, params);
      setRecord(provider.doc, 'e_of-another-app', recordJson(ANNA));
      await synced(provider);
      expect(await barrier(provider, 1)).toBe(1);
    },
  );
});

describe('upgrades', () => {
  it('are refused with 403 from other origins, without one, and from "null"', async () => {
    const { port } = await serve(new HandStore());
    for (const origin of [
      undefined,
      'null',
      'https://evil.example',
      `http://localhost:${String(port)}/`,
      'http://localhost',
    ]) {
      expect(await upgradeStatus(port, `/sync/${CLASS_ID}`, origin)).toBe(403);
    }
    for (const host of ['localhost', '127.0.0.1']) {
      expect(await upgradeStatus(port, `/sync/${CLASS_ID}`, `http://${host}:${String(port)}`)).toBe(101);
    }
    expect(await upgradeStatus(port, '/elsewhere', `http://localhost:${String(port)}`)).toBe(404);
  });

  it.each([
    '',
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e%2f',
    '__proto__',
    `${CLASS_ID}/x`,
    CLASS_ID.toUpperCase(),
    'a'.repeat(3_000),
  ])('to the class id %j close with 4404', async (id) => {
    const { port } = await serve(new HandStore());
    expect(await closeCode('anna', port, id)).toBe(4404);
  });

  it('close with 4503 while nobody can be looked up', async () => {
    const { port } = await serve(new HandStore());
    expect(await closeCode('broken', port, CLASS_ID)).toBe(4503);
  });

  it('of whoever is signed in are not refused for strangers behind the same address', async () => {
    const { port } = await serve(new HandStore());
    const origin = `http://localhost:${String(port)}`;
    const statuses = new Set<number>();
    for (let batch = 0; batch < 13; batch++) {
      const attempts = Array.from({ length: 100 }, () => upgradeStatus(port, `/sync/${CLASS_ID}`, origin));
      for (const status of await Promise.all(attempts)) statuses.add(status);
    }
    expect([...statuses]).toEqual([101, 429]);
    expect(await closeCode('anna', port, 'of-no-class')).toBe(4404);
  });

  it('end within a second of a close that the other side does not answer', async () => {
    const { port, rooms } = await serve(new HandStore());
    const socket = connect(port, '127.0.0.1');
    const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()));
    const opened = new Promise<void>((resolve) => socket.once('data', () => resolve()));
    socket.write(
      `GET /sync/${CLASS_ID} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nCookie: session=anna\r\nOrigin: http://localhost:${String(port)}\r\n\r\n`,
    );
    await opened;
    socket.resume();
    rooms.cutMember(CLASS_ID, 'anna');
    await ended;
    expect(rooms.stats().connections).toBe(0);
  });

  it('survive connections that break or talk nonsense', async () => {
    const { port } = await serve(new HandStore());
    for (const tail of ['', '\xff\xff\xff\xff\xff\xff', '\x81\x03abc']) {
      const socket = connect(port, '127.0.0.1');
      await new Promise<void>((resolve) => {
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
        socket.write(
          `GET /sync/${CLASS_ID} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
            `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nCookie: session=anna\r\nOrigin: http://localhost:${String(port)}\r\n\r\n${tail}`,
          'latin1',
          () => socket.destroy(),
        );
      });
    }
    expect(await closeCode('anna', port, 'still-there')).toBe(4404);
  });

  it('take frames up to 17 MiB and close 4413 above', async () => {
    const { port } = await serve(new HandStore());
    const socket = new (browserSocket('anna', port))(`ws://127.0.0.1:${String(port)}/sync/${CLASS_ID}`);
    const code = new Promise<number>((resolve) => {
      socket.onclose = (event) => resolve(event.code);
    });
    socket.onmessage = () => {
      socket.onmessage = null;
      socket.send(new Uint8Array(17 * 2 ** 20 + 1));
    };
    expect(await code).toBe(4413);
  });
});

function upgradeStatus(port: number, path: string, origin: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      port,
      path,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        ...(origin === undefined ? {} : { Origin: origin }),
      },
    });
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('upgrade', (response, socket) => {
      socket.on('error', () => undefined);
      socket.destroy();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end();
  });
}

function closeCode(account: string, port: number, id: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = new (browserSocket(account, port))(`ws://127.0.0.1:${String(port)}/sync/${id}`);
    socket.onclose = (event) => resolve(event.code);
  });
}
