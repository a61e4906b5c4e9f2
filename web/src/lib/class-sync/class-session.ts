import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { readCloseReason } from '@tallybook/shared/protocol/close-codes';
import type { ClassAsideRow, ClassRow } from '$lib/platform/schema.ts';
import { stored, type StorageRefusal, type StorageResult } from '$lib/platform/storage-result.ts';
import type { StoredClass } from '$lib/platform/stored-class.ts';
import type { Present, SocketEnd } from '$lib/platform/sync-socket.ts';
import { Backoff } from './backoff.ts';
import type { Standing } from './class-document.ts';
import { withConfirmed } from './class-info.ts';
import {
  DocumentHolder,
  type BuildCommand,
  type ClassWrite as HeldWrite,
  type DocumentEvent,
} from './document-holder.ts';
import { Offering } from './offering.ts';
import { prepareSync } from './prepare-sync.ts';
import type { SaveOutcome } from './save-queue.ts';
import type { SyncParts } from './sync-parts.ts';
import {
  meaningOfClose,
  readOnlyReason,
  type Failure,
  type ReadOnlyReason,
  type SyncState,
} from './sync-state.ts';
import { SessionVoice, type SessionEvent } from './session-voice.ts';
import { SyncLink } from './sync-link.ts';
import { takeServers } from './take-servers.ts';

/** 'read-only': who was removed, or whose class was deleted, keeps a copy to read; nothing was written. */
export type ClassWrite = HeldWrite | { readonly kind: 'read-only'; readonly why: ReadOnlyReason };

/** Renewals in a row after which the next one waits. */
const MAX_RENEWALS = 3;

/**
 * A class that is in use in this tab: its ledger, its commands, and its sync while that is wanted. It goes on trying by
 * itself after whatever passes, and says by name what does not.
 */
export class ClassSession {
  readonly #parts: SyncParts;
  readonly #holder: DocumentHolder;
  readonly #backoff: Backoff;
  readonly #offering: Offering;
  readonly #lockName: string;
  readonly #voice = new SessionVoice();
  readonly #link: SyncLink;
  #placedBy: object | null = null;
  #isWanted = false;
  #isClosed = false;
  #dialing: Promise<void> | null = null;
  /** Renewals since the server last confirmed something: it must not become a circle. */
  #renewals = 0;

