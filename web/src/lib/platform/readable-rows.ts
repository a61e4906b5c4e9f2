import type { LedgerReader } from './ledger-transactions.ts';
import type { LedgerSchema, LedgerStore } from './schema.ts';
import { stored, type StorageResult } from './storage-result.ts';

/** The rows of a store that can be read, in key order, and the keys of those that cannot. */
export interface ReadableRows<Store extends LedgerStore> {
  readonly rows: LedgerSchema[Store]['value'][];
  readonly unreadableKeys: readonly string[];
}

/**
 * Reads a store around its damaged rows. One bad row makes the browser fail a whole `getAll`, so ranges that fail are
 * halved until the bad rows stand alone. Refused only when not even the keys can be read.
 */
export async function readReadableRows<Store extends LedgerStore>(
  database: LedgerReader,
  store: Store,
): Promise<StorageResult<ReadableRows<Store>>> {
  const everything = await database.read([store], (tx) => tx.objectStore(store).getAll());
  if (everything.ok) return stored({ rows: everything.value, unreadableKeys: [] });
  const listed = await database.read([store], (tx) => tx.objectStore(store).getAllKeys());
  if (!listed.ok) return listed;
  const keys = listed.value as string[];
  const rows: LedgerSchema[Store]['value'][] = [];
  const unreadableKeys: string[] = [];

  const readRange = async (from: number, to: number): Promise<void> => {
    const [first, last] = [keys[from], keys[to - 1]];
    if (first === undefined || last === undefined) return;
    if (to - from === 1) {
      const row = await database.read([store], (tx) => tx.objectStore(store).get(first));
      if (!row.ok) unreadableKeys.push(first);
      else if (row.value !== undefined) rows.push(row.value);
      return;
    }
    const range = IDBKeyRange.bound(first, last);
    const found = await database.read([store], (tx) => tx.objectStore(store).getAll(range));
    if (found.ok) {
      for (const row of found.value) rows.push(row);
      return;
    }
    const middle = (from + to) >> 1;
    await readRange(from, middle);
    await readRange(middle, to);
  };
  await readRange(0, keys.length);
  return stored({ rows, unreadableKeys });
}
