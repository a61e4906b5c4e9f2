import { CLASS_ID, until } from '$lib/class-sync/test-class.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import { refused } from '$lib/platform/storage-result.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestLive } from './test-live.ts';

let test: TestLive;
beforeEach(async () => {
  test = await TestLive.start();
});
afterEach(() => test.close());

/** My shares as lists and totals read them. */
async function shares() {
  const read = await test.tab.store.shares(CLASS_ID);
  return read.ok ? read.value : null;
}

it('puts right what totals are made of, from all entries', async () => {
  await test.add('dinner', '2026-02-01', 1000);
  await test.add('lunch', '2026-02-02', 500);
  const right = await shares();
  const [row] = await test.tab.store.list().then((read) => (read.ok ? read.value : []));
  if (!row) throw new Error('The class is not here');
  const known = { documentId: row.documentId, revision: row.revision };
  const wrong = { balances: [], between: [], about: null, changedEntryIds: 'all', shares: [] } as const;
  await test.tab.store.rederive(CLASS_ID, known, wrong);
  expect(await shares()).toEqual([]);
  expect(await test.live.rederive()).toEqual({ ok: true, value: true });
  expect(await shares()).toEqual(right);
  expect(right).toHaveLength(2);
});

it('says why it could not be done, or that the class was moving on', async () => {
  await test.add('dinner', '2026-02-01');
  const { store } = test.tab;
  const full = refused('full', 'QuotaExceededError');
  store.rederive = () => Promise.resolve(full);
  expect(await test.live.rederive()).toEqual(full);
  store.rederive = () => Promise.resolve({ ok: true, value: false });
  expect(await test.live.rederive()).toEqual({ ok: true, value: false });
});

it('adds who owes whom to a row of an older version, once its class is opened', async () => {
  await test.live.addMember('Bea');
  await test.add('dinner', '2026-02-01', 1000);
  const { store } = test.tab;
  const between = async () => {
    const row = await store.row(CLASS_ID);
    return row.ok ? row.value?.between : null;
  };
  const right = await between();
  expect(right).toMatchObject([{ name: 'Bea', currency: 'EUR', minor: '500' }]);
  await store.change(CLASS_ID, (row) => {
    const older: Record<string, unknown> = { ...row };
    delete older['between'];
    return older as unknown as ClassRow;
  });
  expect(await between()).toBeUndefined();
  await test.open();
  let found: unknown;
  const look = (): void => void between().then((now) => (found = now));
  await until(() => {
    look();
    return found !== undefined;
  });
  expect(found).toEqual(right);
});
