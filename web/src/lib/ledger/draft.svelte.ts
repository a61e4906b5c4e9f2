import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { PageLife } from '$lib/platform/page-life.ts';
import type { DraftRow } from '$lib/platform/schema.ts';
import type { TabIdentity } from '$lib/platform/tab-identity.ts';
import type { Timers } from '$lib/platform/timers.ts';

const KEEP_DELAY_MS = 150;

/** The texts of a form by field name. */
export interface FormDraft {
  readonly fields: Readonly<Record<string, string>>;
  /** When it was kept, ms since 1970. */
  readonly savedAt: number;
}

/** As much of a transaction as the end of a draft needs, whatever else it spans. */
interface DraftTransaction {
  objectStore(name: 'drafts'): { delete(key: string): Promise<void> };
}

/** One attempt to save a form: what was in it, and the ids for the records that come of it. */
export interface SaveAttempt {
  readonly fields: PersonalFields;
  readonly entryId: string;
  readonly revisionId: string;
}

/** A save of a form that has begun. */
export interface FormSave {
  /** All attempts since the form was last saved or discarded, filled by the writer of the records. */
  readonly attempts: SaveAttempt[];
  /** Removes the draft in the transaction of the record, so that after a crash there is either of them. */
  readonly deleteIn: (tx: DraftTransaction) => Promise<void>;
  /** Goes on keeping the draft: the save has failed. */
  readonly reinstate: () => void;
  /** The record is stored: the next one of this form is another. */
  readonly finish: () => void;
}

interface FormState {
  /** What is to be written; null when the database has the latest. */
  pending: DraftRow['fields'] | null;
  cancelTimer: () => void;
  /** Rises when the draft is discarded or saved, so that a slower write of before does not bring it back. */
  generation: number;
  attempts: SaveAttempt[];
}

/**
 * Keeps what is typed into a form until it is saved or discarded.
 *
 * A draft belongs to a form ('new' or the id of the edited entity) and to a tab, so two tabs with a new expense each
 * keep their own. The draft of a tab that is gone is an orphan: the next `load` of that form, in whichever tab, adopts
 * the newest one; when it has been saved or discarded, the load after that finds the next.
 */
export class DraftKeeper {
  readonly #database: LedgerDatabase;
  readonly #timers: Timers;
  readonly #now: () => number;
  readonly #tab: TabIdentity;
  // Bookkeeping that nothing renders.
  readonly #forms = new Map<string, FormState>();
  readonly #stops: (() => void)[];

  constructor(deps: {
    database: LedgerDatabase;
    timers: Timers;
    now: () => number;
    tab: TabIdentity;
    page: PageLife;
  }) {
    this.#database = deps.database;
    this.#timers = deps.timers;
    this.#now = deps.now;
    this.#tab = deps.tab;
    this.#stops = [
      deps.page.onLeaving(() => void this.flush()),
      deps.database.onHandOver(() => this.flush()),
    ];
  }

  /** The draft of a form: this tab's, else the newest of a tab that is gone. Null also when none can be read. */
  async load(formKey: string): Promise<FormDraft | null> {
    const pending = this.#forms.get(formKey)?.pending;
    if (pending) return { fields: pending, savedAt: this.#now() };
    const [tabId, live] = await Promise.all([this.#tab.id, this.#tab.liveIds()]);
    for (;;) {
      const found = await this.#database.read(['drafts'], (tx) => tx.objectStore('drafts').getAll());
      if (!found.ok) return null;
      const drafts = found.value.filter((row) => isDraftRow(row) && row.formKey === formKey);
      const own = drafts.find((row) => row.tabId === tabId);
      if (own) return own;
      const orphan = drafts.filter((row) => !live.has(row.tabId)).sort((a, b) => b.savedAt - a.savedAt)[0];
      if (!orphan) return null;
      const adopted: DraftRow = { ...orphan, id: rowId(formKey, tabId), tabId };
      const adoption = await this.#database.write(
        ['drafts'],
        async (tx) => {
          const store = tx.objectStore('drafts');
          if ((await store.getKey(orphan.id)) === undefined)
            return (await store.getKey(adopted.id)) !== undefined;
          await Promise.all([store.put(adopted), store.delete(orphan.id)]);
          return true;
        },
        { durability: 'strict' },
      );
      // If the adoption fails, the orphan stays and is offered again: twice is better than never. If another tab was
      // faster, there may be another orphan.
      if (!adoption.ok || adoption.value) return adopted;
    }
  }

  /** Takes the form's texts as they are now and writes them 150 ms after the last call. */
  keep(formKey: string, fields: Readonly<Record<string, string>>): void {
    const form = this.#form(formKey);
    form.pending = { ...fields };
    form.cancelTimer();
    form.cancelTimer = this.#timers.after(KEEP_DELAY_MS, () => void this.#writeForm(formKey));
  }

  /** Writes what is still waiting. */
  async flush(): Promise<void> {
    await Promise.all([...this.#forms.keys()].map((formKey) => this.#writeForm(formKey)));
  }

  /** Forgets the draft: the person has thrown the text away. */
  async discard(formKey: string): Promise<void> {
    const { deleteIn, finish } = await this.beginSave(formKey);
    finish();
    await this.#database.write(['drafts'], deleteIn, { durability: 'strict' });
  }

  /** Ends the keeping of a form for a save. */
  async beginSave(formKey: string): Promise<FormSave> {
    const form = this.#form(formKey);
    const { pending, attempts } = form;
    form.cancelTimer();
    form.pending = null;
    form.generation++;
    const id = rowId(formKey, await this.#tab.id);
    return {
      attempts,
      deleteIn: (tx) => tx.objectStore('drafts').delete(id),
      reinstate: () => {
        if (pending && !form.pending) this.keep(formKey, pending);
      },
      finish: () => {
        form.attempts = [];
      },
    };
  }

  /** Writes what is waiting and stops listening. */
  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    await this.flush();
  }

  async #writeForm(formKey: string): Promise<void> {
    const form = this.#form(formKey);
    const { pending: fields, generation } = form;
    form.cancelTimer();
    if (!fields) return;
    const tabId = await this.#tab.id;
    const row: DraftRow = { id: rowId(formKey, tabId), formKey, tabId, savedAt: this.#now(), fields };
    const result = await this.#database.write(
      ['drafts'],
      async (tx) => {
        if (form.generation !== generation) return;
        const put = tx.objectStore('drafts').put(row);
        // A page that is being left may run no more of this: without the commit the browser drops the transaction.
        tx.commit();
        await put;
      },
      { durability: 'strict' },
    );
    // A failed draft stays pending and goes with the next keystroke or flush; the form itself still shows the text.
    if (result.ok && form.pending === fields) form.pending = null;
  }

  #form(formKey: string): FormState {
    let form = this.#forms.get(formKey);
    if (!form) {
      form = { pending: null, cancelTimer: () => undefined, generation: 0, attempts: [] };
      this.#forms.set(formKey, form);
    }
    return form;
  }
}

function rowId(formKey: string, tabId: string): string {
  return `${formKey}\n${tabId}`;
}

function isDraftRow(row: Partial<DraftRow>): row is DraftRow {
  return (
    typeof row.id === 'string' &&
    typeof row.formKey === 'string' &&
    typeof row.tabId === 'string' &&
    typeof row.savedAt === 'number' &&
    typeof row.fields === 'object'
  );
}
