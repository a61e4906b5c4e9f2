import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LedgerDatabase } from './database.ts';
import { FaultyStorage, type FaultyOperation } from './faulty-storage.ts';
import fixture from './fixtures/v1.json';
import { installFixture } from './install-fixture.ts';
import { ManualTimers } from './manual-timers.ts';
import { removeWithCopies } from './migration-copy.ts';
import { migrations, type Migration, type StoredRevision } from './schema.ts';

let storage: FaultyStorage;
const opened: LedgerDatabase[] = [];
beforeEach(() => void (storage = new FaultyStorage()));
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  storage.restore();
});

const firstLater = migrations.length + 1;

/** Made-up later versions: one rewrites each row, one adds an index and drops a derived store's rows. */
const later: readonly Migration[] = [
  ...migrations,
  {
    to: firstLater,
    async apply(_connection, transaction) {
      const store = transaction.objectStore('revisions');
      for (const row of await store.getAll()) await store.put({ ...row, addedLater: true } as StoredRevision);
    },
  },
  {
    to: firstLater + 1,
    async apply(_connection, transaction) {
      await transaction.objectStore('entries').clear();
      await transaction.objectStore('meta').delete('projection');
    },
  },
];

function openLater(): LedgerDatabase {
  const options = {
    name: 'tallybook',
    driver: storage.driver,
    timers: new ManualTimers(),
    migrations: later,
  };
  const database = new LedgerDatabase(options);
  opened.push(database);
  return database;
}

/** Count and sum of the amounts in the user's own rows, and whether the first later version has been through them. */
async function measure(database: LedgerDatabase) {
  const read = await database.read(['revisions'], (tx) => tx.objectStore('revisions').getAll());
  if (!read.ok) throw new Error(read.refusal.detail);
  const amounts = read.value.map((row) => Number(/"amt":(\d+)/.exec(row.json)?.[1] ?? 0));
  const migrated = read.value.filter((row) => 'addedLater' in row).length;
  return { count: read.value.length, sum: amounts.reduce((sum, each) => sum + each, 0), migrated };
}

const before = { count: 8, sum: 255_729 };

describe('the migration of existing data', () => {
  it('reaches the newest version and keeps a copy of the old one until the next clean start', async () => {
    await installFixture(storage.driver, 'tallybook', fixture);
    const database = openLater();
    expect(await measure(database)).toEqual({ ...before, migrated: before.count });
    await database.finishCleanStart();
    const copy = await storage.driver.open(`tallybook-before-v${firstLater + 1}`, undefined, {});
    expect(await copy.getAll('revisions')).toEqual(fixture.stores.revisions);
    expect(await copy.getAll('drafts')).toEqual(fixture.stores.drafts);
    copy.close();
    database.close();

    const next = openLater();
    expect(await measure(next)).toEqual({ ...before, migrated: before.count });
    await next.finishCleanStart();
    expect((await storage.factory.databases()).map(({ name }) => name)).toEqual(['tallybook']);
  });

  it('leaves no copy behind when the data is removed on purpose', async () => {
    await installFixture(storage.driver, 'tallybook', fixture);
    const database = new LedgerDatabase({
      name: 'tallybook',
      driver: storage.driver,
      timers: new ManualTimers(),
    });
    expect((await measure(database)).count).toBe(before.count);
    database.close();
    expect(await storage.factory.databases()).toHaveLength(2);
    await removeWithCopies(storage.driver, 'tallybook');
    expect(await storage.factory.databases()).toEqual([]);
  });

  it.each(['put', 'getAll', 'clear', 'delete', 'commit'] as const)(
    'leaves the old or the new data, whole, wherever %s breaks off',
    async (operation: FaultyOperation) => {
      let broken = 0;
      for (let after = 0; ; after++) {
        storage.restore();
        storage = new FaultyStorage();
        await installFixture(storage.driver, 'tallybook', fixture);
        storage.fail({ operation, errorName: 'AbortError', after, times: 1 });
        const database = openLater();
        const left = await measure(database);
        expect(left).toMatchObject(before);
        expect([0, before.count]).toContain(left.migrated);
        if (left.migrated === before.count) break;
        broken++;
        // A failed migration is read-only: a write of this version into the old shape would be lost.
        const write = await database.write(['settings'], (tx) => tx.objectStore('settings').clear(), {
          durability: 'strict',
        });
        expect(write.ok).toBe(false);
        database.close();
        storage.heal();
        const again = openLater();
        expect(await measure(again)).toEqual({ ...before, migrated: before.count });
        again.close();
      }
      expect(operation === 'commit' || operation === 'getAll' || broken > 0).toBe(true);
    },
  );

  it('migrates around a row that cannot be read into the copy', async () => {
    await installFixture(storage.driver, 'tallybook', fixture);
    storage.fail({ operation: 'getAll', store: 'drafts', errorName: 'DataError' });
    storage.fail({ operation: 'get', store: 'drafts', errorName: 'DataError' });
    expect(await measure(openLater())).toEqual({ ...before, migrated: before.count });
  });

  it('happens once when two tabs start at a time', async () => {
    await installFixture(storage.driver, 'tallybook', fixture);
    const [one, two] = [openLater(), openLater()];
    const measured = await Promise.all([measure(one), measure(two)]);
    for (const each of measured) expect(each).toEqual({ ...before, migrated: before.count });
  });
});
