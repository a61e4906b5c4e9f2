import type { Command } from '@tallybook/shared/class-doc/commands/command';
import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { commit } from '@tallybook/shared/class-doc/commit';
import { followDocument } from '@tallybook/shared/class-doc/follow-document';
import { logOf } from '@tallybook/shared/class-doc/log';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import { fromBase64, toBase64 } from '$lib/platform/base64.ts';
import type { StoredClass } from '$lib/platform/stored-class.ts';
import type { StorageRefusal, StorageResult } from '$lib/platform/storage-result.ts';
import {
  applyUpdate,
  decodeStateVector,
  Doc,
  encodeStateAsUpdate,
  encodeStateVector,
  findIndexSS,
  getState,
  Item,
  type Transaction,
} from 'yjs';
import { Outbox } from './outbox.ts';
import { SaveQueue, type QueuedUpdate, type SaveOutcome, type SaveQueueParts } from './save-queue.ts';

/** The origins of transactions that are neither a command's nor the server's. */
const STORED = { kind: 'stored' } as const;
const OTHER_TAB = { kind: 'other-tab' } as const;
const OFFER = { kind: 'offer' } as const;

/** How far a document had come in: its state vector, in base64. */
export interface Standing {
  readonly documentId: string;
  readonly vector: string;
}

export interface ClassDocumentParts extends Omit<SaveQueueParts, 'ledger' | 'stored' | 'onSaved'> {
  /** Entities that changed. Must not throw. */
  readonly onChange: (entityIds: ReadonlySet<string>) => void;
  /** Something of this device's was added, or saved, which the server has to be told. */
  readonly onOwnChange: () => void;
}

/**
 * One Yjs document of a class in one tab, with its ledger, kept on this device: every change goes to the queue that
 * saves it. Another tab's changes are taken in as saved already; a client id is never used by a second document.
 */
export class ClassDocument {
  readonly id: string;
  readonly doc = new Doc();
  readonly ledger = new ClassLedger();
  /** What the server may be told. */
  readonly outbox = new Outbox(this.doc);
  readonly #parts: ClassDocumentParts;
  readonly #queue: SaveQueue;
  readonly #stopFollowing: () => void;
  #offering: string[] = [];

