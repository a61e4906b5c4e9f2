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
import { mergeTags } from '@tallybook/shared/personal/tags';
import { nextTimestamp } from '@tallybook/shared/revisions/clock';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { WriteTransaction } from '$lib/platform/ledger-transactions.ts';
import { metaKeys, type LedgerStore, type ProjectionRow } from '$lib/platform/schema.ts';
import { refused, stored, type StorageResult } from '$lib/platform/storage-result.ts';
import type { FormSave, SaveAttempt } from './draft.svelte.ts';
import { mergeFields, unlike } from './merge-fields.ts';
import { foldStored, storeFold, toStoredRevision } from './projection.ts';
import {
  derivedStores,
  ProjectionChanges,
  type DerivedRows,
  type DerivedStore,
} from './projection-changes.ts';
import { rememberedIn, repairEdit } from './remembered-entry.ts';

type CommandTransaction = WriteTransaction<'revisions' | 'entries' | 'drafts' | DerivedStore>;

/** The entries that a command touched, by id; null: no longer there. The one that it was about comes last. */
export type Touched = readonly (readonly [id: string, entry: PersonalEntry | null])[];

/** What a command has written. */
export interface Written {
  readonly touched: Touched;
  /** Null when what is derived from the entries has to be made anew. */
  readonly derived: DerivedRows | null;
}

/** What a command makes of the store: changed entries, or that another tab has put the entry into the bin. */
type Outcome = Touched | 'deleted-elsewhere';

