import { afterEach, beforeEach, expect, it } from 'vitest';
import { LedgerDatabase } from '$lib/platform/database.ts';
import { FaultyStorage } from '$lib/platform/faulty-storage.ts';
import v1 from '$lib/platform/fixtures/v1.json';
import v2 from '$lib/platform/fixtures/v2.json';
import v3 from '$lib/platform/fixtures/v3.json';
import v4 from '$lib/platform/fixtures/v4.json';
import { installFixture } from '$lib/platform/install-fixture.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { ShareStore } from '$lib/platform/share-store.ts';
import { CLASS_ID, spend, TestTab, titlesOf } from './test-class.ts';

let storage: FaultyStorage;
let database: LedgerDatabase;
beforeEach(() => {
  storage = new FaultyStorage();
  database = new LedgerDatabase({ name: 'tallybook', driver: storage.driver, timers: new ManualTimers() });
});
afterEach(() => {
  database.close();
  storage.restore();
});

it('a database of version 1 gets room for classes and keeps its own rows', async () => {
  await installFixture(storage.driver, 'tallybook', v1);
  const tab = new TestTab(database);
  expect(await tab.store.list()).toEqual({ ok: true, value: [] });
  await tab.know();
  const revisions = await database.read(['revisions'], (tx) => tx.objectStore('revisions').getAll());
  expect(revisions).toEqual({ ok: true, value: v1.stores.revisions });
});

it('a database of version 2 opens with its class, its shares and what was put aside', async () => {
  // JSON has no bytes, so the fixture has them as numbers.
  const classUpdates = v2.stores.classUpdates.map((row) => ({ ...row, update: Uint8Array.from(row.update) }));
  await installFixture(storage.driver, 'tallybook', { ...v2, stores: { ...v2.stores, classUpdates } });
  const tab = new TestTab(database, 7);
  const session = await tab.open();
  expect(session.damagedCount).toBe(0);
  expect(titlesOf(session)).toEqual(['Museum', 'Ramen ラーメン']);
  const shares = await tab.store.shares();
  expect(shares.ok && shares.value.map(({ amountMinor }) => amountMinor).sort()).toEqual([1080, 2400]);
  expect(await tab.store.aside(CLASS_ID)).toMatchObject({
    ok: true,
    value: [{ refusedFor: 'document-full' }],
  });
  expect((await session.write(spend('bread'))).kind).toBe('saved');
  await session.close();
});

it.each([{ fixture: v2 }, { fixture: v3 }, { fixture: v4 }])(
  'a database of version $fixture.version has what the shares come to, by day and by month',
  async ({ fixture }) => {
    await installFixture(storage.driver, 'tallybook', fixture);
    const sums = await new ShareStore(database).sums('2026-01-01', []);
    expect(sums).toMatchObject({ ok: true, value: { months: v4.stores.shareMonths } });
    expect(sums.ok && sums.value.days).toEqual(v4.stores.shareDays);
    const cell = { kind: 'expense', currency: 'EUR', category: '', amountMinor: '3480', count: 2 };
    expect(v4.stores.shareMonths).toEqual([{ period: '2026-03', classes: { [CLASS_ID]: [cell] } }]);
  },
);
