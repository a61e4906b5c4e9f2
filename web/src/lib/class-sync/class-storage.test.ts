import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerDatabase } from '$lib/platform/database.ts';
import { FaultyStorage } from '$lib/platform/faulty-storage.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import type { ClassUpdateRow } from '$lib/platform/schema.ts';
import { compactClass, LONG_LOG } from './compact.ts';
import { CLASS_ID, join, spend, TestTab, titlesOf, until } from './test-class.ts';

let storage: FaultyStorage;
const opened: LedgerDatabase[] = [];
beforeEach(() => void (storage = new FaultyStorage()));
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  storage.restore();
});

function openTab(seed = 1): TestTab {
  const database = new LedgerDatabase({
    name: 'tallybook',
    driver: storage.driver,
    timers: new ManualTimers(),
  });
  opened.push(database);
  return new TestTab(database, seed);
}

async function knownTab(): Promise<TestTab> {
  const tab = openTab();
  await tab.know();
  return tab;
}

/** What a page finds that has nothing but a healthy disk. */
async function readBack(): Promise<string[]> {
  storage.heal();
  const session = await openTab(9).open();
  const titles = titlesOf(session);
  await session.close();
  return titles;
}

async function rowsOf(): Promise<ClassUpdateRow[]> {
  const found = await opened[0]?.read(['classUpdates'], (tx) => tx.objectStore('classUpdates').getAll());
  if (!found?.ok) throw new Error('unreadable');
  return found.value;
}

const faults = ['transaction', 'get', 'put', 'commit'] as const;
const errors = ['QuotaExceededError', 'AbortError', 'UnknownError', 'InvalidStateError', 'DataError'];

describe('a write', () => {
  it('is strict when it is one’s own, together with its bookkeeping', async () => {
    const session = await (await knownTab()).open();
    expect((await session.write(join)).kind).toBe('saved');
    const last = storage.writes.findLast(({ stores }) => stores.includes('classUpdates'));
    expect(last?.durability).toBe('strict');
    expect(last?.stores).toContain('classes');
    await session.close();
  });

  it.each(faults.flatMap((operation) => errors.map((errorName) => ({ operation, errorName }))))(
    'is called saved only when it is: $operation fails with $errorName',
    async ({ operation, errorName }) => {
      const session = await (await knownTab()).open();
      await session.write(join);
      await session.write(spend('before'));
      storage.fail({ operation, errorName });
      const written = await session.write(spend('after'));
      expect(written.kind).toBe('not-saved');
      if (written.kind === 'not-saved' && errorName === 'QuotaExceededError') {
        expect(written.refusal.reason).toBe('full');
      }
      expect(session.unsavedFor).not.toBeNull();
      // In the ledger all the same: it must not be typed again.
      expect(titlesOf(session)).toEqual(['after', 'before']);
      expect(await readBack()).toEqual(['before']);
      expect(await session.save()).toEqual({ ok: true, value: 'saved' });
      expect(session.unsavedFor).toBeNull();
      expect(await readBack()).toEqual(['after', 'before']);
      await session.close();
    },
  );

  it('is stored once when it reached the disk and nobody said so', async () => {
    const session = await (await knownTab()).open();
    await session.write(join);
    storage.fail({ operation: 'committed-then-lost', errorName: 'UnknownError', times: 1 });
    expect((await session.write(spend('bread'))).kind).toBe('saved');
    expect(await rowsOf()).toHaveLength(2);
    expect(await readBack()).toEqual(['bread']);
    await session.close();
  });

  it('takes what was refused before with it', async () => {
    const session = await (await knownTab()).open();
    await session.write(join);
    storage.fail({ operation: 'commit', errorName: 'QuotaExceededError', times: 1 });
    expect((await session.write(spend('first'))).kind).toBe('not-saved');
    expect((await session.write(spend('second'))).kind).toBe('saved');
    expect(await readBack()).toEqual(['first', 'second']);
    await session.close();
  });

  it('of a class that was removed from this device is not called saved', async () => {
    const tab = await knownTab();
    const session = await tab.open();
    await tab.store.remove(CLASS_ID);
    expect((await session.write(join)).kind).toBe('not-saved');
    await session.close();
  });
});

