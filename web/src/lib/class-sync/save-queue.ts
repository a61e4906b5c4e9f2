import type { Day } from '@tallybook/shared/calendar/day';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { ClassChannel } from '$lib/platform/class-channel.ts';
import type { ClassStore } from '$lib/platform/class-store.ts';
import {
  refused,
  stored as storedResult,
  type StorageRefusal,
  type StorageResult,
} from '$lib/platform/storage-result.ts';
import type { StoredClass } from '$lib/platform/stored-class.ts';
import { deriveRows } from './derive-rows.ts';
import { RevisionWatch } from './revision-watch.ts';

/** 'replaced': another tab put another document in the place of this one; 'gone': it removed the class. */
export type SaveOutcome = StorageResult<'saved' | 'replaced' | 'gone'>;

const GONE = refused('failed', 'gone').refusal;

export interface SaveQueueParts {
  readonly store: ClassStore;
  readonly channel: ClassChannel;
  readonly ledger: ClassLedger;
  readonly stored: StoredClass;
  /** Sorts after all made before on this device, and is nobody else's. */
  readonly newKey: (classId: string) => string;
  /** The day where the device is. */
  readonly today: () => Day;
  /** Saving failed or works again. */
  readonly onSaveState: () => void;
  /** These are on this device now, in order. */
  readonly onSaved: (updates: readonly QueuedUpdate[]) => void;
  /** Another tab put another document in the place of this one. */
  readonly onReplaced: () => void;
  /** Another tab took the class off this device. */
  readonly onGone: () => void;
  /** Another tab's append was not heard of. */
  readonly onGap: () => void;
}

export interface QueuedUpdate {
  readonly key: string;
  readonly update: Uint8Array;
  readonly unsent: Readonly<Record<string, number>>;
  readonly offeredIds: readonly string[];
}

/**
 * What was added to a document and is not on this device yet, in order. One transaction at a time takes all there is,
 * together with the rows derived from it; what was refused stays and goes with the next. The same bytes under the same
 * key again do no harm, so a transaction of unknown end is safe to repeat.
 */
export class SaveQueue {
  readonly #parts: SaveQueueParts;
  readonly #classId: string;
  readonly #revisions: RevisionWatch;
  #queued: QueuedUpdate[] = [];
  #changed = new Set<string>();
  #isStale: boolean;
  #running: Promise<SaveOutcome> | null = null;
  #refusal: StorageRefusal | null = null;
  #isClosed = false;

  constructor(parts: SaveQueueParts) {
    this.#parts = parts;
    const { row, damagedCount } = parts.stored;
    this.#classId = row.id;
    this.#revisions = new RevisionWatch(row.revision);
    const isOfOlderVersion =
      (row.between === undefined && row.balances.length > 0) || row.coming === undefined;
    this.#isStale = row.derivedRevision !== row.revision || damagedCount > 0 || isOfOlderVersion;
  }

  get refusal(): StorageRefusal | null {
    return this.#refusal;
  }

  get ownUpdates(): readonly Uint8Array[] {
    return this.#queued.filter(({ unsent }) => Object.keys(unsent).length > 0).map(({ update }) => update);
  }

  /** The ledger is complete: derived rows that do not fit it are made anew. */
  loaded(): void {
    this.#rederiveIfStale();
  }

  changed(entityIds: ReadonlySet<string>): void {
    for (const id of entityIds) this.#changed.add(id);
  }

  push(update: Omit<QueuedUpdate, 'key'>): void {
    this.#queued.push({ ...update, key: this.#parts.newKey(this.#classId) });
    // Out of the Yjs event, and together with what comes in the same turn.
    queueMicrotask(() => void this.flush());
  }

  /** Whether all appends are in the document, as far as is known here. */
  get hasAll(): boolean {
    return this.#revisions.hasAll;
  }

  appendedElsewhere(revision: number): void {
    this.#noteRevision(revision);
    this.#rederiveIfStale();
  }

  /** All that was stored up to a revision is in the document now. */
  caughtUp(revision: number): void {
    this.#revisions.catchUp(revision);
    this.#rederiveIfStale();
  }

  isBehind(revision: number): boolean {
    return revision > this.#revisions.newest;
  }

  flush(): Promise<SaveOutcome> {
    if (this.#queued.length === 0 && !this.#running) return Promise.resolve(storedResult('saved'));
    if (this.#isClosed) return Promise.resolve(storedResult('gone'));
    this.#running ??= this.#drain().finally(() => (this.#running = null));
    return this.#running;
  }

  /** Makes the derived rows anew from all of the ledger; false when the document was moving on meanwhile. */
  async rederive(): Promise<StorageResult<boolean>> {
    const saved = await this.flush();
    if (!saved.ok) return saved;
    if (saved.value !== 'saved' || !this.#revisions.hasAll) return storedResult(false);
    return this.#rederive();
  }

  /** What is queued stays so for now. */
  cannotSave(refusal: StorageRefusal): void {
    this.#show(refusal);
  }

  close(): void {
    this.#isClosed = true;
  }

  async #drain(): Promise<SaveOutcome> {
    while (this.#queued.length > 0 && !this.#isClosed) {
      const batch = [...this.#queued];
      const changed = this.#changed;
      this.#changed = new Set();
      const result = await this.#append(batch, changed);
      if (!result.ok) this.changed(changed);
      if (!result.ok) {
        this.cannotSave(result.refusal);
        return result;
      }
      if (typeof result.value === 'string') {
        if (result.value === 'replaced') this.#parts.onReplaced();
        else {
          this.cannotSave(GONE);
          this.#parts.onGone();
        }
        return storedResult(result.value);
      }
      this.#queued.splice(0, batch.length);
      this.#parts.onSaved(batch);
      this.#show(null);
      const { revision, isDerived } = result.value;
      if (!isDerived) this.#isStale = true;
      this.#noteRevision(revision);
      this.#parts.channel.post({
        type: 'class-changed',
        classId: this.#classId,
        documentId: this.#parts.stored.row.documentId,
        revision,
        updates: batch.map(({ update }) => update),
      });
      this.#rederiveIfStale();
    }
    return storedResult('saved');
  }

  #append(batch: readonly QueuedUpdate[], changed: ReadonlySet<string>) {
    const { store, ledger, stored } = this.#parts;
    return store.append(this.#classId, {
      documentId: stored.row.documentId,
      updates: batch,
      unsent: Object.assign({}, ...batch.map(({ unsent }) => unsent)) as Record<string, number>,
      knownRevision: this.#revisions.known,
      derived: deriveRows(ledger, stored.row.memberId, changed, this.#parts.today()),
      offeredIds: batch.flatMap(({ offeredIds }) => offeredIds),
    });
  }

  #noteRevision(revision: number): void {
    if (this.#revisions.note(revision) === 'gap') this.#parts.onGap();
  }

  #rederiveIfStale(): void {
    if (!this.#isStale || !this.#revisions.hasAll || this.#queued.length > 0) return;
    void this.#rederive();
  }

  async #rederive(): Promise<StorageResult<boolean>> {
    this.#isStale = false;
    const { store, ledger, stored } = this.#parts;
    const { documentId, memberId } = stored.row;
    const known = { documentId, revision: this.#revisions.known };
    const result = await store.rederive(
      this.#classId,
      known,
      deriveRows(ledger, memberId, 'all', this.#parts.today()),
    );
    if (!result.ok || !result.value) this.#isStale = true;
    return result;
  }

  #show(refusal: StorageRefusal | null): void {
    if (refusal === this.#refusal) return;
    this.#refusal = refusal;
    this.#parts.onSaveState();
  }
}
