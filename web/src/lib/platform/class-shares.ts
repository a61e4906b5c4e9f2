import type { MyShare } from '@tallybook/shared/personal/my-share';
import { keysUnder } from './class-rows.ts';
import type { WriteTransaction } from './ledger-transactions.ts';
import {
  changeShareSums,
  hasShareSums,
  type ShareSumTransaction,
  type shareSumStores,
} from './share-sum-rows.ts';
import type { DerivedRows } from './stored-class.ts';

export type SharesTransaction = WriteTransaction<
  'classes' | 'classUpdates' | 'classShares' | 'classAside' | (typeof shareSumStores)[number]
>;

/** Puts shares in the place of those of the entries that changed, and carries that over to the sums where they are kept. */
export async function replaceShares(
  tx: SharesTransaction,
  classId: string,
  { changedEntryIds, shares }: DerivedRows,
  areSumsKept: boolean,
): Promise<void> {
  const store = tx.objectStore('classShares');
  const before = areSumsKept ? await sharesBefore(tx, classId, changedEntryIds) : null;
  const keys = changedEntryIds === 'all' ? [] : [...changedEntryIds].map((id) => `${classId}/${id}`);
  // A transaction carries its requests out in the order in which they are made.
  await Promise.all([
    ...(changedEntryIds === 'all' ? [store.delete(keysUnder(classId))] : []),
    ...keys.flatMap((key) => [store.delete(key), store.delete(keysUnder(key))]),
    ...shares.map((share) => store.put({ key: `${classId}/${share.id}`, classId, share })),
    ...(before ? [changeSums(tx, classId, before, shares)] : []),
  ]);
}

/** A class goes with all its shares. */
export function takeOutOfSums(tx: SharesTransaction, classId: string): Promise<void> {
  return changeSums(tx, classId, 'all', []);
}

/** More entries than this are found by reading all of the class at once. */
const FEW = 50;

/** What the entries that change have had. */
async function sharesBefore(
  tx: SharesTransaction,
  classId: string,
  entryIds: ReadonlySet<string> | 'all',
): Promise<readonly MyShare[] | 'all'> {
  if (entryIds === 'all') return entryIds;
  const store = tx.objectStore('classShares');
  if (entryIds.size > FEW) {
    const rows = await store.getAll(keysUnder(classId));
    // By key as they are deleted: the id of an entry, and of its further shares with what follows it.
    const idOf = (key: string): string => key.slice(classId.length + 1).split('/', 1)[0] ?? '';
    return rows.filter(({ key }) => entryIds.has(idOf(key))).map(({ share }) => share);
  }
  const found = await Promise.all(
    Array.from(entryIds, (id) =>
      Promise.all([store.get(`${classId}/${id}`), store.getAll(keysUnder(`${classId}/${id}`))]),
    ),
  );
  return found.flatMap(([first, others]) => [...(first ? [first] : []), ...others]).map(({ share }) => share);
}

async function changeSums(
  transaction: SharesTransaction,
  classId: string,
  before: readonly MyShare[] | 'all',
  after: readonly MyShare[],
): Promise<void> {
  // A transaction over more stores is one over these.
  const tx = transaction as unknown as ShareSumTransaction;
  // Sums that are not there are made of the shares as they are by then.
  if (await hasShareSums(tx)) await changeShareSums(tx, classId, before, after);
}
