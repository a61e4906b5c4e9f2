import { afterEach, beforeEach, expect, it } from 'vitest';
import { rowFromSummary } from '$lib/class-sync/class-info.ts';
import { summary, until } from '$lib/class-sync/test-class.ts';
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
  expect(reads).toEqual([{ rows: [], shares: [] }]);
  timers.advance(250);
  await until(() => reads.length === 2);
  expect(reads[1]?.rows).toHaveLength(1);
  expect(timers.waitingCount).toBe(0);
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
