import type { Page } from '@playwright/test';
import { writeBackup } from '@tallybook/shared/personal/backup';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import { openScreen } from './app-screens.ts';

/** Brings revisions into the ledger as people do, from a backup file, so that the app itself writes every row. */
export async function restoreRows(page: Page, rows: readonly RevisionRow[]): Promise<void> {
  const text = writeBackup({
    rows,
    settings: new Map(),
    unreadable: [],
    createdAt: new Date().toISOString(),
    app: 'tests',
  });
  await openScreen(page, '/backup');
  await page
    .getByLabel('Backup to restore')
    .setInputFiles({ name: 'backup.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  const timeout = 120_000;
  await page.getByText(`${rows.length.toLocaleString('en')} changes are new here`).waitFor({ timeout });
  await page.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByText(`Restored ${rows.length.toLocaleString('en')} changes.`).waitFor({ timeout });
}
