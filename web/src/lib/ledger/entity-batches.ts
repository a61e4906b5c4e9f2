import type { WriteTransaction } from '$lib/platform/ledger-transactions.ts';
import type { LedgerStore } from '$lib/platform/schema.ts';

/** So many entries are worked on between two requests, which takes a few milliseconds. */
const BATCH = 100;

/** What is stored of one entity. */
export interface StoredEntity {
  readonly id: string;
  readonly revisions: readonly unknown[];
  /** The row of `entries`, as it was read. */
  readonly projected: unknown;
}

/** Reads what is stored of many entities, a hundred at a time; `ids` are sorted and each is there once. */
export async function* readBatches<Stores extends LedgerStore>(
  transaction: WriteTransaction<'revisions' | 'entries' | Stores>,
  ids: readonly string[],
): AsyncGenerator<readonly StoredEntity[]> {
  // A transaction over more stores is one over these.
  const tx = transaction as unknown as WriteTransaction<'revisions' | 'entries'>;
  const entries = tx.objectStore('entries');
  const byEntity = tx.objectStore('revisions').index('entityId');
  // Ranges take in what lies between the ids: worth it where that is little.
  const isDense = ids.length > (await entries.count()) / 4;
  for (let at = 0; at < ids.length; at += BATCH) {
    const batch = ids.slice(at, at + BATCH);
    if (!isDense) {
      yield await Promise.all(
        batch.map(async (id) => {
          const [revisions, projected] = await Promise.all([byEntity.getAll(id), entries.get(id)]);
          return { id, revisions, projected };
        }),
      );
      continue;
    }
    const range = IDBKeyRange.bound(batch[0], batch.at(-1));
    const [revisions, rows] = await Promise.all([byEntity.getAll(range), entries.getAll(range)]);
    const revisionsById = new Map(batch.map((id) => [id, [] as unknown[]]));
    for (const row of revisions) revisionsById.get(row.entityId)?.push(row);
    const rowById = new Map(rows.map((row) => [row.id, row]));
    yield batch.map((id) => ({ id, revisions: revisionsById.get(id) ?? [], projected: rowById.get(id) }));
  }
}
