import type { Page } from '@playwright/test';
import { entryFromEntity, type PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { foldLog } from '@tallybook/shared/revisions/fold';
import { readRevisions } from './ledger-rows.ts';

export type StoredEntry = PersonalEntry;

/** The entries that the revisions in the app's database fold to, deleted ones too; the app's own projection is not asked. */
export async function readStoredEntries(page: Page): Promise<StoredEntry[]> {
  const { entities } = foldLog(await readRevisions(page));
  return [...entities.values()].map(entryFromEntity).filter((entry) => entry !== null);
}
