import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { metaKeys } from '$lib/platform/schema.ts';
import { categoryChoices, findCategory, offeredChoices } from './category-choices.ts';
import { categoryWriter, type CategoryChange, type CategoryChanged } from './category-writer.ts';
import type { OpenLedger } from './open-ledger.ts';
import { coffee, TestDevice } from './test-device.ts';

const names = { groceries: 'Groceries', 'eating-out': 'Eating out', fun: 'Fun' };
const bikes = { name: 'Bikes', icon: 'paw', hue: 200, flow: 'out' } as const;

let device: TestDevice;
beforeEach(() => (device = new TestDevice()));
afterEach(() => device.shutDown());

async function change(tab: OpenLedger, wanted: CategoryChange): Promise<CategoryChanged> {
  const result = await categoryWriter(tab.categories).change(wanted);
  if (!result.ok) throw new Error(result.refusal.reason);
  return result.value;
}

async function reopen(tab: OpenLedger): Promise<OpenLedger> {
  device.crashTab(tab);
  const again = device.openTab();
  await again.ledger.loaded;
  await again.categories.loaded;
  return again;
}

async function revisionsOf(tab: OpenLedger): Promise<RevisionRow[]> {
  const read = await tab.database.read(['revisions'], (tx) => tx.objectStore('revisions').getAll());
  return read.ok ? read.value.map(({ id, json }) => ({ id, json })) : [];
}

async function metaOf(tab: OpenLedger, key: string): Promise<unknown> {
  const read = await tab.database.read(['meta'], (tx) => tx.objectStore('meta').get(key));
  return read.ok ? read.value?.value : undefined;
}

