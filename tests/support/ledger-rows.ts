import type { Page } from '@playwright/test';
import { parseRevision, type RevisionRow } from '@tallybook/shared/revisions/revision';

const databaseName = 'tallybook';

function storedRow({ id, json }: RevisionRow) {
  const parsed = parseRevision(id, json);
  if (!parsed.ok) throw new Error(`${id} is not a revision: ${parsed.refusal}`);
  return { id, entityId: parsed.value.e ?? id, t: parsed.value.t, json };
}

/**
 * Writes revisions straight into the app's database, past every screen. The page must have opened the app once, so
 * that the database is there; open it again afterwards to see the rows.
 */
export async function putRevisions(page: Page, rows: readonly RevisionRow[]): Promise<void> {
  await page.evaluate(
    async ({ name, stored }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        // eslint-disable-next-line no-restricted-syntax -- a test looks at the app from outside
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('open failed'));
      });
      await new Promise<void>((resolve, reject) => {
        const transaction = database.transaction('revisions', 'readwrite', { durability: 'strict' });
        for (const row of stored) transaction.objectStore('revisions').put(row);
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
      });
      database.close();
    },
    { name: databaseName, stored: rows.map(storedRow) },
  );
}

/** Every revision in the app's database, sorted by id, as the bytes that were written. */
export async function readRevisions(page: Page): Promise<RevisionRow[]> {
  return page.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      // eslint-disable-next-line no-restricted-syntax -- a test looks at the app from outside
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('open failed'));
    });
    const rows = await new Promise<{ id: string; json: string }[]>((resolve, reject) => {
      const request = database.transaction('revisions').objectStore('revisions').getAll();
      request.onsuccess = () => resolve(request.result as { id: string; json: string }[]);
      request.onerror = () => reject(request.error ?? new Error('read failed'));
    });
    database.close();
    return rows.map(({ id, json }) => ({ id, json })).sort((a, b) => (a.id < b.id ? -1 : 1));
  }, databaseName);
}
