import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { editClass } from '@tallybook/shared/class-doc/commands/edit-class';
import { SCHEMA_VERSION } from '@tallybook/shared/protocol/schema-version';
import { afterEach, expect, it } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import { resolvePublicOrigin } from '../../../sync-server/src/http/origin.ts';
import { attachSync } from '../../../sync-server/src/sync/attach-sync.ts';
import { ANNA, BERT } from '../../../sync-server/src/sync/gate-fixture.ts';
import { CLASS_ID, HandAccess, HandStore } from '../../../sync-server/src/sync/rooms-fixture.ts';
import { createRooms } from '../../../sync-server/src/sync/rooms.ts';
import { createSystemTimers } from '../../../sync-server/src/sync/system-timers.ts';
import { rowFromSummary } from '../../../web/src/lib/class-sync/class-info.ts';
import { ClassSession } from '../../../web/src/lib/class-sync/class-session.ts';
import { ClassStore } from '../../../web/src/lib/platform/class-store.ts';
import { TestDisk } from '../../../web/src/lib/platform/class-test-disk.ts';
import { connectByWebsocket } from '../../../web/src/lib/platform/sync-socket.ts';
import { browserTimers } from '../../../web/src/lib/platform/timers.ts';
import { RandomSource } from '../../support/random-source.ts';

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** The server's own sockets and rooms, over a store that outlives them. */
async function serve(store: HandStore, port = 0, access = new HandAccess(), schemaVersion = SCHEMA_VERSION) {
  const timers = createSystemTimers();
  const ignore = (): undefined => undefined;
  const rooms = createRooms({
    documents: store,
    access,
    encodeSnapshot: (update) => Promise.resolve({ update, ledger: {} }),
    timers,
    metrics: { commitTook: ignore, journalGrew: ignore, updateRefused: ignore, socketClosed: ignore },
    report: ignore,
    onInfo: ignore,
    onRecovered: ignore,
  });
  const server: Server = createServer((_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const listening = (server.address() as AddressInfo).port;
  const sync = attachSync(server, {
    rooms,
    authenticate: (cookie) => {
      const name = /^session=(\w+)$/.exec(cookie ?? '')?.[1] ?? '';
      return Promise.resolve({ account: { id: name, displayName: name }, session: { id: `${name}-1` } });
    },
    publicOrigin: resolvePublicOrigin(undefined, listening),
    addressKeyOf: () => 'address',
    timers,
    schemaVersion,
    reportFailure: ignore,
  });
  let stopping: Promise<unknown> | undefined;
  const stop = (): Promise<unknown> =>
    (stopping ??= sync.drain().then(() => new Promise((resolve) => server.close(resolve))));
  opened.push(stop);
  return { port: listening, stop };
}

/** A browser's socket: it adds cookie and origin by itself. */
function socketsOf(account: string, port: number): typeof WebSocket {
  class BrowserSocket extends NodeWebSocket {
    constructor(url: string) {
      super(url, { headers: { Cookie: `session=${account}`, Origin: `http://127.0.0.1:${port}` } });
    }
  }
  return BrowserSocket as unknown as typeof WebSocket;
}

async function openDevice(account: string, memberId: string, port: number): Promise<ClassSession> {
  const database = new TestDisk().open('tallybook', browserTimers);
  const store = new ClassStore(database);
  const random = new RandomSource(port + account.length);
  const summary = { id: CLASS_ID, name: 'House', currency: 'EUR', seq: 0, epoch: 1, memberCount: 2 };
  await store.add({ ...rowFromSummary({ ...summary, role: 'member', memberId }, 'first'), seq: 0 });
  const offline = () => Promise.resolve({ ok: false, refusal: 'offline' } as const);
  const session = await ClassSession.open(CLASS_ID, {
    profileName: account,
    store,
    channel: { post: () => undefined, listen: () => () => undefined, close: () => undefined },
    api: { list: offline, read: offline, state: offline, create: offline },
    connect: connectByWebsocket(`ws://127.0.0.1:${port}/sync`, {
      WebSocketPolyfill: socketsOf(account, port),
    }),
    locks: { runAlone: (_name, work) => work().then(() => true) },
    timers: browserTimers,
    now: () => Date.UTC(2026, 0, 5),
    randomBytes: (length) => random.bytes(length),
    whenIdle: () => () => undefined,
  });
  if (!session.ok || !session.value) throw new Error('The class is not on the device');
  const { value } = session;
  opened.push(async () => {
    await value.close();
    database.close();
  });
  return value;
}

/** Resolves once a session is as wanted, by what it tells. */
function until(session: ClassSession, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isSo()) return;
      stop();
      resolve();
    };
    const stop = session.subscribe(look);
    look();
  });
}

