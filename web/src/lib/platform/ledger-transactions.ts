import type { IDBPTransaction } from 'idb';
import type { LedgerSchema, LedgerStore } from './schema.ts';
import type { StorageResult } from './storage-result.ts';

export type ReadTransaction<Store extends LedgerStore> = IDBPTransaction<LedgerSchema, Store[]>;
export type WriteTransaction<Store extends LedgerStore> = IDBPTransaction<LedgerSchema, Store[], 'readwrite'>;

/** What reading needs of a database; also of one that is being migrated. */
export interface LedgerReader {
  read<T, Store extends LedgerStore>(
    stores: readonly Store[],
    work: (transaction: ReadTransaction<Store>) => Promise<T>,
  ): Promise<StorageResult<T>>;
}
