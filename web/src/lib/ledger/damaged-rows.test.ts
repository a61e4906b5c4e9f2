import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectionRow, StoredRevision } from '$lib/platform/schema.ts';
import { coffee, TestDevice } from './test-device.ts';

let device: TestDevice;
let ids: string[];

/** Ten entries, titled '0' to '9'. */
beforeEach(async () => {
  device = new TestDevice();
  ids = [];
  const tab = device.openTab();
  for (let n = 0; n < 10; n++) {
    device.nowMs += 1000;
    const result = await tab.ledger.addEntry({ ...coffee, title: String(n) });
    if (result.ok) ids.push(result.value.id);
  }
  device.crashTab(tab);
});
afterEach(() => device.shutDown());

async function spoil(
  change: (stores: {
    revisions: { put(row: StoredRevision): Promise<unknown>; delete(id: string): Promise<unknown> };
    entries: {
      put(row: ProjectionRow): Promise<unknown>;
      delete(id: string): Promise<unknown>;
      clear(): Promise<unknown>;
    };
  }) => Promise<unknown>,
) {
  const tab = device.openTab();
  const result = await tab.database.write(
    ['revisions', 'entries'],
    (tx) => change({ revisions: tx.objectStore('revisions'), entries: tx.objectStore('entries') }),
    { durability: 'strict' },
  );
  expect(result.ok).toBe(true);
  device.crashTab(tab);
}

async function open() {
  const tab = device.openTab();
  await tab.ledger.loaded;
  return {
    tab,
    ledger: tab.ledger,
    titles: tab.ledger.entries
      .map((entry) => entry.title)
      .sort()
      .join(''),
  };
}

const id = (n: number): string => ids[n] ?? '';

describe('a ledger with damaged rows', () => {
  it('folds a damaged projection row anew', async () => {
    await spoil(({ entries }) =>
      entries.put({ id: id(3), revisionCount: 1, entry: { amountMinor: 'NaN' } } as never),
    );
    const { titles, ledger } = await open();
    expect(titles).toBe('0123456789');
    expect(ledger.unreadableCount).toBe(0);
  });

  it.each([
    [
      'one row',
      (entries: { delete(id: string): Promise<unknown>; clear(): Promise<unknown> }) => entries.delete(id(2)),
    ],
    ['all rows', (entries: { clear(): Promise<unknown> }) => entries.clear()],
  ])('rebuilds a projection that lacks %s', async (_name, damage) => {
    await spoil(({ entries }) => damage(entries));
    expect((await open()).titles).toBe('0123456789');
    const again = await open();
    expect(again.titles).toBe('0123456789');
  });

  it('puts a revision of the wrong shape aside, counts it, and keeps what the projection knows of it', async () => {
    await spoil(({ revisions, entries }) =>
      Promise.all([
        revisions.put({ id: id(4), entityId: 7, t: 'x', json: null } as never),
        entries.delete(id(5)),
      ]),
    );
    const { ledger, titles, tab } = await open();
    expect(titles).toBe('0123456789');
    expect(ledger.unreadableCount).toBe(1);
    await tab.ledger.addEntry({ ...coffee, title: 'x' });
    const again = await open();
    expect(again.titles).toBe('0123456789x');
    expect(again.ledger.unreadableCount).toBe(1);
  });

  it('edits an entry of which only the projection is left without losing its amount', async () => {
    await spoil(({ revisions }) => revisions.delete(id(4)));
    const { ledger } = await open();
    const orphan = ledger.entryById(id(4));
    if (!orphan) throw new Error('lost');
    const result = await ledger.editEntry(orphan, { ...coffee, title: 'edited' });
    expect(result.ok && result.value).toMatchObject({ title: 'edited', amountMinor: 1250 });
    expect((await open()).titles).toBe('012356789edited');
  });

  describe('of an entry whose first record is damaged', () => {
    /** The first record of entry 4, which alone has the amount, is torn off; a later one has its title. */
    async function openDamaged() {
      const before = await open();
      const whole = before.ledger.entryById(id(4));
      if (!whole) throw new Error('not there');
      await before.ledger.editEntry(whole, { ...coffee, title: 'edited' });
      device.crashTab(before.tab);
      await spoil(({ revisions }) => revisions.put({ id: id(4) } as never));
      const { ledger, tab } = await open();
      const damaged = ledger.entryById(id(4));
      expect(damaged).toMatchObject({ title: 'edited', amountMinor: 1250 });
      if (!damaged) throw new Error('lost');
      return { ledger, tab, damaged };
    }

    /** Also after a rebuilding. */
    async function expectStored(expected: object) {
      await spoil(({ entries }) => entries.delete(id(0)));
      const { ledger } = await open();
      expect([...ledger.entries, ...ledger.deletedEntries]).toContainEqual(expect.objectContaining(expected));
    }

    it('an edit keeps the amount', async () => {
      const { ledger, damaged } = await openDamaged();
      const fields = { ...coffee, title: 'edited', note: 'x' };
      expect((await ledger.editEntry(damaged, fields)).ok).toBe(true);
      expect(ledger.entryById(id(4))).toMatchObject(fields);
      await expectStored({ id: id(4), ...fields });
    });

    it('a change of kind keeps the amount', async () => {
      const { ledger, damaged } = await openDamaged();
      const result = await ledger.editEntry(damaged, { ...coffee, title: 'edited', kind: 'income' });
      expect(result.ok && result.value).toMatchObject({ title: 'edited', amountMinor: 1250, kind: 'income' });
      expect(ledger.entries).toHaveLength(10);
    });

    it('the bin and the way back keep the amount', async () => {
      const { ledger } = await openDamaged();
      const binned = await ledger.deleteEntry(id(4));
      expect(binned.ok && binned.value).toMatchObject({ title: 'edited', amountMinor: 1250, deleted: true });
      expect((await ledger.restoreEntry(id(4))).ok).toBe(true);
      await expectStored({ id: id(4), title: 'edited', amountMinor: 1250, deleted: false });
    });
  });

  it('keeps an entry of which only the projection is left on the screen when it cannot go to the bin', async () => {
    await spoil(({ revisions }) => revisions.put({ id: id(4) } as never));
    const { ledger } = await open();
    expect((await ledger.deleteEntry(id(4))).ok).toBe(false);
    expect(ledger.entryById(id(4))).toMatchObject({ title: '4', deleted: false });
    expect((await open()).titles).toBe('0123456789');
  });

  it('loads all other rows when one makes the browser fail', async () => {
    for (const operation of ['getAll', 'get'] as const) {
      device.storage.fail({ operation, store: 'revisions', key: id(6), errorName: 'DataError' });
      device.storage.fail({ operation, store: 'entries', key: id(6), errorName: 'DataError' });
    }
    const { titles, ledger, tab } = await open();
    expect(ledger.phase).toBe('ready');
    expect(titles).toBe('012345789');
    expect(ledger.unreadableCount).toBe(1);
    expect(tab.storageStatus.problem).toBeNull();
  });

  it('is unavailable, with the reason, when nothing can be read', async () => {
    device.storage.fail({ operation: 'getAll', errorName: 'DataError' });
    device.storage.fail({ operation: 'getAllKeys', errorName: 'DataError' });
    const { ledger, tab } = await open();
    expect(ledger.phase).toBe('unavailable');
    expect(tab.storageStatus.problem).toEqual({ reason: 'failed', detail: 'DataError' });
  });
});