  constructor(stored: StoredClass, parts: ClassDocumentParts) {
    this.id = stored.row.documentId;
    this.#parts = parts;
    this.doc.transact(() => {
      for (const update of stored.updates) this.#takeStored(update, STORED);
    }, STORED);
    this.#queue = new SaveQueue({
      ...parts,
      ledger: this.ledger,
      stored,
      onSaved: (updates) => this.#tellSaved(updates),
    });
    let isLoading = true;
    this.#stopFollowing = followDocument(this.doc, this.ledger, (entityIds) => {
      if (isLoading) return;
      this.#queue.changed(entityIds);
      parts.onChange(entityIds);
    });
    isLoading = false;
    this.doc.on('update', (update, origin, _doc, transaction) => this.#note(update, origin, transaction));
    this.#queue.loaded();
  }

  /** Why the newest changes are not on this device, or null. */
  get unsavedFor(): StorageRefusal | null {
    return this.#queue.refusal;
  }

  /** Writes a command; it is in the ledger at once and on this device when the promise says so. */
  write(command: Command): Promise<SaveOutcome> {
    commit(this.doc, command);
    return this.save();
  }

  /**
   * Writes records of this device's own that another document had, as they were; those that are there are left out.
   * `isWaiting`: they are among the records put aside and leave them with this.
   */
  offer(records: readonly RevisionRow[], isWaiting: boolean): Promise<SaveOutcome> {
    const log = logOf(this.doc);
    const missing = records.filter(({ id }) => !log.has(id));
    this.#offering = isWaiting ? missing.map(({ id }) => id) : [];
    this.doc.transact(() => {
      for (const { id, json } of missing) log.set(id, json);
    }, OFFER);
    this.#offering = [];
    return this.save();
  }

  /** The entities of the records that these clients wrote. */
  entityIdsOf(clientIds: ReadonlySet<number>): Set<string> {
    const ids = new Set<string>();
    if (clientIds.size === 0) return ids;
    for (const [id, item] of logOf(this.doc)._map) {
      if (clientIds.has(item.id.client)) ids.add(this.ledger.revision(id)?.e ?? id);
    }
    return ids;
  }

  /** How large it is as one update, in bytes; takes as long as it is large. */
  sizeBytes(): number {
    return encodeStateAsUpdate(this.doc).byteLength;
  }

  /** How far it has come, for `arrivedSince`. */
  standing(): Standing {
    return { documentId: this.id, vector: toBase64(encodeStateVector(this.doc)) };
  }

  /** The records that have come since, whatever their time says; null when that is not known of this document. */
  arrivedSince({ documentId, vector }: Standing): Set<string> | null {
    const countByClient = documentId === this.id ? readStateVector(vector) : null;
    if (!countByClient) return null;
    const ids = new Set<string>();
    const records = logOf(this.doc)._map;
    for (const [client, items] of this.doc.store.clients) {
      const known = countByClient.get(client) ?? 0;
      if (known >= getState(this.doc.store, client)) continue;
      // What had come before is not walked through: this is asked with every change of a class.
      for (const item of items.slice(findIndexSS(items, known))) {
        const key = item instanceof Item && item.id.clock >= known ? item.parentSub : null;
        if (key !== null && records.get(key) === item) ids.add(key);
      }
    }
    return ids;
  }

  has(recordId: string): boolean {
    return logOf(this.doc).has(recordId);
  }

  /** Resolves when everything up to now is on this device, or says why it is not. */
  save(): Promise<SaveOutcome> {
    return this.#queue.flush();
  }

  /** Makes what lists and sums show of it anew; false when it was moving on meanwhile. */
  rederive(): Promise<StorageResult<boolean>> {
    return this.#queue.rederive();
  }

  /** Another document is to take the place of this one, and cannot be read now. */
  cannotSave(refusal: StorageRefusal): void {
    this.#queue.cannotSave(refusal);
  }

  /** What another tab has saved. */
  receive(revision: number, updates: readonly Uint8Array[]): void {
    for (const update of updates) applyUpdate(this.doc, update, OTHER_TAB);
    this.#queue.appendedElsewhere(revision);
  }

  get hasAll(): boolean {
    return this.#queue.hasAll;
  }

  /** Whether an append of this revision was not heard of here. */
  isBehind(revision: number): boolean {
    return this.#queue.isBehind(revision);
  }

  /** Takes in all that is stored, in case a tab that is gone could not say what it appended. */
  catchUp({ row, updates }: StoredClass): void {
    for (const update of updates) this.#takeStored(update, OTHER_TAB);
    this.#queue.caughtUp(row.revision);
  }

  /** Own changes that no transaction has taken yet. */
  get unsavedUpdates(): readonly Uint8Array[] {
    return this.#queue.ownUpdates;
  }

  /** Idempotent. What is queued is not waited for. */
  close(): void {
    this.#stopFollowing();
    this.#queue.close();
    this.doc.destroy();
  }

  #takeStored(update: Uint8Array, origin: unknown): void {
    try {
      applyUpdate(this.doc, update, origin);
    } catch {
      // Its checksum fits, so it was never readable: the server's answer fills what is missing.
    }
  }

  /** Hears each transaction; what it threw would reach whoever applied the update, so it only takes notes. */
  #note(update: Uint8Array, origin: unknown, { local }: Transaction): void {
    const isOwn = local;
    const { clientID, store } = this.doc;
    if (origin !== OTHER_TAB) {
      const unsent = isOwn ? { [clientID]: getState(store, clientID) } : {};
      this.#queue.push({ update, unsent, offeredIds: this.#offering });
    }
    if (origin === OTHER_TAB) this.outbox.tell(update);
    if (isOwn || origin === OTHER_TAB) this.#parts.onOwnChange();
  }

  #tellSaved(updates: readonly QueuedUpdate[]): void {
    const { clientID } = this.doc;
    let hasOwn = false;
    for (const { update, unsent } of updates) {
      const count = unsent[clientID];
      if (count === undefined) continue;
      this.outbox.saved(update, count);
      hasOwn = true;
    }
    if (hasOwn) this.#parts.onOwnChange();
  }
}

/** Null for what is none: it is kept where anybody can write. */
function readStateVector(text: string): Map<number, number> | null {
  try {
    const bytes = fromBase64(text);
    return bytes && decodeStateVector(bytes);
  } catch {
    return null;
  }
}
