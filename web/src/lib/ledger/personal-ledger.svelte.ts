import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { CountedAmount } from '@tallybook/shared/personal/totals';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { errorName, refused, stored, type StorageResult } from '$lib/platform/storage-result.ts';
import type { TabChannel, TabMessage } from '$lib/platform/tab-channel.ts';
import type { BulkUndo, TagChange } from './bulk-plans.ts';
import type { BulkCategory, BulkDone, BulkWriter } from './bulk-writer.ts';
import type { DraftKeeper, FormSave } from './draft.svelte.ts';
import type { EntryStock } from './entry-stock.ts';
import type { ImportReport } from './import-rows.ts';
import type { OpenedStock } from './open-stock.ts';
import type { RecordWriter, Written } from './record-writer.ts';
import type { StorageStatus } from './storage-status.svelte.ts';

/** Of more entries than this, other tabs are told that they shall read them all anew. */
const MANY = 300;

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
  readonly #deps: ConstructorParameters<typeof BulkWriter>[0];
  readonly #tabs: TabChannel;
  readonly #status: StorageStatus;
  readonly #drafts: DraftKeeper | undefined;
  readonly #onAdded: (() => void) | undefined;
  readonly #onLoaded: (() => void) | undefined;
  readonly #stops: readonly (() => void)[];
  readonly #now: () => number;
  readonly #wholeLimit: number | undefined;
  readonly #wasHereBefore: boolean;
  /** Null while there is nothing: a first visit has no need of it. */
  #stock = $state.raw<EntryStock | null>(null);
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
    /** Up to how many entries are all held in memory. */
    wholeLimit?: number | undefined;
    /** Entries are likely: what reads them is loaded without looking first whether there is any. */
    wasHereBefore?: boolean;
    /** Called after each entry that was added and stored. */
    onAdded?: () => void;
    /** Called after each load that could read something. */
    onLoaded?: () => void;
  }) {
    this.#database = deps.database;
    this.#deps = deps;
    let writer: RecordWriter | undefined;
    this.#loadWriter = async () => {
      const [{ RecordWriter }] = await Promise.all([
        import('./record-writer.ts'),
        import('./entry-book.svelte.ts'),
      ]);
      return (writer ??= new RecordWriter(deps));
    };
    this.#tabs = deps.tabs;
    this.#status = deps.storageStatus;
    this.#drafts = deps.drafts;
    this.#onAdded = deps.onAdded;
    this.#onLoaded = deps.onLoaded;
    this.#now = deps.now;
    this.#wholeLimit = deps.wholeLimit;
    this.#wasHereBefore = deps.wasHereBefore ?? false;
    this.#stops = [
      deps.tabs.listen((message) => {
        if (message.type === 'entries-changed') void this.#takeOver(message);
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

  /**
   * Newest day first, within a day newest created first. The array is replaced on each change. Of a large ledger it is
   * empty until all were read, which begins when they are first asked for: screens take what they need from `stock`.
   */
  get entries(): readonly PersonalEntry[] {
    return this.#stock?.entries ?? [];
  }

  /** The bin: newest deletion first; read as `entries`. */
  get deletedEntries(): readonly PersonalEntry[] {
    return this.#stock?.deletedEntries ?? [];
  }

  /** How many entries there are, without the bin. */
  get count(): number {
    return this.#stock?.count ?? 0;
  }

  /** Whether anything is kept here, the bin included. */
  get hasRecords(): boolean {
    return this.count + (this.#stock?.deletedCount ?? 0) > 0;
  }

  /** What counts in totals, of the last two months at least. */
  get amounts(): readonly CountedAmount[] {
    return this.#stock?.amounts ?? [];
  }

  /** The first of the list; at least five where there are as many. */
  get newest(): readonly PersonalEntry[] {
    return this.#stock?.newest ?? [];
  }

  /** The entries in the form that lists, search and suggestions read; null while there are none. */
  get stock(): EntryStock | null {
    return this.#stock;
  }

  /** An entry, also one of the bin; undefined as well while `isReading` says that it may still come. */
  entryById(id: string): PersonalEntry | undefined {
    return this.#stock?.entryById(id);
  }

  isReading(id: string): boolean {
    return this.#stock?.isReading(id) ?? false;
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

  /** Moves entries to the bin, all or none; one time stands for all of them. */
  deleteEntries(ids: readonly string[]): Promise<WriteResult<BulkDone>> {
    return this.#bulk((writer) => writer.delete(ids));
  }

  /** Takes entries out of the bin, all or none. */
  restoreEntries(ids: readonly string[]): Promise<WriteResult<BulkDone>> {
    return this.#bulk((writer) => writer.restore(ids));
  }

  /** Gives entries a category, or none with null; those of the other flow of money stay as they are and are counted. */
  recategorise(ids: readonly string[], category: BulkCategory): Promise<WriteResult<BulkDone>> {
    return this.#bulk((writer) => writer.recategorise(ids, category));
  }

  tagEntries(ids: readonly string[], change: TagChange): Promise<WriteResult<BulkDone>> {
    return this.#bulk((writer) => writer.tag(ids, change));
  }

  /**
   * Makes the entry that was shown as `seen` what it was in `past`: an edit like any other, so that what is written
   * elsewhere meanwhile is merged. One in the bin is taken out of it.
   */
  bringBack(seen: PersonalEntry, past: PersonalEntry): Promise<WriteResult<BulkDone>> {
    return this.#bulk((writer) => writer.bringBack(seen, past));
  }

  /** Undoes one of the five above, but for what was changed once more since. */
  undoBulk(undo: BulkUndo): Promise<WriteResult<BulkDone>> {
    return this.#bulk((writer) => writer.undo(undo));
  }

  /** Carries out a command that is written elsewhere: shows what it wrote, here and in the other tabs. */
  async carryOut<T extends Written>(
    write: (deps: ConstructorParameters<typeof BulkWriter>[0]) => Promise<StorageResult<T>>,
  ): Promise<WriteResult<T>> {
    return this.#carryOut(async () => {
      await import('./entry-book.svelte.ts');
      return write(this.#deps);
    });
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
    if (!this.#wasHereBefore && (await this.#isEmpty())) {
      // A first visit loads nothing of what reads entries.
      this.#show(null, 0);
      void this.#database.finishCleanStart();
      return;
    }
    let opened = await this.#openStock({ mustRemake: false });
    if (opened.ok) {
      this.#show(opened.value.stock, opened.value.unreadable);
      // Records that came past the app are found by counting all of them, behind what is shown.
      if (await opened.value.isWhole) {
        if (opened.value.isClean) void this.#database.finishCleanStart();
        return;
      }
      opened = await this.#openStock({ mustRemake: true });
    }
    if (opened.ok) {
      this.#show(opened.value.stock, opened.value.unreadable);
      return;
    }
    if (this.#phase === 'opening') this.#phase = 'unavailable';
    this.#status.showProblem(opened.refusal);
  }

  /** False as well where that cannot be read: whoever reads the entries tells why. */
  async #isEmpty(): Promise<boolean> {
    const any = IDBKeyRange.lowerBound('');
    const first = await this.#database.read(['entries', 'revisions'], (tx) =>
      Promise.all([tx.objectStore('entries').getKey(any), tx.objectStore('revisions').getKey(any)]),
    );
    return first.ok && first.value.every((key) => key === undefined);
  }

  async #openStock(options: { mustRemake: boolean }): Promise<StorageResult<OpenedStock>> {
    const { openStock, WHOLE_LIMIT } = await import('./open-stock.ts');
    const around = {
      database: this.#database,
      now: this.#now,
      wholeLimit: this.#wholeLimit ?? WHOLE_LIMIT,
      onDamage: () => void this.retry(),
    };
    return openStock(around, options);
  }

  #show(stock: EntryStock | null, unreadable: number): void {
    this.#stock = stock;
    this.#unreadableCount = unreadable;
    this.#phase = 'ready';
    this.#onLoaded?.();
  }

  /** Takes over what another tab has changed. */
  async #takeOver(message: TabMessage & { type: 'entries-changed' }): Promise<void> {
    await this.#loading;
    const commandsBefore = this.#commandCount;
    const { readChanges } = await import('./read-changes.ts');
    const changes = await readChanges(this.#database, message);
    if (commandsBefore !== this.#commandCount) return this.#takeOver(message);
    // A read that failed was reported by the database; the entries come with the next load.
    if (changes.ok) await this.#replace(changes.value);
  }

  async #replace({ touched, derived }: Written): Promise<void> {
    let stock = this.#stock;
    if (!stock) {
      const { EntryBook } = await import('./entry-book.svelte.ts');
      stock = this.#stock ??= new EntryBook([]);
    }
    // A page that only another load can bring up to date does not hold up what was written.
    if (!stock.replace(touched, derived)) void this.retry();
  }

  async #command(
    { draftKey }: CommandOptions,
    write: (writer: RecordWriter, form: FormSave | undefined) => Promise<StorageResult<Written>>,
  ): Promise<WriteResult<PersonalEntry>> {
    let form: FormSave | undefined;
    const result = await this.#carryOut(
      async () => {
        if (draftKey !== undefined) form = await this.#drafts?.beginSave(draftKey);
        return write(await this.#loadWriter(), form);
      },
      (isStored) => (isStored ? form?.finish() : form?.reinstate()),
    );
    if (!result.ok) return result;
    const entry = result.value.touched.at(-1)?.[1];
    // Nothing to work on: only a projection without its records, or a ledger emptied elsewhere, leads here.
    return entry ? stored(entry) : refused('failed', 'no-such-entry');
  }

  #bulk<T extends Written>(
    write: (writer: BulkWriter) => Promise<StorageResult<T>>,
  ): Promise<WriteResult<T>> {
    return this.carryOut(async (deps) => {
      const { BulkWriter } = await import('./bulk-writer.ts');
      return write(new BulkWriter(deps));
    });
  }

  /** Writes, then shows it here and tells the other tabs. */
  async #carryOut<T extends Written>(
    write: () => Promise<StorageResult<T>>,
    onEnd?: (isStored: boolean) => void,
  ): Promise<StorageResult<T>> {
    const attempt = async (): Promise<StorageResult<T>> => {
      try {
        return await write();
      } catch (error) {
        // A part of the app that cannot be fetched, or a bug, is a reason like any other: the form keeps its text.
        return refused('failed', errorName(error));
      }
    };
    const result = await this.#status.follow(attempt());
    onEnd?.(result.ok);
    if (!result.ok) return result;
    // A load that began before this write would replace the lists by older ones.
    await this.#loading;
    this.#commandCount++;
    const { touched, derived } = result.value;
    if (touched.length === 0) return result;
    await this.#replace(result.value);
    this.#tabs.post(
      touched.length > MANY
        ? { type: 'all-entries-changed' }
        : { type: 'entries-changed', ids: touched.map(([id]) => id), ...keysOf(derived) },
    );
    return result;
  }
}

function keysOf(derived: Written['derived']): Pick<TabMessage & { type: 'entries-changed' }, 'derived'> {
  if (!derived) return {};
  const { days, months, chunks, gone } = derived;
  const periods = [...days, ...months].map(({ period }) => period);
  return { derived: { periods, chunks: chunks.map(({ key }) => key), gone } };
}
