import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSession } from '$lib/class-sync/class-session.ts';
import { CLASS_ID, join, spend, TestTab, until } from '$lib/class-sync/test-class.ts';
import { TestDisk } from '$lib/platform/class-test-disk.ts';
import type { UnsentMemory, UnsentNote } from '$lib/platform/class-unsent.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { UnsentWatch, type LostChanges } from './unsent-watch.ts';

let note: UnsentNote | null;
let memory: UnsentMemory;
let nowMs: number;
let lost: LostChanges | null;
let madeIds: number;
let database: LedgerDatabase;
let tab: TestTab;
let timers: ManualTimers;
let watch: UnsentWatch;
beforeEach(() => {
  note = null;
  memory = { get: () => note, set: (next) => (note = next) };
  nowMs = 1_000;
  lost = null;
  madeIds = 0;
  start(new TestDisk());
});
afterEach(() => {
  watch.close();
  database.close();
});

/** The app is started with what is on a disk. */
function start(disk: TestDisk): void {
  database = disk.open('tallybook:anna', new ManualTimers());
  tab = new TestTab(database);
  timers = new ManualTimers();
  watch = new UnsentWatch({
    database,
    store: tab.store,
    memory,
    channel: { post: () => undefined, listen: () => () => undefined, close: () => undefined },
    timers,
    now: () => nowMs,
    newId: () => `database-${++madeIds}`,
    onLost: (told) => (lost = told),
  });
}

async function startAnew(): Promise<void> {
  watch.close();
  database.close();
  start(new TestDisk());
  await watch.look();
}

async function writeTwo(): Promise<ClassSession> {
  await tab.know();
  const session = await tab.open();
  await session.write(join);
  await session.write(spend('bread'));
  return session;
}

async function sync(session: ClassSession): Promise<void> {
  session.connect();
  await until(() => tab.connections.length === 1);
  tab.connection.exchange();
  await tab.connection.confirm();
  await until(() => Object.keys(session.row.unsent).length === 0);
}

describe('what is unsent', () => {
  it('is counted while it is, with the time of the last change, and forgotten once the server has it', async () => {
    const session = await writeTwo();
    await watch.look();
    expect(note).toMatchObject({ byClass: { [CLASS_ID]: { name: 'House', count: 2, at: 1_000 } } });
    nowMs = 2_000;
    await session.write(spend('wine'));
    await watch.look();
    nowMs = 3_000;
    await watch.look();
    expect(note?.byClass[CLASS_ID]).toMatchObject({ count: 3, at: 2_000 });
    await sync(session);
    await watch.look();
    expect([note, lost]).toEqual([null, null]);
    await session.write(spend('cake'));
    await watch.look();
    expect(note).toMatchObject({ byClass: { [CLASS_ID]: { count: 1 } } });
    await session.close();
  });

  it('stays counted when it is put aside', async () => {
    const session = await writeTwo();
    await session.close();
    await watch.look();
    const aside = ['e_bread00000', 'r_wine000000'].map((id) => ({ id, json: '{}', refusedFor: null }));
    await tab.store.replace(CLASS_ID, () => ({
      documentId: 'document-2',
      epoch: 2,
      seq: 4,
      update: Uint8Array.of(0, 0),
      key: `${CLASS_ID}/1`,
      aside,
    }));
    await watch.look();
    expect([note?.byClass[CLASS_ID]?.count, lost]).toEqual([2, null]);
  });
});

describe('a database that is gone', () => {
  it('is missed by what was unsent in it, at every start until somebody has read of it', async () => {
    await (await writeTwo()).close();
    await watch.look();
    await startAnew();
    const changes = [{ name: 'House', count: 2, at: 1_000 }];
    expect(lost?.changes).toEqual(changes);
    await startAnew();
    expect(lost?.changes).toEqual(changes);
    lost?.dismiss();
    expect([lost, note]).toEqual([null, null]);
    await startAnew();
    expect(lost).toBeNull();
  });

  it('is missed although the list of classes has filled the new one already, which counts anew', async () => {
    await (await writeTwo()).close();
    await watch.look();
    watch.close();
    database.close();
    start(new TestDisk());
    await (await writeTwo()).close();
    nowMs = 9_000;
    await watch.look();
    expect(lost?.changes).toEqual([{ name: 'House', count: 2, at: 1_000 }]);
    lost?.dismiss();
    expect(note).toMatchObject({ byClass: { [CLASS_ID]: { count: 2, at: 9_000 } }, lost: [] });
  });

  it('is not missed when all of it was on the server', async () => {
    const session = await writeTwo();
    await watch.look();
    await sync(session);
    await session.close();
    await watch.look();
    await startAnew();
    expect([lost, note]).toEqual([null, null]);
  });
});

describe('nothing is claimed', () => {
  it('of a class that was left, deleted or removed from the device', async () => {
    await (await writeTwo()).close();
    await watch.look();
    await tab.store.remove(CLASS_ID);
    await watch.look();
    expect([lost, note]).toEqual([null, null]);
    // Also when it is joined again, which begins at revision 0.
    await tab.know();
    await watch.look();
    expect([lost, note]).toEqual([null, null]);
  });

  it('while the database cannot be read, and the note stays', async () => {
    await (await writeTwo()).close();
    await watch.look();
    const before = note;
    database.close();
    await watch.look();
    expect([lost, note]).toEqual([null, before]);
  });

  it('when another tab notes something during a look: it is repeated', async () => {
    const session = await writeTwo();
    await watch.look();
    const [first, ofOtherTab] = [note, { databaseId: 'database-1', byClass: {}, lost: [] }];
    let isRead = false;
    memory.get = () => {
      const known = isRead ? ofOtherTab : note;
      isRead = true;
      return known;
    };
    await session.write(spend('wine'));
    await watch.look();
    expect([note, lost, timers.waitingCount]).toEqual([first, null, 1]);
    await session.close();
  });
});
