import type { Page } from '@playwright/test';

/** The field texts of every draft in the app's database, straight from it. The page must have opened the app once. */
export async function readDrafts(page: Page): Promise<Record<string, string>[]> {
  return page.evaluate(
    () =>
      new Promise<Record<string, string>[]>((resolve, reject) => {
        // eslint-disable-next-line no-restricted-syntax -- a test looks at the app from outside
        const opening = indexedDB.open('tallybook');
        opening.onerror = () => reject(opening.error ?? new Error('open failed'));
        opening.onsuccess = () => {
          const reading = opening.result.transaction('drafts').objectStore('drafts').getAll();
          reading.onerror = () => reject(reading.error ?? new Error('read failed'));
          reading.onsuccess = () => {
            opening.result.close();
            resolve((reading.result as { fields: Record<string, string> }[]).map(({ fields }) => fields));
          };
        };
      }),
  );
}
