import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { metaKeys } from '$lib/platform/schema.ts';
import {
  errorName,
  refused,
  stored,
  type StorageRefusal,
  type StorageResult,
} from '$lib/platform/storage-result.ts';
import type { TabChannel } from '$lib/platform/tab-channel.ts';
import type { DraftKeeper, FormSave } from './draft.svelte.ts';
import { EntryBook } from './entry-book.svelte.ts';
import type { ImportReport } from './import-rows.ts';
import { isProjectionRow, readWholeProjection } from './projection-rows.ts';
import type { RecordWriter, Touched } from './record-writer.ts';
import type { StorageStatus } from './storage-status.svelte.ts';

/** `ok` only when the record is on this device for good. */
export type WriteResult<T> = StorageResult<T>;

/** `draftKey`: the form whose draft ends with this record, in one transaction; it stays when the write fails. */
export interface CommandOptions {
  readonly draftKey?: string;
}

/**
 * The personal ledger of one profile, as screens read it, and its commands.
 *
 * Entries are shown from the projection; the truth is the revisions beside them, and both are written in one
 * transaction. What another tab writes appears here once that tab's transaction has completed.
 */
export class PersonalLedger {
  readonly #database: LedgerDatabase;
  readonly #loadWriter: () => Promise<RecordWriter>;
  readonly #tabs: TabChannel;
  readonly #status: StorageStatus;
  readonly #drafts: DraftKeeper | undefined;
  readonly #onAdded: (() => void) | undefined;
  readonly #stops: readonly (() => void)[];
  readonly #book = new EntryBook();
  #phase = $state<'opening' | 'ready' | 'unavailable'>('opening');
  #unreadableCount = $state(0);
  #loading: Promise<void>;
  #isLoading = false;
  /** Counts the commands shown, so that a read from before one does not undo it on the screen. */
  #commandCount = 0;

