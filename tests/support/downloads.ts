import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

export interface SavedFile {
  name: string;
  text: string;
}

/** Does `action` and resolves to the one file that the page has the browser save by it. */
export async function savedFile(page: Page, action: () => Promise<void>): Promise<SavedFile> {
  const started = page.waitForEvent('download');
  await action();
  const download = await started;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}