describe('own categories', () => {
  it('are there after a start, which rebuilds nothing', async () => {
    const tab = device.openTab();
    await tab.ledger.addEntry(coffee);
    const { id } = await change(tab, { type: 'create', fields: bikes });
    expect(tab.categories.show(id, names)).toEqual({ name: 'Bikes', icon: 'paw', hue: 200 });
    const before = await metaOf(tab, metaKeys.projection);
    const again = await reopen(tab);
    expect(again.categories.show(id, names).name).toBe('Bikes');
    expect(again.ledger.entries).toHaveLength(1);
    expect(again.ledger.unreadableCount).toBe(0);
    // A rebuild counts the records anew; the sums kept with each save must fit them already.
    expect(before).toMatchObject({ folded: 2, rows: 2, offset: 0 });
    expect(await metaOf(again, metaKeys.projection)).toEqual(before);
  });

  it('come back with a backup, also on a device that had none', async () => {
    const tab = device.openTab();
    const { id } = await change(tab, { type: 'create', fields: bikes });
    await change(tab, { type: 'edit', id: 'groceries', fields: { name: 'Food' } });
    const backup = await revisionsOf(tab);
    device.shutDown();

    device = new TestDevice(2);
    const fresh = device.openTab();
    expect(await fresh.ledger.importRows(backup)).toMatchObject({
      ok: true,
      value: { added: 2, refused: [] },
    });
    await fresh.categories.loaded;
    expect(fresh.categories.show(id, names).name).toBe('Bikes');
    expect(fresh.categories.show('groceries', names).name).toBe('Food');
    expect(fresh.ledger.unreadableCount).toBe(0);
  });

  it('are made anew with everything derived, and when only their row is damaged', async () => {
    const tab = device.openTab();
    const { id } = await change(tab, { type: 'create', fields: bikes });
    await tab.database.write(
      ['meta'],
      async (tx) => {
        await tx.objectStore('meta').delete(metaKeys.projection);
        await tx.objectStore('meta').delete(metaKeys.categories);
      },
      { durability: 'strict' },
    );
    const rebuilt = await reopen(tab);
    expect(rebuilt.categories.show(id, names).name).toBe('Bikes');
    await rebuilt.database.write(
      ['meta'],
      (tx) => tx.objectStore('meta').put({ key: metaKeys.categories, value: [{ id: 7 }] }),
      { durability: 'strict' },
    );
    const repaired = await reopen(rebuilt);
    expect(repaired.categories.show(id, names).name).toBe('Bikes');
  });

  it('show in other tabs', async () => {
    const [here, there] = [device.openTab(), device.openTab()];
    await Promise.all([here.ledger.loaded, there.ledger.loaded]);
    const { id } = await change(here, { type: 'create', fields: bikes });
    await there.ledger.loaded;
    await there.categories.loaded;
    expect(there.categories.show(id, names).name).toBe('Bikes');
  });

  it('keep what another tab has changed about them when a change is undone', async () => {
    const tab = device.openTab();
    const other = device.openTab();
    await other.categories.loaded;
    const { undo } = await change(tab, {
      type: 'edit',
      id: 'fun',
      fields: { name: 'Films', icon: 'paw', hue: 10 },
    });
    await change(other, { type: 'edit', id: 'fun', fields: { hue: 200 } });
    if (undo) await change(tab, undo);
    expect(tab.categories.show('fun', names)).toMatchObject({ name: 'Fun', hue: 200 });
    expect(tab.categories.show('fun', names).icon).not.toBe('paw');
    expect((await change(tab, { type: 'edit', id: 'fun', fields: { hue: 200 } })).undo).toBeNull();
  });

  it('are merged again with the one they were merged into, wherever that has gone', async () => {
    const tab = device.openTab();
    await change(tab, { type: 'merge', id: 'pets', into: 'fun' });
    await change(tab, { type: 'merge', id: 'fun', into: 'gifts' });
    const { undo } = await change(tab, { type: 'merge', id: 'pets', into: null });
    if (undo) await change(tab, undo);
    expect(tab.categories.resolve('pets')).toBe('gifts');
    await change(tab, { type: 'merge', id: 'fun', into: null });
    expect(tab.categories.resolve('pets')).toBe('fun');
  });

  it('stand in for one that was merged into them, until that is undone', async () => {
    const tab = device.openTab();
    const merged = await change(tab, { type: 'merge', id: 'fun', into: 'eating-out' });
    expect(tab.categories.show('fun', names).name).toBe('Eating out');
    expect(offeredChoices(tab.categories, 'out', names).map(({ id }) => id)).not.toContain('fun');
    expect(findCategory('FUN', tab.categories, names)).toBe('eating-out');
    if (merged.undo) await change(tab, merged.undo);
    expect(tab.categories.show('fun', names).name).toBe('Fun');
  });

  it('stand all by themselves when a circle that two devices merged is separated', async () => {
    const here = device.openTab();
    await change(here, { type: 'merge', id: 'fun', into: 'eating-out' });
    const backup = await revisionsOf(here);
    device.shutDown();

    device = new TestDevice(2);
    const there = device.openTab();
    await change(there, { type: 'merge', id: 'eating-out', into: 'fun' });
    await there.ledger.importRows(backup);
    await there.categories.loaded;
    expect(['fun', 'eating-out'].map((id) => there.categories.resolve(id))).toEqual([
      'eating-out',
      'eating-out',
    ]);
    await change(there, { type: 'merge', id: 'fun', into: null });
    expect(['fun', 'eating-out'].map((id) => there.categories.resolve(id))).toEqual(['fun', 'eating-out']);
  });

  it('are found by id and by the name shown, offered ones first', async () => {
    const tab = device.openTab();
    const { id } = await change(tab, { type: 'create', fields: { ...bikes, name: 'Fun' } });
    await change(tab, { type: 'archive', id: 'fun', archived: true });
    expect(findCategory('fun ', tab.categories, names)).toBe(id);
    expect(findCategory('fun', tab.categories, names)).toBe('fun');
    expect(findCategory('nothing', tab.categories, names)).toBeNull();
    expect(categoryChoices(tab.categories, names).at(-1)).toMatchObject({ id, shownName: 'Fun' });
  });

  it.each<[string, CategoryChange]>([
    ['a name', { type: 'edit', id: 'groceries', fields: { name: 'Food' } }],
    ['a look', { type: 'edit', id: 'groceries', fields: { icon: 'paw', hue: 5 } }],
    ['being archived', { type: 'archive', id: 'groceries', archived: true }],
    ['a place', { type: 'move', id: 'groceries', before: 'home' }],
    ['the last place', { type: 'move', id: 'groceries', before: null }],
  ])('have %s until it is undone', async (_what, wanted) => {
    const tab = device.openTab();
    const shown = () =>
      categoryChoices(tab.categories, names).map(({ id, name, icon, hue, archived }) => [
        id,
        name,
        icon,
        hue,
        archived,
      ]);
    const before = shown();
    const { undo } = await change(tab, wanted);
    expect(shown()).not.toEqual(before);
    if (undo) await change(tab, undo);
    expect(shown()).toEqual(before);
  });

  it('write nothing when everything is so already', async () => {
    const tab = device.openTab();
    await tab.ledger.loaded;
    await change(tab, { type: 'create', fields: bikes });
    const { undo } = await change(tab, { type: 'edit', id: 'fun', fields: { name: 'Fun' } });
    expect(undo).not.toBeNull();
    expect((await change(tab, { type: 'edit', id: 'fun', fields: { name: 'Fun' } })).undo).toBeNull();
    expect(await revisionsOf(tab)).toHaveLength(2);
  });

  it('stay as they were when a change could not be stored', async () => {
    const tab = device.openTab();
    await tab.ledger.loaded;
    device.storage.fail({ operation: 'commit', errorName: 'QuotaExceededError' });
    const result = await categoryWriter(tab.categories).change({ type: 'create', fields: bikes });
    expect(result).toMatchObject({ ok: false, refusal: { reason: 'full' } });
    expect(tab.storageStatus.problem?.reason).toBe('full');
    expect(tab.categories.book).toBeNull();
  });
});