describe('a damaged row', () => {
  async function threeExpenses(): Promise<ClassUpdateRow[]> {
    const session = await (await knownTab()).open();
    await session.write(join);
    for (const title of ['a', 'b', 'c']) await session.write(spend(title));
    await session.close();
    return rowsOf();
  }

  it('is told by its checksum and put aside; what is before it loads', async () => {
    const last = (await threeExpenses()).at(-1);
    if (!last) throw new Error('nothing stored');
    const update = Uint8Array.from(last.update, (byte, i) => (i === 9 ? byte ^ 1 : byte));
    await opened[0]?.write(
      ['classUpdates'],
      (tx) => tx.objectStore('classUpdates').put({ ...last, update }),
      {
        durability: 'strict',
      },
    );
    const session = await openTab(5).open();
    expect(session.damagedCount).toBe(1);
    expect(titlesOf(session)).toEqual(['a', 'b']);
    expect((await session.write(spend('d'))).kind).toBe('saved');
    await session.close();
    expect(await readBack()).toEqual(['a', 'b', 'd']);
  });

  it('that the browser cannot read costs itself only', async () => {
    const last = (await threeExpenses()).at(-1);
    if (!last) throw new Error('nothing stored');
    storage.fail({ operation: 'getAll', store: 'classUpdates', errorName: 'DataError' });
    storage.fail({ operation: 'get', store: 'classUpdates', errorName: 'DataError', key: last.key });
    const session = await openTab(5).open();
    expect(session.damagedCount).toBe(1);
    expect(titlesOf(session)).toEqual(['a', 'b']);
    await session.close();
  });

  it('stays where it is when the rest is made one row', async () => {
    const rows = await threeExpenses();
    const [, second] = rows;
    if (!second) throw new Error('nothing stored');
    const damaged = { ...second, crc: second.crc ^ 1 };
    await opened[0]?.write(['classUpdates'], (tx) => tx.objectStore('classUpdates').put(damaged), {
      durability: 'strict',
    });
    await compactClass(openTab(7).store, CLASS_ID, `${CLASS_ID}/zzz`);
    const left = await rowsOf();
    expect(left).toHaveLength(2);
    expect(left).toContainEqual(damaged);
    // Mended, it brings back what waited for it.
    await opened[0]?.write(['classUpdates'], (tx) => tx.objectStore('classUpdates').put(second), {
      durability: 'strict',
    });
    expect(await readBack()).toEqual(['a', 'b', 'c']);
  });
});

describe('compaction', () => {
  it('comes at idle once the log is long, and changes nothing', async () => {
    const first = await (await knownTab()).open();
    await first.write(join);
    const titles = Array.from({ length: LONG_LOG }, (_, i) => `t${String(i).padStart(3, '0')}`);
    for (const title of titles) await first.write(spend(title));
    await first.close();
    const tab = openTab(3);
    const session = await tab.open();
    expect(tab.idle).toHaveLength(1);
    tab.idle[0]?.();
    await session.write(spend('z'));
    await until(() => storage.writes.filter(({ stores }) => stores.includes('classUpdates')).length > 0);
    await session.close();
    expect(await readBack()).toEqual([...titles, 'z']);
    expect(await rowsOf()).toHaveLength(2);
  });

  it('leaves all rows when it breaks anywhere', async () => {
    const tab = await knownTab();
    const session = await tab.open();
    await session.write(join);
    for (const title of ['a', 'b', 'c']) await session.write(spend(title));
    await session.close();
    for (const operation of ['put', 'delete', 'commit'] as const) {
      storage.fail({ operation, errorName: 'AbortError', times: 1 });
      const compacted = await compactClass(tab.store, CLASS_ID, `${CLASS_ID}/zzz`);
      expect(compacted.ok).toBe(false);
      expect(await rowsOf()).toHaveLength(4);
    }
    expect(await readBack()).toEqual(['a', 'b', 'c']);
  });
});

describe('what lists show', () => {
  it('is kept with each write, without loading the document', async () => {
    const tab = await knownTab();
    const session = await tab.open();
    await session.write(join);
    const written = await session.write(spend('bread', 1250));
    if (written.kind !== 'saved') throw new Error(written.kind);
    const shares = await tab.store.shares();
    expect(shares).toMatchObject({ ok: true, value: [{ title: 'bread', amountMinor: 1250 }] });
    await session.close();
  });

  it('is made anew from the truth when it is out of date', async () => {
    const tab = await knownTab();
    const first = await tab.open();
    await first.write(join);
    await first.write(spend('bread'));
    await first.close();
    await opened[0]?.write(['classShares'], (tx) => tx.objectStore('classShares').clear(), {
      durability: 'strict',
    });
    await tab.store.change(CLASS_ID, (row) => ({ ...row, derivedRevision: -1 }));
    const session = await openTab(2).open();
    await session.write(spend('milk'));
    const row = await tab.store.row(CLASS_ID);
    if (!row.ok || !row.value) throw new Error('no row');
    expect(row.value.derivedRevision).toBe(row.value.revision);
    const shares = await tab.store.shares(CLASS_ID);
    expect(shares.ok && shares.value.map(({ title }) => title).sort()).toEqual(['bread', 'milk']);
    await session.close();
  });
});
