import {
  createEntry,
  deleteEntry,
  editEntry,
  needsReplacement,
  replaceEntry,
  restoreEntry,
  type PersonalFields,
  type WriteStamp,
} from '@tallybook/shared/personal/personal-commands';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { nextTimestamp } from '@tallybook/shared/revisions/clock';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { WriteTransaction } from '$lib/platform/ledger-transactions.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';
import { foldStored, storeFold, toStoredRevision } from './projection.ts';

type CommandTransaction = WriteTransaction<'revisions' | 'entries' | 'drafts'>;

/** The entries that a command touched, by id; null: no longer there. The one that it was about comes last. */
export type Touched = readonly (readonly [id: string, entry: PersonalEntry | null])[];

/** Removes the form's draft in the transaction of the record. */
export type DraftRemoval = (tx: CommandTransaction) => Promise<void>;

/**
 * The commands as transactions: each writes its revisions, the folded entries and the end of the form's draft in one
 * strict transaction. Ids are made before it, since its work may run again after a lost connection.
 */
export class RecordWriter {
  readonly #database: LedgerDatabase;
  readonly #now: () => number;
  readonly #randomBytes: (length: number) => Uint8Array;

  constructor(deps: {
    database: LedgerDatabase;
    now: () => number;
    randomBytes: (length: number) => Uint8Array;
  }) {
    this.#database = deps.database;
    this.#now = deps.now;
    this.#randomBytes = deps.randomBytes;
  }

  add(fields: PersonalFields, endDraft?: DraftRemoval): Promise<StorageResult<Touched>> {
    const id = this.#newId('e');
    return this.#write(endDraft, async (tx) => {
      await putOnce(tx, [createEntry(fields, await this.#stamp(tx, id))]);
      return [[id, await storeFold(tx, id)]];
    });
  }

  edit(
    seen: PersonalEntry,
    fields: PersonalFields,
    endDraft?: DraftRemoval,
  ): Promise<StorageResult<Touched>> {
    const revisionId = this.#newId('r');
    const replacementId = this.#newId('e');
    return this.#write(endDraft, async (tx) => {
      const stamp = await this.#stamp(tx, revisionId);
      const creation = { id: replacementId, t: nextTimestamp(this.#now(), stamp.t) };
      if (!(await foldStored(tx, seen.id)).entry) {
        // Only the projection still knows the entry: an edit would fold to the edited fields alone.
        await putOnce(tx, [createEntry(fields, creation)]);
        await tx.objectStore('entries').delete(seen.id);
        return [
          [seen.id, null],
          [replacementId, await storeFold(tx, replacementId)],
        ];
      }
      if (!needsReplacement(seen.kind, fields.kind)) {
        const edit = editEntry(seen, fields, stamp);
        if (edit) await putOnce(tx, [edit]);
        return [[seen.id, await storeFold(tx, seen.id)]];
      }
      await putOnce(tx, replaceEntry(seen, fields, stamp, creation));
      return [
        [seen.id, await storeFold(tx, seen.id)],
        [replacementId, await storeFold(tx, replacementId)],
      ];
    });
  }

  delete(id: string): Promise<StorageResult<Touched>> {
    return this.#revise(id, deleteEntry);
  }

  restore(id: string): Promise<StorageResult<Touched>> {
    return this.#revise(id, restoreEntry);
  }

  #revise(
    id: string,
    write: (entry: PersonalEntry, stamp: WriteStamp) => RevisionRow,
  ): Promise<StorageResult<Touched>> {
    const revisionId = this.#newId('r');
    return this.#write(undefined, async (tx) => {
      const { entry } = await foldStored(tx, id);
      if (!entry) return [[id, null]];
      await putOnce(tx, [write(entry, await this.#stamp(tx, revisionId))]);
      return [[id, await storeFold(tx, id)]];
    });
  }

  #write(
    endDraft: DraftRemoval | undefined,
    work: (tx: CommandTransaction) => Promise<Touched>,
  ): Promise<StorageResult<Touched>> {
    return this.#database.write(
      ['revisions', 'entries', 'drafts'],
      async (tx) => {
        const touched = await work(tx);
        await endDraft?.(tx);
        return touched;
      },
      { durability: 'strict' },
    );
  }

  async #stamp(tx: CommandTransaction, id: string): Promise<WriteStamp> {
    // Numbers only: a damaged row may have anything there, and texts sort above all numbers.
    const numbers = IDBKeyRange.upperBound(Number.MAX_SAFE_INTEGER);
    const newest = await tx.objectStore('revisions').index('t').openKeyCursor(numbers, 'prev');
    return { id, t: nextTimestamp(this.#now(), Math.floor(newest?.key ?? 0)) };
  }

  #newId(prefix: 'e' | 'r'): string {
    return idFromBytes(prefix, this.#randomBytes(12));
  }
}

/** Puts records that are not there yet: a repeated attempt keeps what the first one may have written. */
async function putOnce(tx: CommandTransaction, rows: readonly RevisionRow[]): Promise<void> {
  const store = tx.objectStore('revisions');
  for (const row of rows) {
    if ((await store.getKey(row.id)) === undefined) await store.put(toStoredRevision(row));
  }
}
