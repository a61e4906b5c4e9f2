import type { WriteStamp } from '@tallybook/shared/personal/personal-commands';
import { nextTimestamp } from '@tallybook/shared/revisions/clock';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import { errorName, refused, stored, type StorageResult } from '$lib/platform/storage-result.ts';
import type { FormSave } from './draft.svelte.ts';
import { writeWithDerived, type DerivedTransaction } from './derived-write.ts';
import type { OwnKind } from './own-kinds.ts';
import { storeOwnRecords } from './own-rows.ts';
import type { RecordDeps } from './record-deps.ts';
import { storeFold, toStoredRevision } from './projection.ts';
import { newestTime } from './record-writer.ts';

/** The stamp of the next revision of a command: 'e' for one that creates a record. */
export type NextStamp = (prefix: 'e' | 'r') => WriteStamp;

/**
 * Carries out a command about the records of one kind, in one strict transaction over the revisions and what is derived
 * from them. `work` gets the records as they are stored and answers with the revisions to write; it may run again after
 * a lost connection, and gets the same ids then. `form`: the one whose draft ends with the records. `onWritten` is called
 * before the command answers.
 */
export async function writeOwnRecords<R extends { readonly id: string }, T>(
  { database, now, randomBytes, tabs, storageStatus }: RecordDeps,
  kind: OwnKind<R>,
  work: (records: readonly R[], nextStamp: NextStamp) => { rows: readonly RevisionRow[]; value: T },
  { form, onWritten }: { form?: FormSave | undefined; onWritten: () => Promise<void> },
): Promise<StorageResult<T>> {
  const ids: string[] = [];
  const run = async (): Promise<StorageResult<T>> => {
    const written = await writeWithDerived(database, async (tx, changes) => {
      const records = await storeOwnRecords(tx, kind, []);
      const newest = await newestTime(tx);
      let count = 0;
      const { rows, value } = work(records, (prefix) => {
        const id = (ids[count] ??= idFromBytes(prefix, randomBytes(12)));
        return { id, t: nextTimestamp(now(), newest) + count++ };
      });
      const touched = await putOnce(tx, rows);
      for (const entityId of touched) await storeFold(tx, entityId, changes);
      await storeOwnRecords(tx, kind, touched);
      await form?.deleteIn(tx);
      return value;
    });
    return written.ok ? stored(written.value.outcome) : written;
  };
  const result = await storageStatus.follow(
    run().catch((error: unknown) => refused('failed', errorName(error))),
  );
  if (!result.ok) return result;
  await onWritten();
  tabs.post({ type: 'all-entries-changed' });
  return result;
}

/** Puts records that are not there yet, and names the entities that they are of. */
async function putOnce(tx: DerivedTransaction, rows: readonly RevisionRow[]): Promise<string[]> {
  const store = tx.objectStore('revisions');
  const touched = new Set<string>();
  for (const row of rows.map(toStoredRevision)) {
    if ((await store.getKey(row.id)) === undefined) await store.put(row);
    touched.add(row.entityId);
  }
  return [...touched];
}
