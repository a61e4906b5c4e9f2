import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { Command, WriteContext } from '@tallybook/shared/class-doc/commands/command';
import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import type { Result } from '@tallybook/shared/money/result';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import type { ClassMessage } from '$lib/platform/class-channel.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import { refused, type StorageRefusal } from '$lib/platform/storage-result.ts';
import type { StoredClass } from '$lib/platform/stored-class.ts';
import { localDay } from '$lib/platform/today.ts';
import { Backoff } from './backoff.ts';
import { ClassDocument } from './class-document.ts';
import { compactWhenIdle } from './compact.ts';
import { KeyMaker } from './key-maker.ts';
import { recordsOfAuthor } from './own-records.ts';
import type { SaveOutcome } from './save-queue.ts';
import type { SyncParts } from './sync-parts.ts';

/** How long the message of another tab may take before its append is read from the disk, in ms. */
const GAP_MS = 1_000;

/** Makes a command of what the class shows now; a refusal writes nothing. */
export type BuildCommand = (ledger: ClassLedger, context: WriteContext) => Result<Command, CommandRefusal>;

/**
 * How a command ended. 'not-saved': it is in the ledger and is saved with the next one or by `save`, so it must not be
 * given again.
 */
export type ClassWrite =
  | { readonly kind: 'saved'; readonly command: Command }
  | { readonly kind: 'refused'; readonly refusal: CommandRefusal }
  | { readonly kind: 'not-saved'; readonly command: Command; readonly refusal: StorageRefusal };

/**
 * Entities that changed, 'all' when another document took the place of the former one, the state of saving, or 'gone'
 * when another tab has taken the class off this device.
 */
export type DocumentEvent = ReadonlySet<string> | 'all' | 'saving' | 'gone';

/**
 * The document of a class as this tab has it, whichever that is now: another tab may put the server's in its place. What
 * was written here and not yet saved goes over to the new one by value.
 */
export class DocumentHolder {
  readonly classId: string;
  readonly #parts: SyncParts;
  readonly #keys: KeyMaker;
  readonly #onEvent: (event: DocumentEvent) => void;
  readonly #onOwnChange: () => void;
  readonly #stopListening: () => void;
  readonly #again: Backoff;
  #row: ClassRow;
  #document: ClassDocument;
  #hasWaiting: boolean;
  #damagedCount: number;
  #adopting: Promise<SaveOutcome> | null = null;
  #callOffIdle: () => void = () => undefined;
  #stopWaiting: () => void = () => undefined;
  #isClosed = false;

  constructor(
    stored: StoredClass,
    parts: SyncParts,
    listeners: { readonly onEvent: (event: DocumentEvent) => void; readonly onOwnChange: () => void },
  ) {
    this.classId = stored.row.id;
    this.#parts = parts;
    this.#keys = new KeyMaker(parts.now, parts.randomBytes);
    this.#onEvent = listeners.onEvent;
    this.#onOwnChange = listeners.onOwnChange;
    this.#row = stored.row;
    this.#again = new Backoff(parts.timers, () => (parts.randomBytes(1)[0] ?? 0) / 255);
    this.#hasWaiting = hasWaiting(stored);
    this.#damagedCount = stored.damagedCount;
    this.#document = this.#open(stored);
    this.#stopListening = parts.channel.listen((message) => this.#hear(message));
  }

  get document(): ClassDocument {
    return this.#document;
  }

  get row(): ClassRow {
    return this.#row;
  }

  /** Whether records of mine wait to be offered to the server. */
  get hasWaiting(): boolean {
    return this.#hasWaiting;
  }

  /** Rows of the document that could not be read at the last load. */
  get damagedCount(): number {
    return this.#damagedCount;
  }

  get keys(): KeyMaker {
    return this.#keys;
  }

