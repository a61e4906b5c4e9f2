import type { DatabaseDriver } from './database-driver.ts';
import type { LedgerSchema, LedgerStore } from './schema.ts';

/** A database of a released version, schema included, so that no later change of the code can change it. */
export interface DatabaseFixture {
  readonly version: number;
  /** An index is of the field that it is called after, or stands with the path of another. */
  readonly schema: Readonly<
    Record<string, { keyPath: string; indexes: readonly (string | { name: string; keyPath: string })[] }>
  >;
  readonly stores: Readonly<Record<string, readonly unknown[]>>;
}

/** Makes the database `name` as the released version left it. */
export async function installFixture(
  driver: DatabaseDriver,
  name: string,
  fixture: DatabaseFixture,
): Promise<void> {
  const connection = await driver.open(name, fixture.version, {
    upgrade: (created) => {
      for (const [storeName, { keyPath, indexes }] of Object.entries(fixture.schema)) {
        const store = created.createObjectStore(storeName as 'revisions', { keyPath });
        for (const index of indexes) {
          const { name: indexName, keyPath: path } =
            typeof index === 'string' ? { name: index, keyPath: index } : index;
          store.createIndex(indexName as 't', path);
        }
      }
    },
  });
  const stores = Object.keys(fixture.stores) as LedgerStore[];
  const transaction = connection.transaction(stores, 'readwrite');
  for (const store of stores) {
    for (const row of fixture.stores[store] ?? []) {
      await transaction.objectStore(store).put(row as LedgerSchema[LedgerStore]['value']);
    }
  }
  await transaction.done;
  connection.close();
}
