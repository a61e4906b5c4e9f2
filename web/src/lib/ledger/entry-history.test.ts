import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StoredRevision } from '$lib/platform/schema.ts';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { isAsIn } from './bulk-plans.ts';
import { readHistory } from './entry-history.ts';
import type { OpenLedger } from './open-ledger.ts';
import type { WriteResult } from './personal-ledger.svelte.ts';
import { coffee, TestDevice } from './test-device.ts';

let device: TestDevice;
let tab: OpenLedger;
beforeEach(() => {
  device = new TestDevice();
  tab = device.openTab();
});
afterEach(() => device.shutDown());

function valueOf<T>(result: WriteResult<T>): T {
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
}

const add = async () => valueOf(await tab.ledger.addEntry(coffee));
/** Brings a version back; answers what the entry is then, and what takes that back. */
async function bringBack(now: PersonalEntry, past: PersonalEntry) {
  const done = valueOf(await tab.ledger.bringBack(now, past));
  const show = () => tab.ledger.entryById(now.id);
  return {
    entry: show(),
    undo: async () => {
      const { skipped } = valueOf(await tab.ledger.undoBulk(done.undo));
      return { entry: show(), skipped: [...skipped.keys()] };
    },
  };
}
const historyOf = async (id: string) => valueOf(await readHistory(tab.database, id));
const whatOf = async (id: string) => (await historyOf(id)).versions.map(({ what }) => what);

async function put(row: Partial<StoredRevision>) {
  const put = await tab.database.write(
    ['revisions'],
    (tx) => tx.objectStore('revisions').put(row as StoredRevision),
    { durability: 'strict' },
  );
  expect(put.ok).toBe(true);
}

it('shows the edits of two tabs that had the same entry open: what does not touch stands, the later one where both do', async () => {
  const seen = await add();
  const other = device.openTab();
  await other.ledger.loaded;
  valueOf(await tab.ledger.editEntry(seen, { ...coffee, title: 'Tea', note: 'with Ana' }));
  device.nowMs += 1000;
  const merged = valueOf(await other.ledger.editEntry(seen, { ...coffee, title: 'Cocoa', amountMinor: 400 }));
  expect(merged).toMatchObject({ title: 'Cocoa', note: 'with Ana', amountMinor: 400 });

  const [second, first, created] = (await historyOf(seen.id)).versions;
  expect([second, first, created].map((version) => version?.isOverwritten)).toEqual([false, true, false]);
  expect(first?.changes).toEqual([
    { field: 'title', before: 'coffee', after: 'Tea' },
    { field: 'note', before: '', after: 'with Ana' },
  ]);
  expect(second?.entry).toMatchObject({ title: 'Cocoa', note: 'with Ana', amountMinor: 400 });
  expect(first?.entry).toMatchObject({ title: 'Tea', note: 'with Ana', amountMinor: 1250 });

  // What lost is brought back as a change of its own, and taken back as one.
  if (!first?.entry) throw new Error('nothing to bring back');
  const { entry, undo } = await bringBack(merged, first.entry);
  expect(entry).toMatchObject({ title: 'Tea', amountMinor: 1250 });
  expect(await undo()).toMatchObject({ entry: { title: 'Cocoa', amountMinor: 400 } });
  expect(await whatOf(seen.id)).toEqual(['edited', 'edited', 'edited', 'edited', 'created']);
});

it('merges what another tab writes between the showing of a version and its return', async () => {
  const first = await add();
  const shown = valueOf(await tab.ledger.editEntry(first, { ...coffee, title: 'Tea' }));
  const other = device.openTab();
  await other.ledger.loaded;
  valueOf(await other.ledger.editEntry(shown, { ...coffee, title: 'Tea', note: 'with Ana' }));
  const { entry } = await bringBack(shown, first);
  expect(entry).toMatchObject({ title: 'coffee', note: 'with Ana' });
});

it('takes an entry out of the bin with the version, and puts it back by the undo', async () => {
  const first = await add();
  valueOf(await tab.ledger.editEntry(first, { ...coffee, title: 'Tea' }));
  const gone = valueOf(await tab.ledger.deleteEntry(first.id));
  const { entry, undo } = await bringBack(gone, first);
  expect(entry).toMatchObject({ title: 'coffee', deleted: false });
  expect(await undo()).toMatchObject({ skipped: [] });
  expect(await whatOf(first.id)).toEqual(['deleted', 'restored', 'deleted', 'edited', 'created']);
  expect(tab.ledger.entries).toEqual([]);
});