  constructor(deps: {
    database: LedgerDatabase;
    now: () => number;
    randomBytes: (length: number) => Uint8Array;
    tabs: TabChannel;
    storageStatus: StorageStatus;
    /** Needed by callers that pass a `draftKey`. */
    drafts?: DraftKeeper;
    /** Called after each entry that was added and stored. */
    onAdded?: () => void;
  }) {
    this.#database = deps.database;
    let writer: RecordWriter | undefined;
    this.#loadWriter = async () => {
      const { RecordWriter } = await import('./record-writer.ts');
      return (writer ??= new RecordWriter(deps));
    };
    this.#tabs = deps.tabs;
    this.#status = deps.storageStatus;
    this.#drafts = deps.drafts;
    this.#onAdded = deps.onAdded;
    this.#stops = [
      deps.tabs.listen((message) => {
        if (message.type === 'entries-changed') void this.#rereadEntries(message.ids);
        else if (message.type === 'all-entries-changed') void this.retry();
      }),
      deps.database.onProblem((problem) => {
        deps.storageStatus.showProblem(problem);
        if (!problem && this.#phase === 'unavailable' && !this.#isLoading) void this.retry();
      }),
    ];
    this.#loading = this.#load();
  }

  /** 'opening' until the first load has settled; 'unavailable' when nothing could be read. */
  get phase(): 'opening' | 'ready' | 'unavailable' {
    return this.#phase;
  }

  /** Newest day first, within a day newest created first. The array is replaced on each change. */
  get entries(): readonly PersonalEntry[] {
    return this.#book.entries;
  }

  /** The bin: newest deletion first. */
  get deletedEntries(): readonly PersonalEntry[] {
    return this.#book.deletedEntries;
  }

  /** An entry of either list. */
  entryById(id: string): PersonalEntry | undefined {
    return this.#book.entryById(id);
  }

  /** Rows that were put aside because they cannot be read; a backup carries what there is of them. */
  get unreadableCount(): number {
    return this.#unreadableCount;
  }

  /** Settles, never rejects, when the load that runs now is over. */
  get loaded(): Promise<void> {
    return this.#loading;
  }

  /** Loads again: for the recovery screen's "Try again". */
  retry(): Promise<void> {
    this.#loading = this.#loading.then(() => this.#load());
    return this.#loading;
  }

  /** Adds an entry. `fields` have passed `validateFields`; others are refused as 'failed'. */
  async addEntry(fields: PersonalFields, options: CommandOptions = {}): Promise<WriteResult<PersonalEntry>> {
    const added = await this.#command(options, (writer, form) => writer.add(fields, form));
    if (added.ok) this.#onAdded?.();
    return added;
  }

  /**
   * Edits an entry. `seen` is the entry as the form opened it, so that what another tab wrote since is merged, not
   * overwritten. The returned entry has another id when its kind was changed between expense and income or refund;
   * such a change of an entry that went to the bin since is refused with the detail 'deleted-elsewhere'.
   */
  editEntry(
    seen: PersonalEntry,
    fields: PersonalFields,
    options: CommandOptions = {},
  ): Promise<WriteResult<PersonalEntry>> {
    return this.#command(options, (writer, form) => writer.edit(seen, fields, form));
  }

  /** Moves an entry to the bin; the answer carries it as deleted. */
  deleteEntry(id: string): Promise<WriteResult<PersonalEntry>> {
    return this.#command({}, (writer) => writer.delete(id));
  }

  /** Takes an entry out of the bin. */
  restoreEntry(id: string): Promise<WriteResult<PersonalEntry>> {
    return this.#command({}, (writer) => writer.restore(id));
  }

  /**
   * Adds the records of a backup in one transaction: a union by revision id, so the same file twice adds nothing. An id
   * that stands for another record here is reported, and the smaller text kept, as in the fold. With `preview` nothing is written.
   */
  async importRows(
    rows: readonly RevisionRow[],
    options: { preview?: boolean } = {},
  ): Promise<WriteResult<ImportReport>> {
    const { importRows } = await import('./import-rows.ts');
    if (options.preview) return importRows(this.#database, rows, { preview: true });
    const result = await this.#status.follow(importRows(this.#database, rows, { preview: false }));
    if (result.ok && result.value.added > 0) {
      await this.retry();
      this.#tabs.post({ type: 'all-entries-changed' });
    }
    return result;
  }

  /** Fetches what writing needs, so that a save does not wait for it. Called when a form opens. */
  prepareToWrite(): void {
    this.#loadWriter().catch(() => {
      // The save itself tries again and tells.
    });
  }

  /** Stops listening; what is being written still completes. */
  close(): void {
    for (const stop of this.#stops) stop();
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    try {
      await this.#loadEntries();
    } catch (error) {
      // As for a command: the part of the app that reads damaged rows may be missing.
      if (this.#phase === 'opening') this.#phase = 'unavailable';
      this.#status.showProblem(refused('failed', errorName(error)).refusal);
    }
    this.#isLoading = false;
  }

  async #loadEntries(): Promise<void> {
    const result = await this.#database.read(['entries', 'revisions', 'meta'], (tx) =>
      Promise.all([
        tx.objectStore('entries').getAll(),
        tx.objectStore('revisions').count(),
        tx.objectStore('meta').get(metaKeys.projection),
      ]),
    );
    const whole = result.ok ? readWholeProjection(...result.value) : null;
    if (whole) {
      this.#show(whole.entries, whole.unreadable);
      void this.#database.finishCleanStart();
      return;
    }
    if (result.ok || mayReadRowByRow(result.refusal)) {
      const { recoverEntries } = await import('./recover-entries.ts');
      const recovered = await recoverEntries(this.#database);
      if (recovered) {
        this.#show(recovered.entries, recovered.unreadable);
        return;
      }
    }
    if (this.#phase === 'opening') this.#phase = 'unavailable';
    if (!result.ok) this.#status.showProblem(result.refusal);
  }

  #show(entries: readonly PersonalEntry[], unreadable: number): void {
    this.#book.replaceAll(entries);
    this.#unreadableCount = unreadable;
    this.#phase = 'ready';
  }

  async #rereadEntries(ids: readonly string[]): Promise<void> {
    await this.#loading;
    const commandsBefore = this.#commandCount;
    const result = await this.#database.read(['entries'], (tx) =>
      Promise.all(ids.map((id) => tx.objectStore('entries').get(id))),
    );
    if (commandsBefore !== this.#commandCount) return this.#rereadEntries(ids);
    // A read that failed was reported by the database; the entries come with the next load.
    if (!result.ok) return;
    ids.forEach((id, at) => {
      const row = result.value[at];
      if (row === undefined || isProjectionRow(row)) this.#book.replace(id, row?.entry ?? null);
    });
  }

  async #command(
    { draftKey }: CommandOptions,
    write: (writer: RecordWriter, form: FormSave | undefined) => Promise<StorageResult<Touched>>,
  ): Promise<WriteResult<PersonalEntry>> {
    let form: FormSave | undefined;
    const attempt = async (): Promise<StorageResult<Touched>> => {
      try {
        if (draftKey !== undefined) form = await this.#drafts?.beginSave(draftKey);
        return await write(await this.#loadWriter(), form);
      } catch (error) {
        // A part of the app that cannot be fetched, or a bug, is a reason like any other: the form keeps its text.
        return refused('failed', errorName(error));
      }
    };
    const result = await this.#status.follow(attempt());
    if (!result.ok) {
      form?.reinstate();
      return result;
    }
    form?.finish();
    // A load that began before this write would replace the lists by older ones.
    await this.#loading;
    this.#commandCount++;
    for (const [id, entry] of result.value) this.#book.replace(id, entry);
    this.#tabs.post({ type: 'entries-changed', ids: result.value.map(([id]) => id) });
    const entry = result.value.at(-1)?.[1];
    // Nothing to work on: only a projection without its records, or a ledger emptied elsewhere, leads here.
    return entry ? stored(entry) : refused('failed', 'no-such-entry');
  }
}

/** A database that cannot be opened is not worth searching for readable rows. */
function mayReadRowByRow({ reason }: StorageRefusal): boolean {
  return reason === 'failed' || reason === 'lost';
}
