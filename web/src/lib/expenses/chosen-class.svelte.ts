import type { EntryFields } from '@tallybook/shared/class-doc/commands/entry-fields';
import type { ClassWrite, LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { StorageRefusal, StorageResult } from '$lib/platform/storage-result.ts';

/** What the form has of the class that is chosen in it. */
export type ChosenState<Live = LiveClass> =
  | { readonly kind: 'personal' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly live: Live }
  /** 'not-loaded': the code for classes did not come. */
  | { readonly kind: 'closed'; readonly why: 'no-account' | 'not-here' | 'not-loaded' }
  | { readonly kind: 'unreadable'; readonly refusal: StorageRefusal };

type RecordedClass = Pick<LiveClass, 'addEntry' | 'editEntry' | 'deleteEntry' | 'close'>;

/**
 * The class that a new entry goes to, open while it is chosen. An entry that the device refused to store is in the class
 * already: the next save changes that one, and leaving without one takes it out again.
 */
export class ChosenClass<Live extends RecordedClass = LiveClass> {
  readonly #open: (classId: string) => Promise<StorageResult<Live | null>>;
  readonly #hasAccount: () => boolean;
  #state = $state.raw<ChosenState<Live>>({ kind: 'personal' });
  readonly #newId: () => string;
  #classId = '';
  #entry = new UnstoredEntry();
  #entryId = $state.raw('');
  #opening: Promise<void> = Promise.resolve();

  constructor(deps: {
    open: (classId: string) => Promise<StorageResult<Live | null>>;
    hasAccount: () => boolean;
    newId: () => string;
  }) {
    this.#newId = deps.newId;
    this.#open = deps.open;
    this.#hasAccount = deps.hasAccount;
  }

  get state(): ChosenState<Live> {
    return this.#state;
  }

  /** The id that the entry will have, by which odd cents are given out: what the form shows is what is saved. */
  get entryId(): string {
    return this.#entryId;
  }

  /** Settles when the class is open, or cannot be opened. */
  get opening(): Promise<void> {
    return this.#opening;
  }

  /** '' for none. A class that could not be opened is tried again. */
  choose(classId: string): void {
    const { kind } = this.#state;
    if (classId === this.#classId && (kind === 'open' || kind === 'opening')) return;
    void this.#letGo();
    this.#classId = classId;
    this.#entryId = this.#newId();
    this.#state = { kind: classId === '' ? 'personal' : 'opening' };
    this.#opening = classId === '' ? Promise.resolve() : this.#openAs(classId);
  }

  async save(live: Live, fields: EntryFields): Promise<ClassWrite> {
    const { id } = this.#entry;
    return this.#entry.note(id === null ? live.addEntry(fields, this.#entryId) : live.editEntry(id, fields));
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#classId = '';
    await this.#letGo();
  }

  async #openAs(classId: string): Promise<void> {
    const state = await this.#tryToOpen(classId);
    // Another one may have been chosen meanwhile, or the form be gone.
    if (classId === this.#classId && this.#state.kind === 'opening') this.#state = state;
    else if (state.kind === 'open') await state.live.close();
  }

  async #tryToOpen(classId: string): Promise<ChosenState<Live>> {
    if (!this.#hasAccount()) return { kind: 'closed', why: 'no-account' };
    try {
      const opened = await this.#open(classId);
      if (!opened.ok) return { kind: 'unreadable', refusal: opened.refusal };
      return opened.value ? { kind: 'open', live: opened.value } : { kind: 'closed', why: 'not-here' };
    } catch {
      // A part of the app that does not come over the network, which the form says and offers to try again.
      return { kind: 'closed', why: 'not-loaded' };
    }
  }

  async #letGo(): Promise<void> {
    const state = this.#state;
    const entry = this.#entry;
    this.#state = { kind: 'personal' };
    this.#entry = new UnstoredEntry();
    if (state.kind !== 'open') return;
    try {
      // The form can be left in the middle of saving: how that ended says whether there is something to take out.
      await entry.noted;
      if (entry.id !== null) await state.live.deleteEntry(entry.id);
    } finally {
      await state.live.close();
    }
  }
}

/** The entry that stands in the class without being stored; `id` is null while there is none. */
class UnstoredEntry {
  id: string | null = null;
  noted: Promise<ClassWrite | null> = Promise.resolve(null);

  note(writing: Promise<ClassWrite>): Promise<ClassWrite> {
    const noted = this.#noteEnd(writing);
    this.noted = noted;
    return noted;
  }

  async #noteEnd(writing: Promise<ClassWrite>): Promise<ClassWrite> {
    const write = await writing;
    if (write.kind === 'saved') this.id = null;
    if (write.kind === 'not-saved') this.id = write.command.entityId;
    return write;
  }
}
