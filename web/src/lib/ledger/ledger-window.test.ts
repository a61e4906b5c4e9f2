import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEntry } from '@tallybook/shared/personal/personal-commands';
import { plainStyle } from '@tallybook/shared/money/read-number';
import { parseQuery } from '@tallybook/shared/personal/entry-query';
import { prepareSearch } from '@tallybook/shared/personal/entry-search';
import { searchWordsEn } from '$lib/locale/search-messages-en.ts';
import { LedgerWindow, type ListedShare } from './ledger-window.svelte.ts';
import type { ListSearch } from './list-index.ts';
import type { OpenLedger } from './open-ledger.ts';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { coffee, TestDevice } from './test-device.ts';

let device: TestDevice;
beforeEach(() => void (device = new TestDevice()));
afterEach(() => device.shutDown());

/** A day with `n` entries for each n of `counts`, the first day the newest; titles say day and place. */
async function fill(counts: readonly number[]): Promise<void> {
  const tab = device.openTab();
  const rows = counts.flatMap((count, at) =>
    Array.from({ length: count }, (_, n) => {
      const day = `2026-02-${String(28 - at).padStart(2, '0')}`;
      const stamp = { t: device.nowMs + n, id: `e_${String(at * 1000 + n).padStart(16, '0')}` };
      return createEntry({ ...coffee, day, title: `Thé ${at}.${n}`, amountMinor: 100 }, stamp);
    }),
  );
  await tab.ledger.importRows(rows);
  device.crashTab(tab);
}

async function openWindow(
  search: ListSearch | null = null,
  shares: readonly ListedShare[] = [],
): Promise<{ tab: OpenLedger; list: LedgerWindow }> {
  const tab = device.openTab();
  await tab.ledger.loaded;
  const list = new LedgerWindow(
    tab.ledger,
    () => search,
    () => shares,
  );
  return { tab, list };
}

function searchFor(text: string): ListSearch {
  const setting = {
    words: searchWordsEn,
    style: plainStyle,
    classes: [],
    people: [],
    categories: [],
    today: '2026-03-01',
    dayBeforeMonth: true,
    firstWeekday: 0,
  };
  const resolveCategory = (id: string) => id;
  const prepared = prepareSearch(parseQuery(text, { ...setting, resolveCategory }));
  return { ...prepared, categoryName: (id) => `name of ${id}`, resolveCategory };
}

async function titles(list: LedgerWindow, first: number, end: number): Promise<(string | undefined)[]> {
  await list.show(first, end);
  return Array.from({ length: end - first }, (_, at) => list.entryAt(first + at)?.title);
}

