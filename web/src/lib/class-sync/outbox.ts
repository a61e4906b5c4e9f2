import type { Outgoing } from '$lib/platform/sync-socket.ts';
import {
  decodeStateVector,
  encodeStateAsUpdate,
  encodeStateVector,
  getState,
  mergeUpdates,
  type Doc,
} from 'yjs';

/**
 * What the server is told of a document: only what is on this device. What is in memory alone may never be saved, and
 * would then be an entry that everybody has except its author.
 */
export class Outbox implements Outgoing {
  readonly #doc: Doc;
  readonly #senders = new Set<(update: Uint8Array) => void>();
  /** All that this document's own client wrote and saved, in order. */
  #saved: Uint8Array[] = [];
  #savedCount = 0;

  constructor(doc: Doc) {
    this.#doc = doc;
  }

  /** Whether something written here is not saved yet. */
  get isHolding(): boolean {
    return this.#ownCount > this.#savedCount;
  }

  /** How many records of each client the server has once it has all that it was told. */
  get vector(): ReadonlyMap<number, number> {
    const vector = decodeStateVector(encodeStateVector(this.#doc));
    return this.isHolding ? vector.set(this.#doc.clientID, this.#savedCount) : vector;
  }

  /** An update of this document's own client is on this device; `count`: of its records there are so many then. */
  saved(update: Uint8Array, count: number): void {
    this.#saved.push(update);
    this.#savedCount = count;
    this.tell(update);
  }

  /** Another tab has saved it. */
  tell(update: Uint8Array): void {
    for (const send of [...this.#senders]) send(update);
  }

  answer(stateVector: Uint8Array): Uint8Array {
    if (!this.isHolding) return encodeStateAsUpdate(this.#doc, stateVector);
    const known = decodeStateVector(stateVector).set(this.#doc.clientID, this.#ownCount);
    const others = encodeStateAsUpdate(this.#doc, encodeStateVector(known));
    // What the server has of these already does no harm.
    this.#saved = this.#saved.length > 1 ? [mergeUpdates(this.#saved)] : this.#saved;
    return mergeUpdates([others, ...this.#saved]);
  }

  listen(send: (update: Uint8Array) => void): () => void {
    this.#senders.add(send);
    return () => void this.#senders.delete(send);
  }

  get #ownCount(): number {
    return getState(this.#doc.store, this.#doc.clientID);
  }
}
