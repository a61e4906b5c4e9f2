import { isJsonObject, ownProperty } from '@tallybook/shared/revisions/json-shape';
import type { ClientLog, ClockRange, StateVector } from './client-log.ts';
import { encodeRanges } from './update-writer.ts';
import { UpdateReader } from './update-reader.ts';

/** A record that no replica can change any more, at its place in the log of one Yjs client. */
export interface LogRecord {
  readonly clientId: number;
  readonly clock: number;
  readonly key: string;
  readonly value: string;
  readonly author: string;
  /** What it takes in an update. */
  readonly bytes: number;
}

/**
 * Everything of a class that was accepted: what is on disk and, after it, what is on its way there. Since every
 * record is a fresh key with a text, this is all of the Yjs document, in a third of the memory.
 */
export class ClassLog {
  readonly #clients = new Map<number, ClientLog>();
  readonly #keys = new Set<string>();
  #bytes = 0;

  /** What all records take in an update, in bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  get clients(): ReadonlyMap<number, ClientLog> {
    return this.#clients;
  }

  hasKey(key: string): boolean {
    return this.#keys.has(key);
  }

  nextClock(clientId: number): number {
    return this.#clients.get(clientId)?.keys.length ?? 0;
  }

  holds(clientId: number, clock: number, key: string, value: string | undefined): boolean {
    const client = this.#clients.get(clientId);
    return client?.keys[clock] === key && client.values[clock] === value;
  }

  /** The author of all records of a client, or undefined for a client without any. */
  authorOf(clientId: number): string | undefined {
    const client = this.#clients.get(clientId);
    if (client) client.author ??= readAuthor(client.values[0]);
    return client?.author;
  }

  /** Takes in records that continue their clients' clocks; they are in flight until `markDurable`. */
  add(records: Iterable<LogRecord>): readonly ClockRange[] {
    const ranges = new Map<number, ClockRange>();
    for (const { clientId, clock, key, value, author, bytes } of records) {
      let client = this.#clients.get(clientId);
      if (!client) this.#clients.set(clientId, (client = { keys: [], values: [], durable: 0, author }));
      if (client.keys.length !== clock) throw new RangeError('A record does not continue its client');
      client.keys.push(key);
      client.values.push(value);
      this.#keys.add(key);
      this.#bytes += bytes;
      ranges.set(clientId, { clientId, from: ranges.get(clientId)?.from ?? clock, to: clock + 1 });
    }
    return [...ranges.values()];
  }

  markDurable(ranges: readonly ClockRange[]): void {
    for (const { clientId, to } of ranges) {
      const client = this.#clients.get(clientId);
      if (client && to > client.durable) client.durable = to;
    }
  }

  /** What is on disk, as clocks. */
  durableVector(): StateVector {
    const vector = new Map<number, number>();
    for (const [clientId, { durable }] of this.#clients) if (durable > 0) vector.set(clientId, durable);
    return vector;
  }

  /**
   * The next of what is on disk and missing from a replica, about `maxBytes` of it, and whether that is all. `vector`
   * is moved on by what is returned.
   */
  takeMissing(
    vector: Map<number, number>,
    maxBytes: number,
  ): { readonly ranges: readonly ClockRange[]; readonly isLast: boolean } {
    const ranges: ClockRange[] = [];
    let bytes = 0;
    for (const [clientId, { keys, values, durable }] of this.#clients) {
      const from = vector.get(clientId) ?? 0;
      if (from >= durable) continue;
      let to = from;
      for (; to < durable && bytes < maxBytes; to++) {
        bytes += (keys[to]?.length ?? 0) + (values[to]?.length ?? 0);
      }
      if (to > from) {
        ranges.push({ clientId, from, to });
        vector.set(clientId, to);
      }
      if (to < durable) return { ranges, isLast: false };
    }
    return { ranges, isLast: true };
  }

  /** The part that is on disk, as one V1 update. */
  encodeDurable(): Uint8Array {
    const ranges: ClockRange[] = [];
    for (const [clientId, { durable }] of this.#clients) {
      if (durable > 0) ranges.push({ clientId, from: 0, to: durable });
    }
    return encodeRanges(this.#clients, ranges);
  }

  encode(ranges: readonly ClockRange[]): Uint8Array {
    return encodeRanges(this.#clients, ranges);
  }

  /** Reads what the store holds; undefined when it is not what this server would have written. */
  static read(updates: Iterable<Uint8Array>): ClassLog | undefined {
    const log = new ClassLog();
    for (const update of updates) if (!log.#readStored(update)) return undefined;
    return log;
  }

  #readStored(update: Uint8Array): boolean {
    const reader = new UpdateReader(update);
    for (;;) {
      const read = reader.next();
      if (read === 'end') return true;
      if (read !== 'record') return false;
      const { clientId, clock, key } = reader;
      const value = reader.readValue();
      const next = this.nextClock(clientId);
      if (value === undefined || clock > next) return false;
      if (clock < next) {
        if (!this.holds(clientId, clock, key, value)) return false;
        continue;
      }
      if (this.#keys.has(key)) return false;
      let client = this.#clients.get(clientId);
      if (!client) {
        this.#clients.set(clientId, (client = { keys: [], values: [], durable: 0, author: undefined }));
      }
      client.keys.push(key);
      client.values.push(value);
      client.durable++;
      this.#keys.add(key);
      this.#bytes += reader.recordBytes;
    }
  }
}

function readAuthor(json: string | undefined): string | undefined {
  const record: unknown = json === undefined ? undefined : JSON.parse(json);
  const author = isJsonObject(record) ? ownProperty(record, 'a') : undefined;
  return typeof author === 'string' ? author : undefined;
}
