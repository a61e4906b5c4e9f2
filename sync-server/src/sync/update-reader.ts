import { isUtf8 } from 'node:buffer';
import { MAX_RECORD_BYTES } from '@tallybook/shared/revisions/revision';
import { ByteReader } from '@tallybook/shared/protocol/varint';

/** Why bytes are not an update that an honest client could have sent. */
export type UpdateRefusal =
  | 'update-cut-short'
  | 'update-empty-client'
  | 'update-client-twice'
  | 'update-clients'
  | 'update-clock'
  | 'update-struct'
  | 'update-parent'
  | 'update-key'
  | 'update-value'
  | 'update-deletes'
  | 'update-trailing-bytes';

const MAX_CLIENT_ID = 2 ** 32 - 1;
const MAX_KEY_BYTES = 42;
const SKIP = 10;
/** An item of ContentAny with a key and without neighbours: what setting a fresh key of a root map gives. */
const ITEM = 0x28;
/** "The parent is a root type", and its name: `log`. */
const PARENT = Uint8Array.of(1, 3, 0x6c, 0x6f, 0x67);
const TEXT_VALUE = 119;

/** The keys of the records of an update of the server's own. */
export function readKeys(update: Uint8Array): string[] {
  const reader = new UpdateReader(update);
  const keys: string[] = [];
  while (reader.next() === 'record') keys.push(reader.key);
  return keys;
}

/**
 * Walks the records of a Yjs V1 update without making anything of the bytes, and stops at the first one that a
 * write-once map of strings cannot have. After `next()` says 'record', the fields tell which one.
 */
export class UpdateReader {
  clientId = 0;
  clock = 0;
  readonly #reader: ByteReader;
  readonly #text: Buffer;
  readonly #clientIds = new Set<number>();
  #clientsLeft = -1;
  #structsLeft = 0;
  #nextClock = 0;
  #recordStart = 0;
  #key: readonly [start: number, end: number] = [0, 0];
  #value: readonly [start: number, end: number] = [0, 0];

  readonly #maxClients: number;
  #structs = 0;

  /** @param maxClients more of them in one update are refused */
  constructor(update: Uint8Array, maxClients = Infinity) {
    this.#maxClients = maxClients;
    this.#reader = new ByteReader(update);
    this.#text = Buffer.from(update.buffer, update.byteOffset, update.byteLength);
  }

  /** The encoded size of the record, in bytes. */
  get recordBytes(): number {
    return this.#value[1] - this.#recordStart;
  }

  /** How many structs have been read. */
  get structs(): number {
    return this.#structs;
  }

  get key(): string {
    return this.#text.toString('latin1', ...this.#key);
  }

  /** Undefined when the bytes are not UTF-8, which would throw in every client. */
  readValue(): string | undefined {
    const [start, end] = this.#value;
    return isUtf8(this.#text.subarray(start, end)) ? this.#text.toString('utf8', start, end) : undefined;
  }

  next(): 'record' | 'end' | UpdateRefusal {
    const reader = this.#reader;
    if (this.#clientsLeft === -1) this.#clientsLeft = readNumber(reader);
    if (this.#clientsLeft > this.#maxClients) return 'update-clients';
    for (;;) {
      while (this.#structsLeft === 0) {
        if (reader.hasFailed) return 'update-cut-short';
        if (this.#clientsLeft === 0) return this.#readEnd();
        const refusal = this.#readClient();
        if (refusal !== undefined) return refusal;
      }
      this.#structsLeft--;
      this.#structs++;
      this.#recordStart = reader.at;
      switch (reader.bytes[reader.at++]) {
        case SKIP: {
          const length = readNumber(reader);
          if (length < 1) return reader.hasFailed ? 'update-cut-short' : 'update-struct';
          if (!this.#advance(length)) return 'update-clock';
          // Yjs leaves out only what something follows.
          if (this.#structsLeft === 0 || reader.bytes[reader.at] === SKIP) return 'update-struct';
          break;
        }
        case ITEM:
          return this.#readItem();
        case undefined:
          return 'update-cut-short';
        default:
          return 'update-struct';
      }
    }
  }

  #readClient(): UpdateRefusal | undefined {
    const reader = this.#reader;
    this.#clientsLeft--;
    this.#structsLeft = readNumber(reader);
    this.clientId = reader.readVarUint(MAX_CLIENT_ID);
    this.#nextClock = readNumber(reader);
    if (reader.hasFailed) return 'update-cut-short';
    if (this.#structsLeft === 0) return 'update-empty-client';
    if (this.#clientIds.has(this.clientId)) return 'update-client-twice';
    this.#clientIds.add(this.clientId);
    return undefined;
  }

  #readItem(): 'record' | UpdateRefusal {
    const reader = this.#reader;
    for (const byte of PARENT) if (reader.bytes[reader.at++] !== byte) return 'update-parent';
    const key = this.#readText(MAX_KEY_BYTES);
    if (key === undefined) return 'update-key';
    if (reader.bytes[reader.at++] !== 1 || reader.bytes[reader.at++] !== TEXT_VALUE) return 'update-value';
    const value = this.#readText(MAX_RECORD_BYTES);
    if (value === undefined) return 'update-value';
    this.#key = key;
    this.#value = value;
    this.clock = this.#nextClock;
    return this.#advance(1) ? 'record' : 'update-clock';
  }

  #readText(maxBytes: number): readonly [start: number, end: number] | undefined {
    const reader = this.#reader;
    const length = reader.readVarUint(maxBytes);
    const start = reader.at;
    if (reader.hasFailed || start + length > reader.bytes.length) return undefined;
    reader.at = start + length;
    return [start, reader.at];
  }

  #advance(by: number): boolean {
    this.#nextClock += by;
    return Number.isSafeInteger(this.#nextClock);
  }

  #readEnd(): 'end' | UpdateRefusal {
    const deletes = this.#reader.readVarUint(255);
    if (this.#reader.hasFailed) return 'update-cut-short';
    if (deletes !== 0) return 'update-deletes';
    return this.#reader.isAtEnd ? 'end' : 'update-trailing-bytes';
  }
}

function readNumber(reader: ByteReader): number {
  return reader.readVarUint(Number.MAX_SAFE_INTEGER);
}
