import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import { flowOf } from '@tallybook/shared/personal/suggest-category';
import { mergeTags } from '@tallybook/shared/personal/tags';
import type { WriteResult } from './personal-ledger.svelte.ts';
import type { OpenLedger } from './open-ledger.ts';
import { coffee, TestDevice } from './test-device.ts';

const seeds = Number(import.meta.env['VITE_SEEDS'] ?? 40);

/** Whole numbers that look random, the same for the same seed (Numerical Recipes). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

function valueOf<T>(result: WriteResult<T>): T {
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
}

async function add(tab: OpenLedger, count: number, fields: Partial<PersonalFields> = {}) {
  const ids: string[] = [];
  for (let n = 0; n < count; n++)
    ids.push(valueOf(await tab.ledger.addEntry({ ...coffee, ...fields, title: `coffee ${n}` })).id);
  return ids;
}

/** All entries, without what tells of the way that led there. */
function contents({ ledger }: OpenLedger): object[] {
  return [...ledger.entries, ...ledger.deletedEntries]
    .map((entry) => ({ ...entry, heads: [], changedAt: 0, deletedAt: 0 }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('commands for many entries', () => {
  let device: TestDevice;
  let tab: OpenLedger;
  beforeEach(() => {
    device = new TestDevice();
    tab = device.openTab();
  });
  afterEach(() => device.shutDown());

  it('deletes everything with one time, and brings it back after a reload', async () => {
    const ids = await add(tab, 15);
    expect(valueOf(await tab.ledger.deleteEntries(ids)).count).toBe(15);
    expect(tab.ledger.entries).toEqual([]);
    expect(new Set(tab.ledger.deletedEntries.map(({ deletedAt }) => deletedAt)).size).toBe(1);
    device.crashTab(tab);

    const again = device.openTab();
    await again.ledger.loaded;
    const [first] = again.ledger.deletedEntries;
    const together = again.ledger.deletedEntries.filter(({ deletedAt }) => deletedAt === first?.deletedAt);
    valueOf(await again.ledger.restoreEntries(together.map(({ id }) => id)));
    expect(again.ledger.deletedEntries).toEqual([]);
    expect(again.ledger.entries.map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  it('gives a category to its own flow only, and says how many were left out', async () => {
    const [out] = await add(tab, 1);
    const [refund] = await add(tab, 1, { kind: 'refund' });
    const [income] = await add(tab, 1, { kind: 'income', category: 'salary' });
    const ids = [out, refund, income].filter((id) => id !== undefined);
    const done = valueOf(
      await tab.ledger.recategorise([...ids, 'e_nothinghere00'], { id: 'home', flow: 'out' }),
    );
    expect(done.count).toBe(2);
    expect(Object.fromEntries(done.skipped)).toEqual({ 'other-flow': 1, gone: 1 });
    expect(ids.map((id) => tab.ledger.entryById(id)?.category)).toEqual(['home', 'home', 'salary']);
    valueOf(await tab.ledger.undoBulk(done.undo));
    expect(ids.map((id) => tab.ledger.entryById(id)?.category)).toEqual([
      'eating-out',
      'eating-out',
      'salary',
    ]);
  });

  it('undoes only what nobody changed since', async () => {
    const other = device.openTab();
    const [mine = '', theirs = ''] = await add(tab, 2, { tags: ['work'] });
    const done = valueOf(await tab.ledger.tagEntries([mine, theirs], { add: ['trip'], remove: ['Work'] }));
    await expect.poll(() => other.ledger.entryById(theirs)?.tags).toEqual(['trip']);
    const seen = other.ledger.entryById(theirs);
    if (!seen) throw new Error('not there');
    // The tag was taken away and given again: what stands there now is theirs, though it reads the same.
    const without = valueOf(await other.ledger.editEntry(seen, { ...seen, tags: [] }));
    valueOf(await other.ledger.editEntry(without, { ...without, tags: ['trip'], title: 'theirs' }));
    const undone = valueOf(await tab.ledger.undoBulk(done.undo));
    expect(undone.count).toBe(2);
    expect(tab.ledger.entryById(mine)?.tags).toEqual(['work']);
    expect(tab.ledger.entryById(theirs)).toMatchObject({ tags: ['trip', 'work'], title: 'theirs' });
    const redone = valueOf(await tab.ledger.undoBulk(done.undo));
    expect([redone.count, redone.skipped.get('changed-since')]).toEqual([0, 2]);
  });

  it('leaves an entry out that would have more tags than fit', async () => {
    const full = Array.from({ length: 20 }, (_, n) => `tag${n}`);
    const ids = [...(await add(tab, 1, { tags: full })), ...(await add(tab, 1))];
    const done = valueOf(await tab.ledger.tagEntries(ids, { add: ['one-more'], remove: [] }));
    expect([done.count, done.skipped.get('too-full')]).toEqual([1, 1]);
    const swapped = valueOf(await tab.ledger.tagEntries(ids, { add: ['one-more'], remove: ['tag0'] }));
    expect(swapped.count).toBe(1);
  });

  it('does all of it or nothing', async () => {
    const ids = await add(tab, 12);
    const before = contents(tab);
    device.storage.fail({ operation: 'put', errorName: 'QuotaExceededError', times: 99, after: 9 });
    expect((await tab.ledger.deleteEntries(ids)).ok).toBe(false);
    device.storage.heal();
    expect(contents(tab)).toEqual(before);
    const again = device.openTab();
    await again.ledger.loaded;
    expect(contents(again)).toEqual(before);
  });

  it('writes once when the answer to the commit was lost', async () => {
    const ids = await add(tab, 3);
    device.storage.fail({ operation: 'committed-then-lost', errorName: 'UnknownError', times: 1 });
    const done = valueOf(await tab.ledger.deleteEntries(ids));
    expect([done.count, done.undo.size]).toEqual([3, 3]);
    const kept = await tab.database.read(['revisions'], (tx) => tx.objectStore('revisions').count());
    expect(valueOf(kept)).toBe(6);
    valueOf(await tab.ledger.undoBulk(done.undo));
    expect(tab.ledger.count).toBe(3);
  });

  it('tells the other tabs, also when there are many', async () => {
    const ids = await add(tab, 301);
    const other = device.openTab();
    await other.ledger.loaded;
    valueOf(await tab.ledger.deleteEntries(ids.slice(0, 2)));
    await expect.poll(() => other.ledger.count).toBe(299);
    valueOf(await tab.ledger.deleteEntries(ids));
    await expect.poll(() => other.ledger.count).toBe(0);
  }, 30_000);

  it('reloads nothing when everything was so already', async () => {
    const ids = await add(tab, 30);
    device.wholeLimit = 10;
    const paged = device.openTab();
    await paged.ledger.loaded;
    const { stock } = paged.ledger;
    expect(stock?.isPaged).toBe(true);
    const done = valueOf(await paged.ledger.restoreEntries(ids));
    expect([done.count, done.undo.size]).toEqual([0, 0]);
    await paged.ledger.loaded;
    expect(paged.ledger.stock).toBe(stock);
  });

  it('refuses a tag that an entry with all its groups would not show', async () => {
    const [id] = await add(tab, 1);
    if (id === undefined) throw new Error('not there');
    let done;
    for (let n = 0; n < 70; n++) {
      const one = `tag${n}`;
      done = valueOf(await tab.ledger.tagEntries([id], { add: [one], remove: [] }));
      if (done.count === 0) break;
      expect(tab.ledger.entryById(id)?.tags).toEqual([one]);
      valueOf(await tab.ledger.tagEntries([id], { add: [], remove: [one] }));
    }
    expect(Object.fromEntries(done?.skipped ?? [])).toEqual({ 'too-full': 1 });
    expect(tab.ledger.entryById(id)?.tags).toEqual([]);
  });

  it('shows the newest that are left of a ledger that is read in pages', async () => {
    await add(tab, 60);
    device.wholeLimit = 10;
    const paged = device.openTab();
    await paged.ledger.loaded;
    expect(paged.ledger.stock?.isPaged).toBe(true);
    const ids = tab.ledger.entries.map(({ id }) => id);
    valueOf(await paged.ledger.deleteEntries(ids.slice(0, 40)));
    await expect.poll(() => paged.ledger.newest.map(({ id }) => id)).toEqual(ids.slice(40));
  });
});

it('does what the same commands one by one do', { timeout: 120_000 }, async () => {
  for (let seed = 1; seed <= seeds; seed++) {
    const roll = dice(seed);
    const devices = [new TestDevice(seed), new TestDevice(seed)];
    const [bulkTab, singleTab] = devices.map((device) => device.openTab());
    if (!bulkTab || !singleTab) throw new Error('There is no tab');
    const { ledger: bulk } = bulkTab;
    const { ledger: single } = singleTab;
    try {
      for (let n = 0; n < 14; n++) {
        const fields: PersonalFields = {
          ...coffee,
          kind: (['expense', 'income', 'refund'] as const)[roll(3)] ?? 'expense',
          category: ['', 'home'][roll(2)] ?? '',
          tags: ['work', 'Trip'].filter(() => roll(2) === 0),
        };
        await bulk.addEntry(fields);
        await single.addEntry(fields);
      }
      for (let n = 0; n < 5; n++) {
        const all = [...single.entries, ...single.deletedEntries];
        const some = all.filter(() => roll(3) > 0);
        const ids = some.map(({ id }) => id);
        const command = roll(4);
        const change = { add: ['trip'], remove: ['work'].slice(roll(2)) };
        if (command === 0) await bulk.deleteEntries(ids);
        else if (command === 1) await bulk.restoreEntries(ids);
        else if (command === 2) await bulk.recategorise(ids, { id: 'travel', flow: 'out' });
        else await bulk.tagEntries(ids, change);
        for (const entry of some) {
          if (command === 1) {
            if (entry.deleted) await single.restoreEntry(entry.id);
          } else if (entry.deleted) continue;
          else if (command === 0) await single.deleteEntry(entry.id);
          else if (command === 3)
            await single.editEntry(entry, {
              ...entry,
              tags: mergeTags(change.remove, change.add, entry.tags),
            });
          else if (flowOf(entry.kind) === 'out')
            await single.editEntry(entry, { ...entry, category: 'travel' });
        }
        expect(contents(bulkTab)).toEqual(contents(singleTab));
      }
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    } finally {
      for (const device of devices) device.shutDown();
    }
  }
});
