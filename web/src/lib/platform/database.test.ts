import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerDatabase } from './database.ts';
import type { DatabaseDriver } from './database-driver.ts';
import { FaultyStorage } from './faulty-storage.ts';
import { ManualTimers } from './manual-timers.ts';
import { migrations } from './schema.ts';
import type { StorageRefusal } from './storage-result.ts';

let storage: FaultyStorage;
let timers: ManualTimers;
const opened: LedgerDatabase[] = [];
beforeEach(() => {
  storage = new FaultyStorage();
  timers = new ManualTimers();
});
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  storage.restore();
});

function openDatabase(driver: DatabaseDriver = storage.driver): LedgerDatabase {
  const database = new LedgerDatabase({ name: 'tallybook', driver, timers });
  opened.push(database);
  return database;
}

function putSetting(database: LedgerDatabase, key: string, value: unknown = 1) {
  return database.write(['settings'], (tx) => tx.objectStore('settings').put({ key, value }), {
    durability: 'strict',
  });
}

function readKeys(database: LedgerDatabase) {
  return database.read(['settings'], (tx) => tx.objectStore('settings').getAllKeys());
}

const never: DatabaseDriver = { ...({} as DatabaseDriver), open: () => new Promise(() => undefined) };

describe('LedgerDatabase', () => {
  it('opens once for 20 callers at a time', async () => {
    const database = openDatabase();
    const results = await Promise.all(Array.from({ length: 20 }, () => readKeys(database)));
    expect(results.every((result) => result.ok)).toBe(true);
    expect(storage.openCount).toBe(1);
  });

  it('does not call a write stored when its transaction aborts after the request has succeeded', async () => {
    const database = openDatabase();
    await readKeys(database);
    let hasRequestSucceeded = false;
    storage.fail({ operation: 'commit', errorName: 'AbortError', after: 1 });
    const result = await database.write(
      ['settings'],
      async (tx) => {
        await tx.objectStore('settings').put({ key: 'a', value: 1 });
        hasRequestSucceeded = true;
      },
      { durability: 'strict' },
    );
    // The probe's commit goes first.
    expect(hasRequestSucceeded).toBe(true);
    expect(result).toEqual({ ok: false, refusal: { reason: 'failed', detail: 'AbortError' } });
    storage.heal();
    expect(await readKeys(database)).toEqual({ ok: true, value: [] });
  });

  it('lets a bug of its caller through instead of calling it a storage fault, and keeps nothing of it', async () => {
    const database = openDatabase();
    const writing = database.write(
      ['settings'],
      async (tx) => {
        await tx.objectStore('settings').put({ key: 'a', value: 1 });
        throw new TypeError('a bug');
      },
      { durability: 'strict' },
    );
    await expect(writing).rejects.toThrow('a bug');
    expect(await readKeys(database)).toEqual({ ok: true, value: [] });
  });

  it('answers within five seconds when the browser never does, and takes a connection that comes later', async () => {
    let answer: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (answer = resolve));
    const database = openDatabase({
      ...storage.driver,
      open: (...args) => released.then(() => storage.driver.open(...args)),
    });
    const problems: (StorageRefusal | null)[] = [];
    database.onProblem((problem) => problems.push(problem));
    const reading = readKeys(database);
    timers.advance(4_999);
    expect(problems).toEqual([]);
    timers.advance(1);
    expect(await reading).toMatchObject({ ok: false, refusal: { reason: 'timed-out' } });
    expect(problems.at(-1)).toMatchObject({ reason: 'timed-out' });
    answer();
    await expect.poll(() => problems.at(-1)).toBeNull();
    expect(await putSetting(database, 'a')).toMatchObject({ ok: true });
    expect(storage.openCount).toBe(1);
  });

  it('settles a transaction that never ends, and keeps nothing of it', async () => {
    const database = openDatabase();
    await readKeys(database);
    const writing = database.write(
      ['settings'],
      async (tx) => {
        await tx.objectStore('settings').put({ key: 'a', value: 1 });
        timers.advance(30_000);
        await new Promise(() => undefined);
      },
      { durability: 'strict' },
    );
    expect(await writing).toMatchObject({ ok: false, refusal: { reason: 'timed-out' } });
    expect(await readKeys(database)).toEqual({ ok: true, value: [] });
  });

  it('gives a transaction of many rows longer', async () => {
    const database = openDatabase();
    await readKeys(database);
    const writing = database.write(
      ['settings'],
      async (tx) => {
        await tx.objectStore('settings').put({ key: 'a', value: 1 });
        timers.advance(279_999);
        await tx.objectStore('settings').put({ key: 'b', value: 1 });
      },
      { durability: 'strict', rowCount: 50_000 },
    );
    expect(await writing).toMatchObject({ ok: true });
    expect(await readKeys(database)).toEqual({ ok: true, value: ['a', 'b'] });
  });

  it('says so where there is no IndexedDB', async () => {
    const database = openDatabase({
      ...never,
      open: () => {
        throw new ReferenceError('indexedDB is not defined');
      },
    });
    expect(await readKeys(database)).toMatchObject({ ok: false, refusal: { reason: 'refused' } });
  });

  it('says so where an open succeeds and no row is kept, and takes it back when a write does complete', async () => {
    storage.fail({ operation: 'put', store: 'meta', errorName: 'QuotaExceededError', after: 1 });
    const database = openDatabase();
    let problem: StorageRefusal | null = null;
    database.onProblem((each) => (problem = each));
    await readKeys(database);
    await expect.poll(() => problem).toMatchObject({ reason: 'full' });
    await readKeys(database);
    expect(problem).toMatchObject({ reason: 'full' });
    await putSetting(database, 'a');
    expect(problem).toBeNull();
  });

  it.each(['SecurityError', 'NotAllowedError', 'InvalidStateError'])(
    'calls an open denied with %s refused',
    async (errorName) => {
      storage.fail({ operation: 'open', errorName });
      expect(await readKeys(openDatabase())).toEqual({
        ok: false,
        refusal: { reason: 'refused', detail: errorName },
      });
    },
  );

  it('reopens after the browser has closed the connection by itself', async () => {
    const database = openDatabase();
    await putSetting(database, 'a');
    for (const connection of storage.openConnections) connection.close();
    expect(await putSetting(database, 'b')).toMatchObject({ ok: true });
    expect(await readKeys(database)).toEqual({ ok: true, value: ['a', 'b'] });
    expect(storage.openCount).toBe(2);
  });

  describe('with a newer copy of the app in another tab', () => {
    const newer = [...migrations, { to: migrations.length + 1, apply: () => undefined }];

    it('saves what is typed, lets the newer copy upgrade and writes no more', async () => {
      const old = openDatabase();
      await putSetting(old, 'a');
      old.onHandOver(() => putSetting(old, 'draft'));
      const next = new LedgerDatabase({
        name: 'tallybook',
        driver: storage.driver,
        timers,
        migrations: newer,
      });
      opened.push(next);
      expect(await readKeys(next)).toEqual({ ok: true, value: ['a', 'draft'] });
      expect(await putSetting(old, 'b')).toMatchObject({
        ok: false,
        refusal: { reason: 'updated-in-another-tab' },
      });
      expect(await readKeys(next)).toEqual({ ok: true, value: ['a', 'draft'] });
    });

    it('tells the newer copy that an older tab is in the way when that does not let go', async () => {
      globalThis.indexedDB = storage.factory;
      const stubborn = await storage.driver.open('tallybook', 1, {
        upgrade: (connection) => void connection.createObjectStore('settings', { keyPath: 'key' }),
      });
      let hearBlocked: () => void = () => undefined;
      const blocked = new Promise<void>((resolve) => (hearBlocked = resolve));
      const driver: DatabaseDriver = {
        ...storage.driver,
        open: (name, version, callbacks) =>
          storage.driver.open(name, version, {
            ...callbacks,
            blocked: (...args) => {
              callbacks.blocked?.(...args);
              hearBlocked();
            },
          }),
      };
      const next = new LedgerDatabase({ name: 'tallybook', driver, timers, migrations: newer });
      opened.push(next);
      const reading = readKeys(next);
      await blocked;
      timers.advance(5_000);
      expect(await reading).toMatchObject({ ok: false, refusal: { reason: 'blocked-by-other-tab' } });
      stubborn.close();
    });
  });

  it('reads a database of a newer app and never writes to it', async () => {
    const first = openDatabase();
    await putSetting(first, 'a');
    first.close();
    const future = await storage.driver.open('tallybook', 7, {});
    future.close();
    const database = openDatabase();
    expect(await readKeys(database)).toEqual({ ok: true, value: ['a'] });
    expect(await putSetting(database, 'b')).toMatchObject({
      ok: false,
      refusal: { reason: 'newer-version' },
    });
    expect(await readKeys(database)).toEqual({ ok: true, value: ['a'] });
  });
});
