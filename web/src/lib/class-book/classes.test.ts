import { afterEach, beforeEach, expect, it } from 'vitest';
import { rowFromSummary } from '$lib/class-sync/class-info.ts';
import { CLASS_ID, summary, until } from '$lib/class-sync/test-class.ts';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import { TestDisk } from '$lib/platform/class-test-disk.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { DeviceAccount } from '$lib/platform/device-profiles.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { Account } from '$lib/profile/account.svelte.ts';
// Loaded on demand by what is tested: a file that is still being read would be waited for by the clock.
import './class-shelf.ts';
import { Classes } from './classes.svelte.ts';

const anna: DeviceAccount = { id: 'anna', username: 'anna', displayName: 'Anna' };

let database: LedgerDatabase;
let store: ClassStore;
let account: Account;
let classes: Classes;
let goOffline: () => void;
beforeEach(() => {
  database = new TestDisk().open('tallybook:anna', new ManualTimers());
  store = new ClassStore(database);
});
afterEach(() => {
  classes.close();
  database.close();
});

function open(current: DeviceAccount | null): void {
  const all = current ? [current] : [];
  account = new Account({ profiles: { current, all, use: () => undefined, forget: () => undefined } });
  let isOnline = true;
  classes = new Classes({
    account,
    database,
    network: {
      get isOnline() {
        return isOnline;
      },
      onOnline: () => () => undefined,
      onOffline: (action) => {
        goOffline = () => {
          isOnline = false;
          action();
        };
        return () => undefined;
      },
    },
  });
  // No quiet moment comes: nothing here needs the engine.
  classes.start(() => () => undefined);
}

const idOf = (digit: number): string => CLASS_ID.slice(0, -1) + String(digit);

async function keep(digit: number, name: string, archivedAt?: number): Promise<void> {
  const row = rowFromSummary({ ...summary(3), id: idOf(digit), name }, 'document-1');
  await store.add({ ...row, seq: 3, ...(archivedAt === undefined ? {} : { archivedAt }) });
}

it('has nothing and says nothing without an account', async () => {
  await keep(1, 'House');
  open(null);
  expect([classes.phase, classes.status, classes.list]).toEqual(['none', null, []]);
  await expect(classes.engine()).rejects.toThrow('account');
});

it('lists by name, what is out of the way last, and finds by id', async () => {
  await keep(1, 'Trip');
  await keep(2, 'Alps', 5);
  await keep(3, 'House');
  open(anna);
  expect(classes.phase).toBe('opening');
  await until(() => classes.phase === 'ready');
  expect(classes.list.map(({ row, isArchived }) => [row.name, isArchived])).toEqual([
    ['House', false],
    ['Trip', false],
    ['Alps', true],
  ]);
  expect(classes.byId(idOf(2))?.row.name).toBe('Alps');
  expect(classes.statusOf(idOf(9))).toBeNull();
});

it('does not call a class synced whose records were put aside, and says how many they are', async () => {
  await keep(1, 'House');
  await store.replace(idOf(1), (row) => ({
    documentId: 'document-2',
    epoch: 2,
    seq: row.seq,
    update: Uint8Array.of(0, 0),
    key: `${row.id}/1`,
    aside: [{ id: 'r_1', json: '{}', refusedFor: null }],
  }));
  open(anna);
  await until(() => classes.phase === 'ready');
  expect(classes.byId(idOf(1))).toMatchObject({ aside: 1, status: { kind: 'saved', why: 'unsent' } });
});

it('says the worst there is to say of one class and of all', async () => {
  await keep(1, 'House');
  await keep(2, 'Trip');
  await store.change(idOf(2), (row) => ({ ...row, unsent: { 7: 1 } }));
  open(anna);
  await until(() => classes.phase === 'ready');
  expect(classes.statusOf(idOf(1))).toEqual({ kind: 'synced' });
  expect(classes.status).toEqual({ kind: 'saved', why: 'unsent' });
  goOffline();
  expect(classes.statusOf(idOf(1))).toEqual({ kind: 'saved', why: 'offline' });
  account.sessionOver();
  expect(classes.status).toEqual({ kind: 'saved', why: 'sign-in' });
  account.sessionGood();
  expect(classes.status).toEqual({ kind: 'saved', why: 'offline' });
});

it('knows what my shares come to and the newest of them; all of them once they are asked for, and in a range', async () => {
  await keep(1, 'House');
  await keep(2, 'Alps', 5);
  for (const digit of [1, 2]) {
    const days = ['2024-05-01', '2024-05-20', `2024-06-0${String(digit)}`];
    await store.rederive(
      idOf(digit),
      { documentId: 'document-1', revision: 0 },
      {
        balances: [],
        between: [],
        about: null,
        changedEntryIds: 'all',
        shares: days.map((day, i) => {
          const id = `e_${String(digit)}${String(i)}`;
          const entry = makeEntry({
            id,
            day,
            amountMinor: 100,
            currency: 'EUR',
            category: 'fun',
            title: 'boat',
          });
          return { ...entry, entryId: id };
        }),
      },
    );
  }
  open(anna);
  expect([classes.hasShares, classes.shareSums.firstMonth]).toEqual([false, null]);
  await until(() => classes.phase === 'ready');
  expect(classes.hasShares).toBe(true);
  expect(classes.newestShares.slice(0, 2).map(({ share }) => share.day)).toEqual([
    '2024-06-02',
    '2024-06-01',
  ]);
  const range = { from: '2024-05-01', to: '2024-06-01' };
  await classes.shareSums.need(range, 'whole');
  // What is out of the way was spent all the same.
  expect(
    classes.shareSums
      .amounts(range, 'whole')
      .map(({ classId, day, amountMinor }) => [classId, day, amountMinor]),
  ).toEqual([
    [idOf(1), '2024-05-01', 200n],
    [idOf(2), '2024-05-01', 200n],
    [idOf(1), '2024-06-01', 100n],
  ]);
  const inJune = await classes.sharesIn({ from: '2024-06-01', to: '2024-06-30' });
  expect(inJune.map(({ share }) => share.day)).toEqual(['2024-06-02', '2024-06-01']);
  expect(classes.shares).toEqual([]);
  await classes.readShares();
  expect(classes.shares).toHaveLength(6);
});
