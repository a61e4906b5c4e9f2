import type { LedgerReader } from './ledger-transactions.ts';
import { checksum } from './class-checksum.ts';
import type { ClassAsideRow, ClassRow, ClassUpdateRow, LedgerSchema } from './schema.ts';
import { stored, type StorageResult } from './storage-result.ts';
import type { StoredClass } from './stored-class.ts';

type KeyedByClass = 'classUpdates' | 'classShares' | 'classAside';

/** All keys that begin with `classId/`, or with what else is given. */
export function keysUnder(prefix: string): IDBKeyRange {
  // '0' is the character after '/'.
  return IDBKeyRange.bound(`${prefix}/`, `${prefix}0`, false, true);
}

/** Whether a row of a document still is what was written; a damaged one stays where it is and is not used. */
export function isIntact(row: unknown): row is ClassUpdateRow {
  if (typeof row !== 'object' || row === null) return false;
  const { key, documentId, update, crc } = row as Partial<ClassUpdateRow>;
  return (
    typeof key === 'string' &&
    typeof documentId === 'string' &&
    update instanceof Uint8Array &&
    crc === checksum(update)
  );
}

/** How many of these keys each class has. */
export function countByClass(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const [classId = ''] = key.split('/', 1);
    counts.set(classId, (counts.get(classId) ?? 0) + 1);
  }
  return counts;
}

/** How many changes of one's own the server has not confirmed; at least 1 of those that were not counted. */
export function unsentCountOf({ unsent, unsentCount = 0 }: ClassRow): number {
  return Object.keys(unsent).length === 0 ? 0 : Math.max(1, unsentCount);
}

/** Whether a row can be worked with; what is in the lists of the API is only shown. */
export function isClassRow(row: unknown): row is ClassRow {
  if (typeof row !== 'object' || row === null) return false;
  const { id, documentId, epoch, seq, unsent, revision, memberId, members, balances } =
    row as Partial<ClassRow>;
  return (
    [id, documentId, memberId].every((text) => typeof text === 'string') &&
    [epoch, seq, revision].every((number) => Number.isSafeInteger(number)) &&
    typeof unsent === 'object' &&
    Array.isArray(members) &&
    Array.isArray(balances)
  );
}

/**
 * The rows of one class in one store. One damaged row makes a browser fail the whole read; they are then read one by
 * one, and those that fail are counted.
 */
export async function readRowsOfClass<Store extends KeyedByClass>(
  database: LedgerReader,
  store: Store,
  classId: string,
): Promise<StorageResult<{ rows: LedgerSchema[Store]['value'][]; unreadable: number }>> {
  const range = keysUnder(classId);
  const all = await database.read([store], (tx) => tx.objectStore(store).getAll(range));
  if (all.ok) return stored({ rows: all.value, unreadable: 0 });
  const keys = await database.read([store], (tx) => tx.objectStore(store).getAllKeys(range));
  if (!keys.ok) return all;
  const rows: LedgerSchema[Store]['value'][] = [];
  let unreadable = 0;
  for (const key of keys.value) {
    const row = await database.read([store], (tx) => tx.objectStore(store).get(key));
    if (!row.ok) unreadable++;
    else if (row.value !== undefined) rows.push(row.value);
  }
  return stored({ rows, unreadable });
}

/** A class of what its stores hold; null without a row that can be worked with. */
export function toStoredClass(
  row: ClassRow | undefined,
  updates: readonly ClassUpdateRow[],
  aside: readonly ClassAsideRow[],
  unreadable: number,
): StoredClass | null {
  if (!isClassRow(row)) return null;
  const good = updates.filter(isIntact);
  return {
    row,
    updates: good.filter(({ documentId }) => documentId === row.documentId).map(({ update }) => update),
    aside,
    damagedCount: unreadable + updates.length - good.length,
  };
}