/**
 * The commands as transactions: each writes its revisions, the folded entries and the end of the form's draft in one
 * strict transaction. Ids are made before it, since its work may run again after a lost connection; a form's are kept
 * until it is saved or discarded, since a save that was refused as lost or timed out may have reached the disk.
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

  add(fields: PersonalFields, form?: FormSave): Promise<StorageResult<Written>> {
    const attempt = this.#begin(fields);
    const attempts = remember(form, attempt);
    return this.#write(form, async (tx, changes) => {
      const earlier = await findStored(tx, attempts);
      const entry = earlier?.entry;
      // One that was seen and put into the bin meanwhile stays there.
      if (earlier && entry && (!entry.deleted || entry.id === attempt.entryId)) {
        return this.#change({ tx, changes }, entry, mergeFields(earlier.fields, fields, entry), attempt);
      }
      await putOnce(tx, [createEntry(fields, await this.#stamp(tx, attempt.entryId))]);
      return [[attempt.entryId, await storeFold(tx, attempt.entryId, changes)]];
    });
  }

  /**
   * Edits `seen`, which another tab may have changed since. Refused with the detail 'deleted-elsewhere' when a change of
   * kind would bring back, as a new entry, one that was put into the bin meanwhile.
   */
  edit(seen: PersonalEntry, fields: PersonalFields, form?: FormSave): Promise<StorageResult<Written>> {
    const attempt = this.#begin(fields);
    const attempts = remember(form, attempt);
    return this.#write(form, async (tx, changes) => {
      const now = await foldStored(tx, seen.id);
      const earlier = await findStored(tx, attempts);
      const reached = earlier && (earlier.entry ?? now.entry);
      if (reached) {
        const touched = await this.#change(
          { tx, changes },
          reached,
          mergeFields(earlier.fields, fields, reached),
          attempt,
        );
        return reached.id === seen.id ? touched : [[seen.id, now.entry], ...touched];
      }
      if (!now.entry) {
        // Only the projection still knows the entry: an edit would fold to the edited fields alone.
        const whole = { tags: seen.tags, ...fields };
        await putOnce(tx, [createEntry(whole, await this.#stamp(tx, attempt.entryId))]);
        changes.note(await tx.objectStore('entries').get(seen.id), null);
        await tx.objectStore('entries').delete(seen.id);
        return [
          [seen.id, null],
          [attempt.entryId, await storeFold(tx, attempt.entryId, changes)],
        ];
      }
      const remembered = await rememberedEntry(tx, now);
      if (needsReplacement(seen.kind, fields.kind)) {
        const latest = remembered ?? now.entry;
        if (latest.deleted && !seen.deleted) return 'deleted-elsewhere';
        const merged = mergeFields(seen, fields, latest);
        return this.#change({ tx, changes }, { ...latest, heads: now.entry.heads }, merged, attempt);
      }
      const stamp = await this.#stamp(tx, attempt.revisionId);
      const edit = remembered
        ? editAll(seen, { stored: now.entry, remembered }, fields, stamp)
        : editEntry(seen, fields, stamp);
      if (edit) await putOnce(tx, [edit]);
      return [[seen.id, await storeFold(tx, seen.id, changes)]];
    });
  }

  delete(id: string): Promise<StorageResult<Written>> {
    return this.#revise(id, deleteEntry);
  }

  restore(id: string): Promise<StorageResult<Written>> {
    return this.#revise(id, restoreEntry);
  }

  #revise(
    id: string,
    write: (entry: PersonalEntry, stamp: WriteStamp) => RevisionRow,
  ): Promise<StorageResult<Written>> {
    const revisionId = this.#newId('r');
    const repairId = this.#newId('r');
    return this.#write(undefined, async (tx, changes) => {
      const now = await foldStored(tx, id);
      // What only the projection still knows stays as it is: there is no record to which this could be added.
      if (!now.entry) return (await tx.objectStore('entries').getKey(id)) === undefined ? [[id, null]] : [];
      let { heads } = now.entry;
      const repair = repairEdit(now.entry, await rememberedEntry(tx, now), await this.#stamp(tx, repairId));
      if (repair) {
        await putOnce(tx, [repair]);
        heads = [repairId];
      }
      await putOnce(tx, [write({ ...now.entry, heads }, await this.#stamp(tx, revisionId))]);
      return [[id, await storeFold(tx, id, changes)]];
    });
  }

  /** Makes `entry`, as it is stored now, have these fields. */
  async #change(
    { tx, changes }: { tx: CommandTransaction; changes: ProjectionChanges },
    entry: PersonalEntry,
    fields: PersonalFields,
    attempt: SaveAttempt,
  ): Promise<Touched> {
    const stamp = await this.#stamp(tx, attempt.revisionId);
    if (!needsReplacement(entry.kind, fields.kind)) {
      const edit = editEntry(entry, fields, stamp);
      if (edit) await putOnce(tx, [edit]);
      return [[entry.id, await storeFold(tx, entry.id, changes)]];
    }
    const creation = { id: attempt.entryId, t: nextTimestamp(this.#now(), stamp.t) };
    await putOnce(tx, replaceEntry(entry, fields, stamp, creation));
    return [
      [entry.id, await storeFold(tx, entry.id, changes)],
      [attempt.entryId, await storeFold(tx, attempt.entryId, changes)],
    ];
  }

  async #write(
    form: FormSave | undefined,
    work: (tx: CommandTransaction, changes: ProjectionChanges) => Promise<Outcome>,
  ): Promise<StorageResult<Written>> {
    let changes = new ProjectionChanges();
    const attempt = (isDerivedKept: boolean): Promise<StorageResult<Outcome>> =>
      this.#database.write(
        ['revisions', 'entries', 'drafts', ...derivedStores],
        async (tx) => {
          changes = new ProjectionChanges();
          const outcome = await work(tx, changes);
          if (isDerivedKept) await changes.storeIn(tx);
          else await tx.objectStore('meta').delete(metaKeys.projection);
          if (outcome !== 'deleted-elsewhere') await form?.deleteIn(tx);
          return outcome;
        },
        { durability: 'strict' },
      );
    let result = await attempt(true);
    // A derived row that cannot be read or stored must not cost the record, which all of them can be made from.
    if (!result.ok && changes.isStoring) result = await attempt(false);
    if (!result.ok) return result;
    if (result.value === 'deleted-elsewhere') return refused('failed', result.value);
    return stored({ touched: result.value, derived: changes.stored });
  }

  async #stamp(tx: CommandTransaction, id: string): Promise<WriteStamp> {
    return { id, t: nextTimestamp(this.#now(), await newestTime(tx)) };
  }

  #begin(fields: PersonalFields): SaveAttempt {
    return { fields, entryId: this.#newId('e'), revisionId: this.#newId('r') };
  }

  #newId(prefix: 'e' | 'r'): string {
    return idFromBytes(prefix, this.#randomBytes(12));
  }
}

/** The time of the newest record. */
export async function newestTime<Stores extends LedgerStore>(
  transaction: WriteTransaction<'revisions' | Stores>,
): Promise<number> {
  // Numbers only: a damaged row may have anything there, and texts sort above all numbers.
  const numbers = IDBKeyRange.upperBound(Number.MAX_SAFE_INTEGER);
  const tx = transaction as unknown as WriteTransaction<'revisions'>;
  const newest = await tx.objectStore('revisions').index('t').openKeyCursor(numbers, 'prev');
  return Math.floor(newest?.key ?? 0);
}

/** The edit that sets every group: what is not in it would be as the records that are left have it. */
function editAll(
  seen: PersonalEntry,
  now: { stored: PersonalEntry; remembered: PersonalEntry },
  fields: PersonalFields,
  stamp: WriteStamp,
): RevisionRow | null {
  const tags = mergeTags(seen.tags, fields.tags ?? seen.tags, now.remembered.tags);
  const whole = { ...fields, tags };
  return editEntry(unlike({ ...seen, tags: now.stored.tags }, whole), whole, stamp);
}

/** Puts records that are not there yet: a repeated attempt keeps what the first one may have written. */
async function putOnce(tx: CommandTransaction, rows: readonly RevisionRow[]): Promise<void> {
  const store = tx.objectStore('revisions');
  for (const row of rows) {
    if (!(await hasRevision(tx, row.id))) await store.put(toStoredRevision(row));
  }
}

/** All attempts to save the form, the one that begins now included. */
function remember(form: FormSave | undefined, attempt: SaveAttempt): readonly SaveAttempt[] {
  form?.attempts.push(attempt);
  return [...(form?.attempts ?? [attempt])];
}

/** What the newest attempt that did reach the disk has stored there; `entry`: the one that was newly created, if any. */
async function findStored(
  tx: CommandTransaction,
  attempts: readonly SaveAttempt[],
): Promise<{ entry: PersonalEntry | null; fields: PersonalFields } | null> {
  const newestWith = async (id: (attempt: SaveAttempt) => string): Promise<number> =>
    (await Promise.all(attempts.map((attempt) => hasRevision(tx, id(attempt))))).lastIndexOf(true);
  const created = await newestWith((attempt) => attempt.entryId);
  const newest = attempts[Math.max(created, await newestWith((attempt) => attempt.revisionId))];
  if (!newest) return null;
  const creation = attempts[created];
  return {
    entry: creation ? (await foldStored(tx, creation.entryId)).entry : null,
    fields: newest.fields,
  };
}

async function hasRevision(tx: CommandTransaction, id: string): Promise<boolean> {
  return (await tx.objectStore('revisions').getKey(id)) !== undefined;
}

/** The entry as the projection has it, where it came from more records than can be read `now`. */
async function rememberedEntry(tx: CommandTransaction, now: ProjectionRow): Promise<PersonalEntry | null> {
  return rememberedIn(await tx.objectStore('entries').get(now.id), now);
}
