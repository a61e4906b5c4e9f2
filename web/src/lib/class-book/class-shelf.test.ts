import { afterEach, beforeEach, expect, it } from 'vitest';
import { rowFromSummary } from '$lib/class-sync/class-info.ts';
import { CLASS_ID, summary, until } from '$lib/class-sync/test-class.ts';
import type { ClassMessage } from '$lib/platform/class-channel.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import { TestDisk } from '$lib/platform/class-test-disk.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { ClassShelf, type ShelfRead } from './class-shelf.ts';

let database: LedgerDatabase;
let timers: ManualTimers;
let reads: (ShelfRead | null)[];
let tell: (message: ClassMessage) => void;
let shelf: ClassShelf;
beforeEach(() => {
  database = new TestDisk().open('tallybook:anna', new ManualTimers());
  timers = new ManualTimers();
  reads = [];
  const channel = {
    post: () => undefined,
    listen: (listener: (message: ClassMessage) => void) => {
      tell = listener;
      return () => undefined;
    },
    close: () => undefined,
  };
  shelf = new ClassShelf({ database, timers, channel, onRead: (read) => reads.push(read) });
});
afterEach(() => {
  shelf.close();
  database.close();
});

it('reads once for many changes that are told of, and then has them all', async () => {
  await shelf.reread();
  await new ClassStore(database).add(rowFromSummary(summary(0), 'document-1'));
  for (let i = 0; i < 20; i++) tell({ type: 'classes-changed' });
  expect(reads).toMatchObject([{ rows: [], shares: [], newestShares: [], aside: new Map() }]);
  timers.advance(250);
  await until(() => reads.length === 2);
  expect(reads[1]?.rows).toHaveLength(1);
  expect(timers.waitingCount).toBe(0);
});

it('counts what was put aside in each class, and tells whether some of it waits to be offered', async () => {
  const store = new ClassStore(database);
  const idOf = (digit: number): string => CLASS_ID.slice(0, -1) + String(digit);
  const refusals = [[null, 'document-full'], ['document-full'], []];
  for (const [digit, refusedFor] of refusals.entries()) {
    const id = idOf(digit);
    await store.add({ ...rowFromSummary(summary(0), 'document-1'), id });
    await store.replace(id, () => ({
      documentId: 'document-2',
      epoch: 1,
      seq: 1,
      update: Uint8Array.of(0, 0),
      key: `${id}/1`,
      aside: refusedFor.map((refused, i) => ({ id: `r_${i}`, json: '{}', refusedFor: refused })),
    }));
  }
  await shelf.reread();
  expect(reads[0]?.aside).toEqual(
    new Map([
      [idOf(0), { count: 2, hasWaiting: true }],
      [idOf(1), { count: 1, hasWaiting: false }],
    ]),
  );
});

it('tells that nothing can be read, and is silent once it is closed', async () => {
  database.close();
  await shelf.reread();
  expect(reads).toEqual([null]);
  tell({ type: 'classes-changed' });
  shelf.close();
  timers.advance(1_000);
  await shelf.reread();
  expect(reads).toEqual([null]);
});
