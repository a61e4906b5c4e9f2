import { afterEach, beforeEach, expect, it } from 'vitest';
import { rowFromSummary } from '$lib/class-sync/class-info.ts';
import { CLASS_ID, summary } from '$lib/class-sync/test-class.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import { TestDisk } from '$lib/platform/class-test-disk.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { findAside, findOnlyHere } from './device-data.ts';

const record = (s: object, e?: string) =>
  JSON.stringify({ k: 'x', t: 1, a: 'm_anna00000', s, ...(e === undefined ? {} : { e }) });
const aside = [
  { id: 'e_bread00000', json: record({ title: 'Bread' }), refusedFor: null },
  { id: 'r_wine000000', json: record({ money: {} }, 'e_wine000000'), refusedFor: 'document-full' },
  { id: 'r_broken0000', json: '{', refusedFor: 'record-not-json' },
];

let database: LedgerDatabase;
let store: ClassStore;
beforeEach(async () => {
  database = new TestDisk().open('tallybook:anna', new ManualTimers());
  store = new ClassStore(database);
  await store.add({ ...rowFromSummary(summary(3), 'document-1'), seq: 3 });
});
afterEach(() => database.close());

/** The server's document takes the place of the one here: nothing is unsent then. */
async function renew(): Promise<void> {
  await store.replace(CLASS_ID, () => ({
    documentId: 'document-2',
    epoch: 2,
    seq: 4,
    update: Uint8Array.of(0, 0),
    key: `${CLASS_ID}/1`,
    aside,
  }));
}

it('counts what is kept beside a class as only here, although the class is synced', async () => {
  const none = { entryCount: 0, classNames: [], aside: [] };
  expect(await findOnlyHere(database)).toEqual({ ok: true, value: none });
  await renew();
  const value = { ...none, aside: [{ className: 'House', count: 3 }] };
  expect(await findOnlyHere(database)).toEqual({ ok: true, value });
});

it('counts it of a class that was deleted, too', async () => {
  await renew();
  await store.change(CLASS_ID, (row) => ({ ...row, refusal: 'deleted' }));
  const found = await findOnlyHere(database);
  expect(found).toMatchObject({ value: { classNames: [], aside: [{ className: 'House', count: 3 }] } });
});

it('says what each of them is about, whatever it holds', async () => {
  await renew();
  const found = await findAside(database, CLASS_ID);
  const said =
    found.ok && found.value.map(({ entityId, title, refusedFor }) => [entityId, title, refusedFor]);
  expect(said).toEqual([
    ['e_bread00000', 'Bread', null],
    ['r_broken0000', null, 'record-not-json'],
    ['e_wine000000', null, 'document-full'],
  ]);
});
