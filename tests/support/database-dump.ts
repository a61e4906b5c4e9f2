import type { Page } from '@playwright/test';

/** Everything in the app's database as text, store by store: equal texts mean that nothing was written. */
export async function dumpDatabase(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      // eslint-disable-next-line no-restricted-syntax -- a test looks at the app from outside
      const opening = indexedDB.open('tallybook');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error ?? new Error('open failed'));
    });
    const stores: Record<string, unknown> = { version: database.version };
    for (const name of database.objectStoreNames) {
      stores[name] = await new Promise((resolve, reject) => {
        const reading = database.transaction(name).objectStore(name).getAll();
        reading.onsuccess = () => resolve(reading.result);
        reading.onerror = () => reject(reading.error ?? new Error('read failed'));
      });
    }
    database.close();
    return JSON.stringify(stores, null, 1);
  });
}

/** Raises the database's version as a newer app would, with a store that this one does not know. */
export async function upgradeDatabase(page: Page, version: number): Promise<void> {
  await page.evaluate(
    (newer) =>
      new Promise<void>((resolve, reject) => {
        // eslint-disable-next-line no-restricted-syntax -- a test stands in for a newer app
        const opening = indexedDB.open('tallybook', newer);
        opening.onupgradeneeded = () => opening.result.createObjectStore('from a newer app');
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
        opening.onerror = () => reject(opening.error ?? new Error('open failed'));
      }),
    version,
  );
}
