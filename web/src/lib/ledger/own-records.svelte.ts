import type { StorageResult } from '$lib/platform/storage-result.ts';
import { metaKeys } from '$lib/platform/schema.ts';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import type { FormSave } from './draft.svelte.ts';
import type { RecordDeps } from './record-deps.ts';
import type { OwnKindName, OwnRecordOf } from './own-kinds.ts';
import type { NextStamp } from './own-record-writer.ts';

/** The plans, budgets or exchange rates of a profile; most people have none, and nothing is loaded for them. */
export class OwnRecords<Name extends OwnKindName> {
  readonly #deps: RecordDeps;
  readonly #name: Name;
  #list = $state.raw<readonly OwnRecordOf<Name>[]>([]);
  #loading: Promise<void> = Promise.resolve();

  constructor(name: Name, deps: RecordDeps) {
    this.#name = name;
    this.#deps = deps;
    void this.reload();
  }

  /** In no order, deleted ones too. */
  get list(): readonly OwnRecordOf<Name>[] {
    return this.#list;
  }

  /** Settles, never rejects, when the newest reading is over. */
  get loaded(): Promise<void> {
    return this.#loading;
  }

  byId(id: string): OwnRecordOf<Name> | undefined {
    return this.#list.find((record) => record.id === id);
  }

  /** Reads what is stored; called as well after each load of the ledger, which may have made it anew. */
  reload(): Promise<void> {
    // One after the other: an older reading that took longer would undo what a newer one has shown. A failed one was
    // reported by the database; what fails to load is asked for again by the next.
    return (this.#loading = this.#loading.then(() => this.#read()).catch(() => undefined));
  }

  /**
   * Carries out a command in one transaction: `work` gets the records as they are stored by now and answers with the
   * revisions to write. It may run twice. The list shows the outcome before the answer. The draft of `form` ends with it.
   */
  async write<T>(
    work: (
      records: readonly OwnRecordOf<Name>[],
      nextStamp: NextStamp,
    ) => { rows: readonly RevisionRow[]; value: T },
    form?: FormSave,
  ): Promise<StorageResult<T>> {
    const { writeRecords } = await import('./own-record-access.ts');
    return writeRecords(this.#deps, this.#name, work, { form, onWritten: () => this.reload() });
  }

  async #read(): Promise<void> {
    const { database } = this.#deps;
    const key = metaKeys[this.#name];
    const read = await database.read(['meta'], (tx) => tx.objectStore('meta').get(key));
    if (!read.ok || (!read.value && this.#list.length === 0)) return;
    const { readRecords } = await import('./own-record-access.ts');
    const records = await readRecords(database, this.#name, read.value);
    if (records.ok) this.#list = records.value;
  }
}