  private constructor(stored: StoredClass, parts: SyncParts) {
    this.#parts = parts;
    this.#link = new SyncLink(parts.connect);
    const random = (): number => (parts.randomBytes(1)[0] ?? 0) / 255;
    this.#backoff = new Backoff(parts.timers, random);
    this.#holder = new DocumentHolder(stored, parts, {
      onEvent: (event) => this.#onDocument(event),
      onOwnChange: () => {
        this.#link.ask();
        this.#look();
      },
    });
    this.#lockName = `${parts.profileName}/class/${stored.row.id}`;
    const { store, locks } = parts;
    const again = new Backoff(parts.timers, random);
    this.#offering = new Offering({ holder: this.#holder, store, locks, lockName: this.#lockName, again });
  }

  /** Null when there is no such class on this device. */
  static async open(classId: string, parts: SyncParts): Promise<StorageResult<ClassSession | null>> {
    const read = await parts.store.read(classId);
    return read.ok ? stored(read.value && new ClassSession(read.value, parts)) : read;
  }

  get classId(): string {
    return this.#holder.classId;
  }

  /** Of the document as it is now: it is another one after the event 'all'. */
  get ledger(): ClassLedger {
    return this.#holder.document.ledger;
  }

  /** What is known of the class beside its document: names of members, my member id, the class ID. */
  get row(): ClassRow {
    return this.#holder.row;
  }

  get sync(): SyncState {
    return this.#voice.sync;
  }

  /** Why the newest changes are not saved on this device, or null. */
  get unsavedFor(): StorageRefusal | null {
    return this.#holder.document.unsavedFor;
  }

  /** Whether records of mine that were put aside wait to be offered to the server. */
  get hasWaiting(): boolean {
    return this.#holder.hasWaiting;
  }

  /** Whether something written here is in memory alone, and may yet be saved. */
  get isHolding(): boolean {
    return this.readOnlyFor !== 'not-here' && this.#holder.document.outbox.isHolding;
  }

  /** Rows of the document that could not be read. */
  get damagedCount(): number {
    return this.#holder.damagedCount;
  }

  /** Who has the class open now, as far as the server says. */
  get present(): readonly Present[] {
    return this.#link.present;
  }

  /** Null while what is written here can reach the others. */
  get readOnlyFor(): ReadOnlyReason | null {
    return readOnlyReason(this.sync, this.row.refusal);
  }

  /** Where in the class this page is, for the others to see. Null is heard from whoever placed it last alone. */
  setPlace(place: string | null, by: object): void {
    if (place === null && by !== this.#placedBy) return;
    this.#placedBy = by;
    this.#link.setPlace(place);
  }

  /** Entities with records that the server had not confirmed when they were noted last. */
  unsentEntityIds(): ReadonlySet<string> {
    return this.#holder.document.entityIdsOf(new Set(Object.keys(this.row.unsent).map(Number)));
  }

  /** How large the document is, in bytes; takes as long as it is large. */
  sizeBytes(): number {
    return this.#holder.document.sizeBytes();
  }

  /** How far the document has come. */
  standing(): Standing {
    return this.#holder.document.standing();
  }

  /** The records that have come since; null when another document has taken the place of that one. */
  arrivedSince(standing: Standing): ReadonlySet<string> | null {
    return this.#holder.document.arrivedSince(standing);
  }

  /** Records of mine that are in no document. */
  aside(): Promise<StorageResult<readonly ClassAsideRow[]>> {
    return this.#parts.store.aside(this.classId);
  }

  /** Takes in what was noted of the class elsewhere in this tab. */
  reread(): Promise<void> {
    return this.#holder.rereadRow();
  }

  /** Calls `listener` with what changed; it must not throw. Returns the unsubscriber. */
  subscribe(listener: (event: SessionEvent) => void): () => void {
    return this.#voice.subscribe(listener);
  }

  write(build: BuildCommand): Promise<ClassWrite> {
    const why = this.readOnlyFor;
    return why === null ? this.#holder.write(build) : Promise.resolve({ kind: 'read-only', why });
  }

  /** Tries again to save what could not be saved. */
  save(): Promise<SaveOutcome> {
    return this.#holder.document.save();
  }

  /** Makes what lists and sums show of the class anew from all of it; false when it was moving on meanwhile. */
  rederive(): Promise<StorageResult<boolean>> {
    return this.#holder.document.rederive();
  }

  /** Syncs from now on, and tries at once what would be tried later: called again on focus, on reconnect, after sign-in. */
  connect(): void {
    this.#isWanted = true;
    void this.#holder.catchUp();
    if (this.#link.isOpen) return;
    this.#backoff.reset();
    this.#backoff.cancel();
    void this.#dial();
  }

  /**
   * Syncs once more and resolves with how that ended, and everything saved. `listedSeq` is what the server was heard to
   * have; it is noted when the device has it.
   */
  async syncTo(listedSeq: number): Promise<SyncState> {
    this.#link.ask();
    this.#look();
    this.connect();
    await this.#voice.settled();
    const { document } = this.#holder;
    const saved = await document.save();
    if (this.sync.kind === 'synced' && saved.ok && document === this.#holder.document) {
      await this.#holder.change((row) => (row.seq < listedSeq ? { ...row, seq: listedSeq } : row));
    }
    return this.sync;
  }

  /** Idempotent. Resolves when what was written is saved, or cannot be. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#isWanted = false;
    this.#backoff.cancel();
    // What is being saved still goes out.
    if (this.isHolding) await this.save();
    this.#disconnect();
    this.#voice.fallSilent();
    await this.#offering.over;
    this.#offering.stop();
    await this.#holder.close();
  }

  #onDocument(event: DocumentEvent): void {
    if (event === 'all') {
      this.#disconnect();
      if (this.#isWanted) void this.#dial();
    }
    if (event === 'saving') this.#look();
    if (event === 'gone') {
      this.#disconnect();
      this.#fail({ then: 'stop', why: 'not-here' });
      return;
    }
    this.#voice.tell(event === 'saving' ? 'state' : event);
  }

  #dial(): Promise<void> {
    this.#dialing ??= this.#connectAnew().finally(() => (this.#dialing = null));
    return this.#dialing;
  }

  async #connectAnew(): Promise<void> {
    if (this.#link.isOpen || this.#isClosed) return;
    this.#voice.show({ kind: 'syncing' });
    const step = await prepareSync(this.#parts, this.#holder, this.#lockName);
    if (!this.#isWanted) return;
    if (step.then === 'go-on') this.#open();
    else this.#fail(step);
  }

  #open(): void {
    if (this.#link.isOpen) return;
    const { document, row } = this.#holder;
    const { doc, outbox } = document;
    const target = { classId: this.classId, epoch: row.epoch, doc, outgoing: outbox };
    this.#link.open(target, {
      onProgress: () => this.#look(),
      onConfirmed: (vector) => void this.#confirm(document.id, vector),
      onPresent: () => this.#voice.tell('presence'),
      onEnded: (end) => void this.#onEnded(end),
    });
  }

  #disconnect(): void {
    this.#link.close();
    this.#offering.stop();
  }

  async #onEnded(end: SocketEnd): Promise<void> {
    const { offeredId } = this.#offering;
    this.#disconnect();
    await this.#offering.over;
    if (this.#link.isOpen || this.#isClosed) return;
    const { rule, key } = readCloseReason(end.reason);
    const meaning = meaningOfClose(end.code, rule);
    if (meaning.then !== 'renew') {
      this.#fail(meaning);
      return;
    }
    // A roll-back ends the socket of whoever is offering something, too: that says nothing of what was offered.
    const isAccused =
      meaning.why === 'malformed' && offeredId !== null && (key === undefined || key === offeredId);
    const suspect = isAccused ? { id: offeredId, rule } : null;
    this.#voice.show({ kind: 'syncing' });
    const step = await takeServers(this.#parts, this.#holder, this.#lockName, suspect);
    const isCircle = ++this.#renewals > MAX_RENEWALS && !isAccused;
    if (step.then === 'go-on' && !isCircle) void this.#dial();
    else this.#fail(step.then === 'go-on' ? { then: 'retry', why: meaning.why } : step);
  }

  #look(): void {
    const link = this.#link;
    if (!link.isOpen) return;
    if (this.isHolding) {
      // The server is told of it once it is on this device.
      this.#voice.show(this.unsavedFor ? { kind: 'waiting', why: 'not-saved' } : { kind: 'syncing' });
      return;
    }
    const { isConfirmed } = link;
    if (isConfirmed && this.#holder.hasWaiting) this.#offering.begin(link.confirmer(), () => this.#look());
    const isSynced = isConfirmed && !this.#holder.hasWaiting;
    this.#voice.show({ kind: isSynced ? 'synced' : 'syncing' });
    if (isSynced) {
      this.#renewals = 0;
      this.#backoff.reset();
    }
  }

  /** Notes what the server has confirmed: it was told of nothing that is not noted as unsent by then. */
  async #confirm(documentId: string, vector: ReadonlyMap<number, number>): Promise<void> {
    await this.#holder.change((row) => withConfirmed(row, documentId, vector));
  }

  #fail(failure: Failure): void {
    const { why } = failure;
    if (failure.then === 'retry') {
      this.#voice.show({ kind: 'waiting', why: failure.why });
      if (this.#isWanted) this.#backoff.schedule(() => void this.#dial());
      return;
    }
    this.#voice.show({ kind: 'stopped', why: failure.why });
    if (why === 'removed' || why === 'deleted' || why === 'too-large') {
      void this.#holder.change((row) => (row.refusal === why ? row : { ...row, refusal: why }), 'strict');
    }
  }
}
