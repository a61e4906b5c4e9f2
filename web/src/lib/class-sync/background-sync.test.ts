import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestDisk } from '$lib/platform/class-test-disk.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import type { ApiRefusal } from '$lib/platform/sync-api.ts';
import { BackgroundSync } from './background-sync.ts';
import { ClassSessions } from './class-sessions.ts';
import { CLASS_ID, emptyState, join, summary, TestTab, until } from './test-class.ts';

let database: LedgerDatabase;
let tab: TestTab;
let sessions: ClassSessions;
let background: BackgroundSync;
let refusals: (ApiRefusal | null)[];
let comeBack: () => void;
let isOnline: boolean;
beforeEach(() => {
  database = new TestDisk().open('tallybook', new ManualTimers());
  tab = new TestTab(database);
  refusals = [];
  isOnline = true;
  sessions = new ClassSessions(tab.parts);
  background = new BackgroundSync({
    ...tab.parts,
    sessions,
    letGo: new Set(),
    page: { onLeaving: () => () => undefined, onReturning: () => () => undefined },
    network: {
      get isOnline() {
        return isOnline;
      },
      onOffline: () => () => undefined,
      onOnline: (action) => {
        comeBack = action;
        return () => (comeBack = () => undefined);
      },
    },
    onRefused: (refusal) => refusals.push(refusal),
  });
});
afterEach(() => {
  background.close();
  database.close();
});

async function answerAll(): Promise<void> {
  for (const connection of tab.connections) {
    if (connection.isClosed) continue;
    connection.exchange();
    await connection.confirm();
  }
}

it('brings a class that was joined on another device', async () => {
  tab.list = { ok: true, value: [summary(0)] };
  tab.state = emptyState(1);
  const running = background.run();
  await until(() => tab.connections.length === 1);
  await answerAll();
  await running;
  expect(await tab.store.row(CLASS_ID)).toMatchObject({
    ok: true,
    value: { id: CLASS_ID, name: 'House', seq: 0 },
  });
  expect(tab.connection.isClosed).toBe(true);
  expect(refusals).toEqual([null]);
});

it('leaves alone what is neither unsent nor behind, and syncs what is', async () => {
  await tab.know();
  await tab.store.change(CLASS_ID, (row) => ({ ...row, code: '0123-4567-89AB' }));
  tab.list = { ok: true, value: [summary(0)] };
  await background.run();
  expect(tab.connections).toEqual([]);
  const session = await tab.open();
  await session.write(join);
  await session.close();
  const running = background.run();
  await until(() => tab.connections.length === 1);
  await answerAll();
  await running;
  expect(await tab.store.row(CLASS_ID)).toMatchObject({ ok: true, value: { unsent: {} } });
});

it('has two sockets at a time', async () => {
  const ids = ['1', '2', '3', '4'].map((digit) => CLASS_ID.slice(0, -1) + digit);
  tab.list = { ok: true, value: ids.map((id) => ({ ...summary(1), id })) };
  tab.state = emptyState(1);
  const running = background.run();
  for (let done = 0; done < 4; done += 2) {
    await until(() => tab.connections.length === done + 2);
    expect(tab.connections.filter(({ isClosed }) => !isClosed)).toHaveLength(2);
    await answerAll();
  }
  await running;
  expect(tab.connections).toHaveLength(4);
});

it('goes when the network comes back, says why it cannot, and leaves the work to the tab that has it', async () => {
  isOnline = false;
  await background.run();
  expect(refusals).toEqual([]);
  isOnline = true;
  tab.list = { ok: false, refusal: 'sign-in-required' };
  comeBack();
  await until(() => refusals.length === 1);
  expect(refusals).toEqual(['sign-in-required']);
  await background.run();
  tab.isLockTaken = true;
  const before = refusals.length;
  await background.run();
  expect(refusals).toHaveLength(before);
});

it('looks again after a while when another tab is at it, so that it hears of the server itself', async () => {
  tab.list = { ok: false, refusal: 'offline' };
  await background.run();
  tab.list = { ok: true, value: [] };
  tab.isLockTaken = true;
  await background.run();
  tab.timers.advance(500);
  await background.over;
  // Still taken: later each time.
  expect([refusals, tab.timers.waitingCount]).toEqual([['offline'], 1]);
  tab.isLockTaken = false;
  tab.timers.advance(1_000);
  await background.over;
  expect([refusals, tab.timers.waitingCount]).toEqual([['offline', null], 0]);
  tab.isLockTaken = true;
  await background.run();
  background.close();
  expect(tab.timers.waitingCount).toBe(0);
});

it('lets what is open try at once, also while the list of classes never comes', async () => {
  await tab.know();
  const opened = await sessions.open(CLASS_ID);
  if (!opened.ok || !opened.value) throw new Error('not here');
  opened.value.session.connect();
  await until(() => tab.connections.length === 1);
  let giveUp: (refusal: 'offline') => void = () => undefined;
  tab.askList = () => new Promise((resolve) => (giveUp = (refusal) => resolve({ ok: false, refusal })));
  const running = background.run();
  await until(() => tab.listCount === 1);
  tab.connection.end(1006);
  await until(() => opened.value?.session.sync.kind === 'waiting');
  // Looked at again while the first run still waits.
  comeBack();
  await until(() => tab.connections.length === 2);
  giveUp('offline');
  await running;
  expect([refusals, tab.listCount]).toEqual([['offline'], 1]);
  await opened.value.release();
});

it('lets the socket say why a class is no longer listed, once', async () => {
  await tab.know();
  const running = background.run();
  await until(() => tab.connections.length === 1);
  tab.connection.end(4403);
  await running;
  await until(() => true);
  expect(await tab.store.row(CLASS_ID)).toMatchObject({ ok: true, value: { refusal: 'removed' } });
  await background.run();
  expect(tab.connections).toHaveLength(1);
});
