import type { DatabaseDriver } from './database-driver.ts';
import type { LedgerReader } from './ledger-transactions.ts';
import { readReadableRows } from './readable-rows.ts';
import { migrations, type Connection, type LedgerSchema, type LedgerStore } from './schema.ts';
import { openRefusal, transactionRefusal } from './storage-errors.ts';
import { stored, type StorageResult } from './storage-result.ts';
import { browserTimers } from './timers.ts';
import { runTransaction } from './transaction.ts';

/**
 * Copies every readable row of the database `name` into a second one, which stays until the next clean start. The copy
 * is one transaction: whole or not there. One left by an attempt that was killed is replaced.
 *
 * @returns the copy's name, such as `tallybook-before-v2` for a migration to version 2.
 */
export async function copyBeforeMigration(
  driver: DatabaseDriver,
  name: string,
  targetVersion: number,
): Promise<StorageResult<string>> {
  const copyName = copyNameOf(name, targetVersion);
  const open: Connection[] = [];
  try {
    const source = await driver.open(name, undefined, {});
    open.push(source);
    // Another tab was faster: its copy is the one to keep.
    if (source.version >= targetVersion) return stored(copyName);
    const stores: LedgerStore[] = [...source.objectStoreNames];
    const contents: StoreContents[] = [];
    for (const store of stores) {
      const read = await readReadableRows(readerOf(source), store);
      if (!read.ok) return read;
      contents.push({ store, keyPath: keyPathOf(source, store), rows: read.value.rows });
    }
    await driver.remove(copyName);
    const copy = await driver.open(copyName, 1, {
      upgrade: (created) => {
        for (const { store, keyPath } of contents) created.createObjectStore(store, { keyPath });
      },
    });
    open.push(copy);
    if (stores.length === 0) return stored(copyName);
    const outcome = await runTransaction(
      copy,
      () => {
        const transaction = copy.transaction(stores, 'readwrite', { durability: 'strict' });
        const puts = () =>
          contents.flatMap(({ store, rows }) => rows.map((row) => transaction.objectStore(store).put(row)));
        return { transaction, work: () => Promise.all(puts()) };
      },
      browserTimers,
    );
    return outcome.ok ? stored(copyName) : outcome;
  } catch (error) {
    return open.length === 0 ? openRefusal(error) : transactionRefusal(error);
  } finally {
    for (const connection of open) connection.close();
  }
}

/**
 * Removes a database with all copies that were made before a migration of it: they hold the same records.
 *
 * @throws what the driver throws, such as when another tab holds it; what is removed by then stays so.
 */
export async function removeWithCopies(driver: Pick<DatabaseDriver, 'remove'>, name: string): Promise<void> {
  for (const { to } of migrations) await driver.remove(copyNameOf(name, to));
  await driver.remove(name);
}

function copyNameOf(name: string, targetVersion: number): string {
  return `${name}-before-v${targetVersion}`;
}

interface StoreContents {
  readonly store: LedgerStore;
  readonly keyPath: string | string[] | null;
  readonly rows: readonly LedgerSchema[LedgerStore]['value'][];
}

function readerOf(connection: Connection): LedgerReader {
  return {
    async read(stores, work) {
      const begin = () => {
        const transaction = connection.transaction([...stores], 'readonly');
        return { transaction, work: () => work(transaction) };
      };
      const outcome = await runTransaction(connection, begin, browserTimers);
      return outcome.ok ? outcome : { ok: false, refusal: outcome.refusal };
    },
  };
}

function keyPathOf(connection: Connection, store: LedgerStore): string | string[] | null {
  return connection.transaction(store).objectStore(store).keyPath;
}
