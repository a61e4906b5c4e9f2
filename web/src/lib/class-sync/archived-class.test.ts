import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestDisk } from '$lib/platform/class-test-disk.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { BackgroundSync } from './background-sync.ts';
import { ClassSessions } from './class-sessions.ts';
import { CLASS_ID, join, summary, TestTab, until } from './test-class.ts';

let database: LedgerDatabase;
let tab: TestTab;
let opened: string[];
let background: BackgroundSync;
beforeEach(async () => {
  database = new TestDisk().open('tallybook', new ManualTimers());
  tab = new TestTab(database);
  opened = [];
  const sessions = new ClassSessions(tab.parts);
  const open = sessions.open.bind(sessions);
  sessions.open = (classId) => {
    opened.push(classId);
    return open(classId);
  };
  background = new BackgroundSync({
    ...tab.parts,
    sessions,
    letGo: new Set(),
    page: { onLeaving: () => () => undefined, onReturning: () => () => undefined },
    network: { isOnline: true, onOffline: () => () => undefined, onOnline: () => () => undefined },
    onRefused: () => undefined,
  });
  await tab.know();
  await tab.store.change(CLASS_ID, (row) => ({ ...row, code: '0123-4567-89AB', archivedAt: 1 }));
  tab.list = { ok: true, value: [summary(0)] };
});
afterEach(() => {
  background.close();
  database.close();
});

it('is neither opened nor connected to when there is nothing new', async () => {
  await background.run();
  expect([opened, tab.connections]).toEqual([[], []]);
  expect(await tab.store.row(CLASS_ID)).toMatchObject({ ok: true, value: { archivedAt: 1 } });
});

it('still sends what is only on this device', async () => {
  const session = await tab.open();
  await session.write(join);
  await session.close();
  const running = background.run();
  await until(() => tab.connections.length === 1);
  expect(opened).toEqual([CLASS_ID]);
  tab.connection.exchange();
  await tab.connection.confirm();
  await running;
});

it.each([
  ['others wrote in it', [summary(7)]],
  ['it is not in the list any more', []],
])('is not synced in the background although %s', async (_why, list) => {
  tab.list = { ok: true, value: list };
  await background.run();
  expect([opened, tab.connections]).toEqual([[], []]);
});

it('brings what others wrote once it is not archived any more', async () => {
  tab.list = { ok: true, value: [summary(7)] };
  await background.run();
  expect(tab.connections).toEqual([]);
  await tab.store.change(CLASS_ID, (row) => ({ ...row, archivedAt: undefined }));
  const running = background.run();
  await until(() => tab.connections.length === 1);
  tab.connection.exchange();
  await tab.connection.confirm();
  await running;
  expect(opened).toEqual([CLASS_ID]);
});