const isSynced = (session: ClassSession): Promise<void> =>
  until(session, () => session.sync.kind === 'synced');

it('goes from one device to the other over a real socket, and over a restart of the server', async () => {
  const store = new HandStore();
  const { port, stop } = await serve(store);
  const anna = await openDevice('anna', ANNA, port);
  const bert = await openDevice('bert', BERT, port);
  anna.connect();
  bert.connect();
  await Promise.all([isSynced(anna), isSynced(bert)]);

  const first = await anna.write((ledger, context) => editClass(ledger, { name: 'Lisbon' }, context));
  expect(first.kind).toBe('saved');
  await until(bert, () => bert.ledger.info().name === 'Lisbon');
  await isSynced(anna);
  expect(store.journal).toHaveLength(1);

  await stop();
  await until(anna, () => anna.sync.kind === 'waiting');
  const second = await anna.write((ledger, context) => editClass(ledger, { name: 'Porto' }, context));
  expect(second.kind).toBe('saved');
  expect(anna.sync.kind).not.toBe('synced');
  await serve(store, port);
  await until(bert, () => bert.ledger.info().name === 'Porto');
  await isSynced(anna);
  expect(store.journal).toHaveLength(2);
});

it('says that it was removed by the close code of a real socket', async () => {
  const access = new HandAccess();
  access.members.delete('bert');
  const { port } = await serve(new HandStore(), 0, access);
  const bert = await openDevice('bert', BERT, port);
  bert.connect();
  await until(bert, () => bert.sync.kind === 'stopped');
  expect(bert.sync).toEqual({ kind: 'stopped', why: 'removed' });
});

it.each([
  ['two versions newer', SCHEMA_VERSION + 2, 'synced'],
  ['older', SCHEMA_VERSION - 1, 'synced'],
  ['three versions newer', SCHEMA_VERSION + 3, 'stopped'],
] as const)('with a server that is %s what was written here stays', async (_what, version, kind) => {
  const store = new HandStore();
  const { port } = await serve(store, 0, undefined, version);
  const anna = await openDevice('anna', ANNA, port);
  anna.connect();
  await until(anna, () => anna.sync.kind === kind);
  const named = await anna.write((ledger, context) => editClass(ledger, { name: 'Lisbon' }, context));
  expect([named.kind, anna.ledger.info().name]).toEqual(['saved', 'Lisbon']);
  if (kind === 'synced') await isSynced(anna);
  else expect(anna.sync).toEqual({ kind, why: 'update-needed' });
  expect([store.journal.length, anna.readOnlyFor]).toEqual([kind === 'synced' ? 1 : 0, null]);
});

it('tells who has the class open and where, over a lost socket and until they leave', async () => {
  const store = new HandStore();
  const { port, stop } = await serve(store);
  const anna = await openDevice('anna', ANNA, port);
  const bert = await openDevice('bert', BERT, port);
  anna.setPlace('list', anna);
  anna.connect();
  await isSynced(anna);
  bert.connect();
  const placesOf = (session: ClassSession, memberId: string) =>
    session.present.filter((one) => one.memberId === memberId).map(({ place }) => place);
  await until(bert, () => placesOf(bert, ANNA).join() === 'list');
  // Bert's page syncs without showing the class.
  expect(placesOf(anna, BERT)).toEqual([]);

  bert.setPlace('form', bert);
  await until(anna, () => placesOf(anna, BERT).join() === 'form');
  anna.setPlace('e_dinner0000', anna);
  await until(bert, () => placesOf(bert, ANNA).join() === 'e_dinner0000');

  await stop();
  await until(bert, () => bert.present.length === 0);
  await serve(store, port);
  await until(bert, () => placesOf(bert, ANNA).join() === 'e_dinner0000');
  await anna.close();
  await until(bert, () => placesOf(bert, ANNA).length === 0);
});
