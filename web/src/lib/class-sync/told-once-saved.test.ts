import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerDatabase } from '$lib/platform/database.ts';
import { FaultyStorage } from '$lib/platform/faulty-storage.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import type { ClassSession } from './class-session.ts';
import { ClassSessions } from './class-sessions.ts';
import { CLASS_ID, emptyState, join, spend, TestTab, titlesOf, until } from './test-class.ts';

const full = { operation: 'commit', errorName: 'QuotaExceededError' } as const;

let storage: FaultyStorage;
let database: LedgerDatabase;
let tab: TestTab;
let session: ClassSession;
beforeEach(async () => {
  storage = new FaultyStorage();
  database = openDatabase();
  tab = new TestTab(database);
  await tab.know();
  session = await tab.open();
});
afterEach(async () => {
  storage.heal();
  await session.close();
  database.close();
  storage.restore();
});

function openDatabase(): LedgerDatabase {
  return new LedgerDatabase({ name: 'tallybook', driver: storage.driver, timers: new ManualTimers() });
}

async function connect(): Promise<void> {
  session.connect();
  await until(() => tab.connections.length === 1);
  tab.connection.exchange();
  await tab.connection.confirm();
}

async function titlesOnDisk(): Promise<string[]> {
  const other = openDatabase();
  const opened = await new TestTab(other, 7).open();
  const titles = titlesOf(opened);
  await opened.close();
  other.close();
  return titles;
}

describe('what was written here', () => {
  it('is told to the server by the transaction that saves it, and not before', async () => {
    await connect();
    const writing = session.write(spend('bread'));
    expect([titlesOf(session), tab.connection.told]).toEqual([['bread'], []]);
    expect((await writing).kind).toBe('saved');
    // Nothing but that one transaction was waited for.
    expect(tab.connection.told).toEqual(['bread']);
    expect(session.sync).toEqual({ kind: 'syncing' });
  });

  it('and cannot be saved reaches nobody, by itself or in an answer, until storage is free again', async () => {
    await session.write(spend('bread'));
    await connect();
    storage.fail(full);
    expect((await session.write(spend('milk'))).kind).toBe('not-saved');
    expect(session.sync).toEqual({ kind: 'waiting', why: 'not-saved' });
    expect((await session.write(spend('eggs'))).kind).toBe('not-saved');
    expect([tab.connection.told, tab.connection.answered]).toEqual([[], ['bread']]);
    expect(session.unsavedFor?.reason).toBe('full');
    expect(session.sync).toEqual({ kind: 'waiting', why: 'not-saved' });
    expect(tab.timers.waitingCount).toBe(1);

    storage.heal();
    tab.timers.advance(30_000);
    await until(() => session.unsavedFor === null);
    expect([tab.connection.told, tab.connection.answered]).toEqual([
      ['milk', 'eggs'],
      ['bread', 'milk', 'eggs'],
    ]);
    expect(session.sync).toEqual({ kind: 'syncing' });
    await tab.connection.confirm();
    expect(session.sync).toEqual({ kind: 'synced' });
    expect(tab.timers.waitingCount).toBe(0);
  });

  it('is not confirmed by a barrier that went out before it was saved', async () => {
    await connect();
    storage.fail(full);
    await session.write(spend('bread'));
    const barrier = tab.connection.barriers.at(-1) ?? 0;
    storage.heal();
    await session.save();
    tab.connection.listener.barrierAnswered(barrier);
    expect(session.sync).toEqual({ kind: 'syncing' });
    // Behind whatever the answer made be noted.
    await session.reread();
    expect(Object.values(session.row.unsent)).toEqual([1]);
    await tab.connection.confirm();
    await until(() => Object.keys(session.row.unsent).length === 0);
    expect(session.sync).toEqual({ kind: 'synced' });
  });

  it('ends a background sync with its name while it cannot be saved', async () => {
    storage.fail(full);
    await session.write(spend('bread'));
    const syncing = session.syncTo(0);
    await until(() => tab.connections.length === 1);
    tab.connection.exchange();
    expect(await syncing).toEqual({ kind: 'waiting', why: 'not-saved' });
    expect(tab.connection.told).toEqual([]);
  });

  it('goes out although the page closes the class while it is being saved', async () => {
    await connect();
    void session.write(spend('bread'));
    await session.close();
    expect([tab.connection.told, tab.connection.isClosed]).toEqual([['bread'], true]);
  });

  it('is told by every tab that hears of it, as before', async () => {
    await connect();
    const otherDatabase = openDatabase();
    const other = new TestTab(otherDatabase, 2);
    const there = await other.open();
    await there.write(spend('bread'));
    for (const message of other.posted) tab.hear(message);
    expect(tab.connection.told).toEqual(['bread']);
    await there.close();
    otherDatabase.close();
  });
});

describe('a record that was put aside', () => {
  it('stays there while it cannot be saved in the new document', async () => {
    await session.write(join);
    await session.write(spend('bread'));
    tab.state = emptyState(2);
    session.connect();
    await until(() => tab.connections.length === 1);
    tab.connection.end(4409);
    await until(() => tab.connections.length === 2);
    storage.fail(full);
    tab.connection.exchange();
    await tab.connection.confirm();
    await until(() => session.unsavedFor !== null);
    // Both what is offered again and what is saved again come due, and neither works.
    for (let tries = 0; tries < 3; tries++) {
      const { unsavedFor } = session;
      tab.timers.advance(30_000);
      await until(() => session.unsavedFor !== unsavedFor);
    }
    const aside = await session.aside();
    expect(aside.ok && aside.value.length).toBe(2);
    expect([tab.connection.told, session.hasWaiting]).toEqual([[], true]);
    storage.heal();
    tab.timers.advance(60_000);
    for (const count of [1, 2]) {
      await until(() => tab.connection.target.doc.getMap('log').size === count && !session.isHolding);
      await session.save();
      await tab.connection.confirm();
    }
    await until(() => session.sync.kind === 'synced');
    expect([tab.connection.told, await session.aside()]).toEqual([['bread'], { ok: true, value: [] }]);
  });
});

describe('a class that nobody looks at any more', () => {
  it('stays in memory for what could not be saved, which is told of, and no longer', async () => {
    const unsaved: (string | null)[] = [];
    const onUnsaved = (_classId: string, refusal: { reason: string } | null): void =>
      void unsaved.push(refusal?.reason ?? null);
    const sessions = new ClassSessions({ ...tab.parts, onUnsaved });
    const opened = await sessions.open(CLASS_ID);
    if (!opened.ok || !opened.value) throw new Error('not here');
    storage.fail(full);
    await opened.value.session.write(spend('bread'));
    await opened.value.release();
    expect([unsaved.at(-1), await titlesOnDisk()]).toEqual(['full', []]);

    storage.heal();
    tab.timers.advance(30_000);
    await until(() => unsaved.at(-1) === null);
    await until(() => tab.timers.waitingCount === 0);
    expect(await titlesOnDisk()).toEqual(['bread']);
    // Closed: who opens it now gets another.
    await until(() => opened.value?.session.sync.kind === 'idle');
    const again = await sessions.open(CLASS_ID);
    if (!again.ok || !again.value) throw new Error('not here');
    expect(again.value.session).not.toBe(opened.value.session);
    await again.value.release();
  });
});
