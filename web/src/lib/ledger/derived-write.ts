import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { WriteTransaction } from '$lib/platform/ledger-transactions.ts';
import { metaKeys } from '$lib/platform/schema.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import {
  derivedStores,
  ProjectionChanges,
  type DerivedRows,
  type DerivedStore,
} from './projection-changes.ts';

export type DerivedTransaction = WriteTransaction<'revisions' | 'entries' | 'drafts' | DerivedStore>;

/**
 * Writes records, their folded entries and what is derived from them in one strict transaction, which may end drafts, too. A derived row that cannot
 * be read or stored must not cost the records, which all of them can be made from: the work is then done once more
 * without, and the next load makes them anew. `derived` is null in that case.
 */
export async function writeWithDerived<T>(
  database: LedgerDatabase,
  work: (tx: DerivedTransaction, changes: ProjectionChanges) => Promise<T>,
  options: { readonly rowCount?: number } = {},
): Promise<StorageResult<{ readonly outcome: T; readonly derived: DerivedRows | null }>> {
  let changes = new ProjectionChanges();
  const attempt = (isDerivedKept: boolean): Promise<StorageResult<T>> =>
    database.write(
      ['revisions', 'entries', 'drafts', ...derivedStores],
      async (tx) => {
        changes = new ProjectionChanges();
        const outcome = await work(tx, changes);
        if (isDerivedKept) await changes.storeIn(tx);
        else await tx.objectStore('meta').delete(metaKeys.projection);
        return outcome;
      },
      { durability: 'strict', ...options },
    );
  let result = await attempt(true);
  if (!result.ok && changes.isStoring) result = await attempt(false);
  return result.ok ? stored({ outcome: result.value, derived: changes.stored }) : result;
}
