import { bookCategories, type CategoryBook } from '@tallybook/shared/personal/own-categories';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { KeyValueRow } from '$lib/platform/schema.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import type { FormSave } from './draft.svelte.ts';
import type { RecordDeps } from './record-deps.ts';
import { categoryKind, kindByName, type OwnKindName, type OwnRecordOf } from './own-kinds.ts';
import { writeOwnRecords, type NextStamp } from './own-record-writer.ts';
import { readOwnRecords } from './own-rows.ts';

/** What lists of own records and categories load once there is any: one file for all of them. */
export function readRecords<Name extends OwnKindName>(
  database: LedgerDatabase,
  name: Name,
  row: KeyValueRow | undefined,
): Promise<StorageResult<readonly OwnRecordOf<Name>[]>> {
  return readOwnRecords(database, kindByName(name), row);
}

/** See `writeOwnRecords`. */
export function writeRecords<Name extends OwnKindName, T>(
  deps: RecordDeps,
  name: Name,
  work: (
    records: readonly OwnRecordOf<Name>[],
    nextStamp: NextStamp,
  ) => { rows: readonly RevisionRow[]; value: T },
  options: { form?: FormSave | undefined; onWritten: () => Promise<void> },
): Promise<StorageResult<T>> {
  return writeOwnRecords(deps, kindByName(name), work, options);
}

export async function readBook(
  database: LedgerDatabase,
  row: KeyValueRow | undefined,
): Promise<StorageResult<CategoryBook>> {
  const records = await readOwnRecords(database, categoryKind, row);
  return records.ok ? stored(bookCategories(records.value)) : records;
}
