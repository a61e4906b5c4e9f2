import { createEntry } from '@tallybook/shared/personal/personal-commands';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toStoredRevision } from './projection.ts';
import { coffee, TestDevice } from './test-device.ts';

let device: TestDevice;
beforeEach(() => void (device = new TestDevice()));
afterEach(() => device.shutDown());

async function added(tab: ReturnType<TestDevice['openTab']>, fields = coffee) {
  const result = await tab.ledger.addEntry(fields);
  if (!result.ok) throw new Error(result.refusal.detail);
  return result.value;
}

describe('PersonalLedger', () => {
  it('keeps what was added, edited, deleted and restored over a reopening', async () => {
    const tab = device.openTab();
    const rent = await added(tab, { ...coffee, title: 'rent', amountMinor: 80_000 });
    const lunch = await added(tab);
    const edited = await tab.ledger.editEntry(lunch, { ...coffee, title: 'lunch' });
    expect(edited.ok && edited.value.title).toBe('lunch');
    await tab.ledger.deleteEntry(rent.id);
    expect(tab.ledger.entries.map((entry) => entry.title)).toEqual(['lunch']);
    expect(tab.ledger.deletedEntries.map((entry) => entry.title)).toEqual(['rent']);
    device.crashTab(tab);

    const again = device.openTab();
    await again.ledger.loaded;
    expect(again.ledger.phase).toBe('ready');
    expect(again.ledger.entries.map((entry) => entry.title)).toEqual(['lunch']);
    const restored = await again.ledger.restoreEntry(rent.id);
    expect(restored.ok && restored.value).toMatchObject({ deleted: false, amountMinor: 80_000 });
    expect(again.ledger.deletedEntries).toEqual([]);
    expect(again.ledger.entryById(rent.id)?.title).toBe('rent');
  });

  it('lists the newest day first, and the newest created first within a day', async () => {
    const tab = device.openTab();
    for (const [title, day] of [
      ['a', '2026-03-01'],
      ['b', '2026-03-03'],
      ['c', '2026-03-01'],
      ['d', '2026-02-28'],
    ] as const) {
      device.nowMs += 1000;
      await added(tab, { ...coffee, title, day });
    }
    expect(tab.ledger.entries.map((entry) => entry.title)).toEqual(['b', 'c', 'a', 'd']);
    device.crashTab(tab);
    const again = device.openTab();
    await again.ledger.loaded;
    expect(again.ledger.entries.map((entry) => entry.title)).toEqual(['b', 'c', 'a', 'd']);
  });

  it('replaces an expense that becomes income, in one step', async () => {
    const tab = device.openTab();
    const expense = await added(tab);
    const result = await tab.ledger.editEntry(expense, { ...coffee, kind: 'income', category: 'sold' });
    expect(result.ok && result.value).toMatchObject({ kind: 'income', category: 'sold', amountMinor: 1250 });
    expect(result.ok && result.value.id).not.toBe(expense.id);
    expect(tab.ledger.entries).toHaveLength(1);
    expect(tab.ledger.deletedEntries.map((entry) => entry.id)).toEqual([expense.id]);
  });

  it('shows the changes of another tab at once, and merges edits of both', async () => {
    const one = device.openTab();
    const two = device.openTab();
    await Promise.all([one.ledger.loaded, two.ledger.loaded]);
    const entry = await added(one);
    await expect.poll(() => two.ledger.entries.map((each) => each.title)).toEqual(['coffee']);
    const seenByTwo = two.ledger.entryById(entry.id);
    if (!seenByTwo) throw new Error('not there');

    await one.ledger.editEntry(entry, { ...coffee, title: 'espresso' });
    await two.ledger.editEntry(seenByTwo, { ...coffee, amountMinor: 300 });
    for (const tab of [one, two]) {
      await expect.poll(() => tab.ledger.entries[0]).toMatchObject({ title: 'espresso', amountMinor: 300 });
    }
    await two.ledger.deleteEntry(entry.id);
    await expect.poll(() => one.ledger.deletedEntries.length).toBe(1);
    expect(one.ledger.entries).toEqual([]);
  });

  it('does not write an edit that changes nothing', async () => {
    const tab = device.openTab();
    const entry = await added(tab);
    const result = await tab.ledger.editEntry(entry, coffee);
    expect(result.ok && result.value).toEqual(entry);
  });

  it('tells other tabs of a command for many only when it changed something', async () => {
    const [tab, other] = [device.openTab(), device.openTab()];
    const { id } = await added(tab);
    const heard: string[] = [];
    other.categories.deps.tabs.listen(({ type }) => void heard.push(type));
    expect((await tab.ledger.restoreEntries([id])).ok).toBe(true);
    expect((await tab.ledger.deleteEntries(['e_nothinghere'])).ok).toBe(true);
    expect(heard).toEqual([]);
    expect((await tab.ledger.deleteEntries([id])).ok).toBe(true);
    expect(heard).toEqual(['entries-changed']);
  });

  it('refuses a command on an entry that is not there', async () => {
    const tab = device.openTab();
    expect(await tab.ledger.deleteEntry('e_nothinghere')).toMatchObject({ ok: false });
  });

  it('asks for protected storage after the first saved entry, and at the start of the installed app', async () => {
    const tab = device.openTab();
    await tab.ledger.loaded;
    expect(device.persistCount).toBe(0);
    await added(tab);
    await added(tab);
    expect(device.persistCount).toBe(1);
    await expect.poll(() => tab.protection.state.protected).toBe(true);
  });

  it.each([false, true])(
    'opens with and without entries, whether some are expected or not: %s',
    async (wasHereBefore) => {
      device.wasHereBefore = wasHereBefore;
      const tab = device.openTab();
      await tab.ledger.loaded;
      expect([tab.ledger.phase, tab.ledger.count, tab.ledger.hasRecords]).toEqual(['ready', 0, false]);
      await added(tab);
      device.crashTab(tab);
      const again = device.openTab();
      await again.ledger.loaded;
      expect(again.ledger.entries.map((entry) => entry.title)).toEqual([coffee.title]);
    },
  );

  it('makes the entries of a large ledger anew when a record came past the app', async () => {
    const tab = device.openTab();
    for (const title of ['a', 'b', 'c']) await added(tab, { ...coffee, title });
    const { id, json } = createEntry(
      { ...coffee, title: 'past' },
      { t: device.nowMs + 9_000, id: 'e_AAAAAAAAAAAAAAAA' },
    );
    const put = await tab.database.write(
      ['revisions'],
      (tx) => tx.objectStore('revisions').put(toStoredRevision({ id, json })),
      { durability: 'strict' },
    );
    expect(put.ok).toBe(true);
    device.crashTab(tab);
    device.wholeLimit = 1;
    const again = device.openTab();
    await again.ledger.loaded;
    expect(again.ledger.count).toBe(4);
    expect(again.ledger.newest.map((entry) => entry.title)).toContain('past');
  });

  describe('with a clock that is wrong', () => {
    // The order of new entries within a day holds for jumps of up to a day, which the hybrid clock bridges.
    it.each([
      ['two years back', -2 * 365 * 86_400_000, ['later', 'third'].sort()],
      ['a day ahead', 86_400_000, ['later', 'third']],
      ['an hour back, as at the end of summer time', -3_600_000, ['later', 'third']],
    ])('loses nothing and keeps the order of edits when it jumps %s', async (_name, jumpMs, titles) => {
      const tab = device.openTab();
      const first = await added(tab, { ...coffee, title: 'first' });
      device.nowMs += jumpMs;
      const edited = await tab.ledger.editEntry(first, { ...coffee, title: 'second' });
      if (!edited.ok) throw new Error(edited.refusal.detail);
      device.nowMs -= jumpMs;
      const last = await tab.ledger.editEntry(edited.value, { ...coffee, title: 'third' });
      expect(last.ok && last.value.title).toBe('third');
      device.nowMs += jumpMs;
      const later = await added(tab, { ...coffee, title: 'later' });
      expect(later.title).toBe('later');
      device.crashTab(tab);
      const again = device.openTab();
      await again.ledger.loaded;
      const listed = again.ledger.entries.map((entry) => entry.title);
      expect(jumpMs < -86_400_000 ? listed.sort() : listed).toEqual(titles);
      expect(again.ledger.entries.map((entry) => entry.day)).toEqual(['2026-03-01', '2026-03-01']);
    });
  });
});