describe.each([1, 1_000])('the list of a ledger of which %d entries are held in memory', (wholeLimit) => {
  beforeEach(async () => {
    device.wholeLimit = wholeLimit;
    await fill([2, 3, 1]);
  });

  it('knows its size and days before it has read an entry, and reads by position', async () => {
    const { list } = await openWindow();
    expect(list.size).toBe(6);
    expect(list.groups).toEqual([
      { day: '2026-02-28', start: 0, count: 2 },
      { day: '2026-02-27', start: 2, count: 3 },
      { day: '2026-02-26', start: 5, count: 1 },
    ]);
    expect(await titles(list, 1, 4)).toEqual(['Thé 0.0', 'Thé 1.2', 'Thé 1.1']);
    expect(list.positionOfDay('2026-02-27')).toBe(2);
    expect(list.positionOfDay('2026-01-01')).toBe(6);
    const [, day] = list.groups;
    expect(day && list.totalsOfDay(day).get('EUR')?.spentMinor).toBe(300n);
    expect(list.totalsOfMonth('2026-02').get('EUR')?.outMinor).toBe(600n);
  });

  it('shows what this and another tab write at its place', async () => {
    const { tab, list } = await openWindow();
    const other = await openWindow();
    const added = await tab.ledger.addEntry({ ...coffee, day: '2026-02-27', title: 'between' });
    if (!added.ok) throw new Error(added.refusal.detail);
    expect(await titles(list, 1, 4)).toEqual(['Thé 0.0', 'between', 'Thé 1.2']);
    await expect.poll(() => other.list.size).toBe(7);
    expect(await titles(other.list, 1, 4)).toEqual(['Thé 0.0', 'between', 'Thé 1.2']);
    expect(other.list.totalsOfMonth('2026-02').get('EUR')?.spentMinor).toBe(1850n);

    await other.tab.ledger.deleteEntry(added.value.id);
    await expect.poll(() => list.size).toBe(6);
    expect(list.holds(added.value)).toBe(false);
    await expect.poll(() => tab.ledger.deletedEntries.map(({ title }) => title)).toEqual(['between']);
    expect(list.groups.map(({ count }) => count)).toEqual([2, 3, 1]);
  });

  it('finds words without case and accents, category names, amounts and days', async () => {
    const found = async (query: string): Promise<number> => {
      const { list } = await openWindow(searchFor(query));
      await list.readAll();
      expect(list.totals.get('EUR')?.spentMinor ?? 0n).toBe(BigInt(list.size * 100));
      return list.size;
    };
    expect(await found('THE')).toBe(6);
    expect(await found('the 1.2')).toBe(1);
    expect(await found('name of eating')).toBe(6);
    expect(await found('1,00 2026-02-28')).toBe(2);
    expect(await found('tea')).toBe(0);
    expect(await found('=1.00')).toBe(6);
    expect(await found('>1')).toBe(0);
    expect(await found('on:2026-02-27')).toBe(3);
  });

  it('finds tags', async () => {
    const { tab } = await openWindow();
    const tagged = {
      ...coffee,
      day: '2026-02-27',
      title: 'tagged',
      amountMinor: 100,
      tags: ['work', 'Büro'],
    };
    await tab.ledger.addEntry(tagged);
    for (const [text, count] of [
      ['#work', 1],
      ['#buro', 1],
      ['#wo', 1],
      ['#ork', 0],
      ['work', 1],
    ] as const) {
      const { list } = await openWindow(searchFor(text));
      await list.readAll();
      expect([text, list.size]).toEqual([text, count]);
    }
  });

  it('shows shares in classes between the entries on wish, and counts them', async () => {
    const share = {
      ...makeEntry({ id: 'e_share00000000001', day: '2026-02-27', title: 'Rent', amountMinor: 5_000 }),
      entryId: 'e_inclass000000001',
    };
    const shares = [{ classId: 'c1', share: { ...share, createdAt: Number.MAX_SAFE_INTEGER } }];
    const { list } = await openWindow(null, shares);
    await list.readAll();
    expect(list.size).toBe(7);
    expect(await titles(list, 1, 4)).toEqual(['Thé 0.0', 'Rent', 'Thé 1.2']);
    expect(list.totalsOfMonth('2026-02').get('EUR')?.outMinor).toBe(5_600n);
    expect(list.shareOf(list.idAt(2) ?? '')?.classId).toBe('c1');
    expect(list.shareOf(list.idAt(1) ?? '')).toBeUndefined();
    const found = await openWindow(searchFor('rent'), shares);
    await found.list.readAll();
    expect(await titles(found.list, 0, 1)).toEqual(['Rent']);
    expect(found.list.size).toBe(1);
  });
});

it('reads the entries it lacks once, however often they are asked for', async () => {
  device.wholeLimit = 1;
  await fill([60]);
  const { tab, list } = await openWindow();
  expect(list.entryAt(59)).toBeUndefined();
  expect(tab.ledger.isReading(list.idAt(59) ?? '')).toBe(true);
  await expect.poll(() => list.entryAt(59)?.title).toBe('Thé 0.0');
  expect(tab.ledger.entryById('e_nosuchentry00000')).toBeUndefined();
  await expect.poll(() => tab.ledger.isReading('e_nosuchentry00000')).toBe(false);
});

it('makes the columns anew when a part of them is damaged', async () => {
  device.wholeLimit = 1;
  await fill([1_200]);
  const { tab, list } = await openWindow();
  await tab.database.write(
    ['listChunks'],
    async (tx) =>
      tx.objectStore('listChunks').put({ ...(await tx.objectStore('listChunks').get('')), ids: 7 } as never),
    { durability: 'strict' },
  );
  await list.readAll();
  await expect.poll(async () => (await list.readAll(), list.groups[0]?.count)).toBe(1_200);
});
