import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestDevice } from '$lib/ledger/test-device.ts';
import { ClassSearchStore } from '$lib/platform/class-search-store.ts';
import type { ClassRow } from '$lib/platform/schema.ts';

let device: TestDevice;
beforeEach(() => void (device = new TestDevice()));
afterEach(() => device.shutDown());

const classRow = (id: string, revision: number, documentId = 'd') =>
  ({ id, revision, documentId, name: id, members: [], balances: [] }) as unknown as ClassRow;

it('knows which classes have changed since they were looked through, without reading what was found', async () => {
  const { database } = device.openTab();
  const store = new ClassSearchStore(database);
  const [flat, trip, gone] = [classRow('flat', 3), classRow('trip', 1), classRow('gone', 1)];
  for (const row of [flat, trip])
    await database.write(['classes'], (tx) => tx.objectStore('classes').put(row), { durability: 'relaxed' });
  const put = ({ id, documentId, revision }: ClassRow) =>
    store.put({ classId: id, documentId, revision, chunks: [], people: [] });
  for (const row of [flat, trip, gone]) await put(row);
  // Of a class that is not on this device nothing is kept.
  expect(await store.classIds()).toEqual(['flat', 'trip']);
  expect(await store.read('gone')).toBeNull();
  const stale = async (...rows: readonly ClassRow[]) => (await store.stale(rows)).map(({ id }) => id);
  expect(await stale(flat, trip, gone)).toEqual(['gone']);
  expect(await stale(classRow('flat', 4), classRow('trip', 1, 'another'))).toEqual(['flat', 'trip']);
  await store.remove(['flat']);
  expect(await stale(flat, trip)).toEqual(['flat']);
});