  async write(build: BuildCommand): Promise<ClassWrite> {
    const { now, randomBytes } = this.#parts;
    const built = build(this.#document.ledger, {
      authorId: this.#row.memberId,
      nowMs: now(),
      newId: (prefix) => idFromBytes(prefix, randomBytes(12)),
    });
    if (!built.ok) return { kind: 'refused', refusal: built.refusal };
    const command = built.value;
    const written = await this.#document.write(command);
    const outcome = written.ok && written.value === 'replaced' ? await this.adopt() : written;
    if (outcome.ok && outcome.value === 'saved') return { kind: 'saved', command };
    const { refusal } = outcome.ok ? refused('failed', outcome.value) : outcome;
    return { kind: 'not-saved', command, refusal };
  }

  /** Changes what is known of the class beside its document, unless another one has taken the place of that. */
  async change(
    change: (row: ClassRow) => ClassRow,
    durability: 'strict' | 'relaxed' = 'relaxed',
  ): Promise<void> {
    const { store, channel } = this.#parts;
    const { id } = this.#document;
    let hasChanged = false as boolean;
    const changed = await store.change(
      this.classId,
      (row) => {
        const next = row.documentId === id ? change(row) : row;
        hasChanged = next !== row;
        return next;
      },
      durability,
    );
    // One that failed is made again with what leads to it: the next answer of the server.
    if (!changed.ok || !changed.value) return;
    if (hasChanged) channel.post({ type: 'classes-changed' });
    if (changed.value.documentId !== this.#document.id) return;
    this.#row = changed.value;
    this.#onEvent('saving');
  }

  /** Takes in what was noted of the class from elsewhere, as after the list of members was fetched. */
  async rereadRow(): Promise<void> {
    const found = await this.#parts.store.row(this.classId);
    // One that cannot be read now is as it was until the next occasion.
    if (!found.ok || this.#isClosed) return;
    if (!found.value) this.#onEvent('gone');
    if (found.value?.documentId !== this.#document.id) return;
    this.#row = found.value;
    this.#onEvent('saving');
  }

  /** Takes the stored document in the place of the one here, with what was not saved of it. */
  adopt(): Promise<SaveOutcome> {
    this.#adopting ??= this.#adopt().finally(() => (this.#adopting = null));
    return this.#adopting;
  }

  /** Takes in what another tab stored without this one hearing of it, where there is such. */
  async catchUp(): Promise<void> {
    const found = await this.#parts.store.row(this.classId);
    const { document } = this;
    // What cannot be read now is looked at again with the next gap or on the next focus.
    if (!found.ok || !found.value || this.#isClosed) return;
    const { documentId, revision } = found.value;
    if (documentId !== document.id) await this.adopt();
    else if (!document.hasAll || document.isBehind(revision)) {
      const read = await this.#parts.store.read(this.classId);
      if (read.ok && read.value?.row.documentId === this.#document.id) this.#document.catchUp(read.value);
    }
  }

  /** None of them waits any more. */
  nothingWaits(): void {
    this.#hasWaiting = false;
  }

  /** Idempotent. Resolves when what was queued is saved, or cannot be. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopListening();
    this.#callOffIdle();
    this.#stopWaiting();
    await this.#document.save();
    this.#document.close();
    this.#tellUnsaved();
  }

  async #adopt(): Promise<SaveOutcome> {
    const read = await this.#parts.store.read(this.classId);
    if (!read.ok) return read;
    if (!read.value) return { ok: true, value: 'gone' };
    if (read.value.row.documentId === this.#document.id) return this.#document.save();
    const unsaved = recordsOfAuthor(this.#document.unsavedUpdates, this.#row.memberId);
    this.#document.close();
    this.#row = read.value.row;
    this.#hasWaiting = hasWaiting(read.value);
    this.#damagedCount = read.value.damagedCount;
    this.#document = this.#open(read.value);
    const saved = this.#document.offer(unsaved, false);
    this.#tellUnsaved();
    this.#onEvent('all');
    return saved;
  }

  #open(stored: StoredClass): ClassDocument {
    const { store, channel, timers } = this.#parts;
    this.#callOffIdle();
    this.#callOffIdle = compactWhenIdle(this.#parts, stored, () => this.#keys.next(this.classId));
    return new ClassDocument(stored, {
      store,
      channel,
      newKey: (classId) => this.#keys.next(classId),
      today: () => localDay(new Date(this.#parts.now())),
      onChange: (entityIds) => this.#onEvent(entityIds),
      onOwnChange: () => this.#onOwnChange(),
      onSaveState: () => {
        this.#tellUnsaved();
        this.#onEvent('saving');
      },
      onReplaced: () => void this.#adoptOrRetry(),
      onGone: () => this.#onEvent('gone'),
      onGap: () => {
        this.#stopWaiting();
        this.#stopWaiting = timers.after(GAP_MS, () => void this.catchUp());
      },
    });
  }

  /** What could not be saved is tried again by itself: storage may be free by then. */
  #tellUnsaved(): void {
    const refusal = this.#isClosed ? null : this.#document.unsavedFor;
    this.#again.cancel();
    if (refusal) this.#again.schedule(() => void this.#document.save());
    else this.#again.reset();
    this.#parts.onUnsaved?.(this.classId, refusal);
  }

  async #adoptOrRetry(): Promise<void> {
    const { document } = this;
    const adopted = await this.adopt();
    if (!adopted.ok && document === this.#document) document.cannotSave(adopted.refusal);
  }

  #hear(message: ClassMessage): void {
    if (message.type === 'classes-changed') void this.rereadRow();
    if (message.type === 'classes-changed' || message.classId !== this.classId) return;
    if (message.type === 'class-replaced' || message.documentId !== this.#document.id) void this.adopt();
    else this.#document.receive(message.revision, message.updates);
  }
}

function hasWaiting({ aside }: StoredClass): boolean {
  return aside.some(({ refusedFor }) => refusedFor === null);
}