it('takes nothing back that another tab has written since a version was brought back', async () => {
  const first = await add();
  const shown = valueOf(await tab.ledger.editEntry(first, { ...coffee, title: 'Tea', note: 'with Ana' }));
  const { entry, undo } = await bringBack(shown, first);
  if (!entry) throw new Error('not there');
  const other = device.openTab();
  await other.ledger.loaded;
  device.nowMs += 1000;
  valueOf(await other.ledger.editEntry(entry, { ...coffee, title: 'Cocoa', amountMinor: 5000 }));
  expect(await undo()).toMatchObject({ entry: { title: 'Cocoa', amountMinor: 5000, note: 'with Ana' } });
});

it('leaves an entry in the bin that went there after a version was brought back', async () => {
  const first = await add();
  const shown = valueOf(await tab.ledger.editEntry(first, { ...coffee, title: 'Tea' }));
  const { undo } = await bringBack(shown, first);
  valueOf(await tab.ledger.deleteEntry(first.id));
  expect(await undo()).toMatchObject({ skipped: ['in-bin'] });
  expect(tab.ledger.entries).toEqual([]);
});

it('brings an entry out of the bin as the version was, or leaves it there: never in between', async () => {
  const first = await add();
  valueOf(await tab.ledger.editEntry(first, { ...coffee, amountMinor: 99_900 }));
  const gone = valueOf(await tab.ledger.deleteEntry(first.id));
  const before = await whatOf(first.id);
  device.storage.fail({ operation: 'put', store: 'entries', errorName: 'QuotaExceededError' });
  expect((await tab.ledger.bringBack(gone, first)).ok).toBe(false);
  expect(tab.ledger.entries).toEqual([]);
  expect(await whatOf(first.id)).toEqual(before);
});

it('writes nothing when the version has the fields of now', async () => {
  const entry = await add();
  expect(isAsIn(entry, { ...entry, heads: [] })).toBe(true);
  expect(isAsIn(entry, { ...entry, tags: ['work'] })).toBe(false);
  expect((await bringBack(entry, entry)).entry).toMatchObject(coffee);
  expect(await whatOf(entry.id)).toEqual(['created']);
});

it('says why a version does not come back, and leaves the entry as it is', async () => {
  const first = await add();
  const now = valueOf(await tab.ledger.editEntry(first, { ...coffee, title: 'Tea' }));
  device.storage.fail({ operation: 'put', store: 'revisions', errorName: 'QuotaExceededError' });
  expect((await tab.ledger.bringBack(now, first)).ok).toBe(false);
  expect(tab.ledger.entryById(first.id)).toMatchObject({ title: 'Tea' });
});

it('begins anew where a change of kind made another entry, and shows the old one as moved to the bin', async () => {
  const expense = await add();
  const income = valueOf(
    await tab.ledger.editEntry(expense, { ...coffee, kind: 'income', category: 'salary' }),
  );
  expect(income.id).not.toBe(expense.id);
  expect(await whatOf(income.id)).toEqual(['created']);
  expect(await whatOf(expense.id)).toEqual(['deleted', 'created']);
});

it('counts rows that cannot be read beside those that can, the torn first one included', async () => {
  const { id } = await add();
  const entry = tab.ledger.entryById(id);
  if (!entry) throw new Error('not there');
  valueOf(await tab.ledger.editEntry(entry, { ...coffee, title: 'Tea' }));
  await put({ id: 'r_tornrevision01', entityId: id, t: 1, json: '{' });
  await put({ id });
  expect(await historyOf(id)).toMatchObject({
    unreadableCount: 2,
    versions: [{ changes: [{ after: 'Tea' }] }],
  });
});

it('reads around a row that makes the browser fail', async () => {
  const { id } = await add();
  const entry = tab.ledger.entryById(id);
  if (!entry) throw new Error('not there');
  valueOf(await tab.ledger.editEntry(entry, { ...coffee, title: 'Tea' }));
  for (const operation of ['getAll', 'get'] as const)
    device.storage.fail({ operation, store: 'revisions', key: id, errorName: 'DataError' });
  expect(await historyOf(id)).toMatchObject({
    unreadableCount: 1,
    versions: [{ changes: [{ after: 'Tea' }] }],
  });
});
