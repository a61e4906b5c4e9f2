import { setTimeout as wait } from 'node:timers/promises';
import { RandomSource } from '../../support/random-source.ts';
import { forEachKey, readIndex, RecordWriter } from './records.ts';
import type { SyncClient } from './sync-client.ts';

/** Everything a run writes fits, also on a machine much faster than today's. */
const MAX_UPDATES = 400_000;
const QUIET_TIMEOUT_MS = 15_000;

interface Writer {
  readonly client: SyncClient;
  readonly records: RecordWriter;
  /** How many others have to receive what it writes. */
  readonly readers: number;
}

export interface LoadOptions {
  /** Updates per client on their way at the same time; the next is sent when all others have received one. */
  readonly window: number;
  readonly wantsAcknowledgement: boolean;
}

/** Writes records through sockets of many classes, and sees when every other socket of the class has each. */
export class LoadGenerator {
  readonly #writers: readonly Writer[];
  readonly #sentAt = new Float64Array(MAX_UPDATES);
  readonly #missing = new Int16Array(MAX_UPDATES);
  readonly #writerOf = new Int32Array(MAX_UPDATES);
  #written = 0;
  #completed = 0;
  #latencies: number[] | undefined;
  #onCompleted: (writer: number) => void = () => undefined;

  /** Takes the clients of each class. */
  constructor(classes: readonly (readonly SyncClient[])[], seed: number) {
    const random = new RandomSource(seed);
    // Class after class in turn, so that neighbours in time are strangers.
    const seats = Math.max(...classes.map((clients) => clients.length));
    const clients = Array.from({ length: seats }, (_, seat) =>
      classes.flatMap((inClass) => {
        const client = inClass[seat];
        return client ? [{ client, readers: inClass.length - 1 }] : [];
      }),
    ).flat();
    this.#writers = clients.map(({ client, readers }, index) => {
      client.onRecords = (message) => this.#receive(index, message);
      return { client, readers, records: new RecordWriter(random, client.seat.memberId) };
    });
  }

  /** Updates that all their readers have. */
  get completed(): number {
    return this.#completed;
  }

  get written(): number {
    return this.#written;
  }

  /** Numbers of the updates that at least one other client has received. */
  shown(): number[] {
    return Array.from({ length: this.#written }, (_, index) => index).filter(
      (index) => (this.#missing[index] ?? 0) < (this.#writers[this.#writerOf[index] ?? 0]?.readers ?? 0),
    );
  }

  acknowledged(): number[] {
    return this.#writers.flatMap(({ client }) => client.acknowledged);
  }

  /** As fast as the server goes, until `stop` is called. */
  startClosedLoop({ window, wantsAcknowledgement }: LoadOptions): { stop(): void } {
    this.#onCompleted = (writer) => this.#write(writer, wantsAcknowledgement);
    for (let round = 0; round < window; round++) {
      this.#writers.forEach((_, writer) => this.#write(writer, wantsAcknowledgement));
    }
    return { stop: () => (this.#onCompleted = () => undefined) };
  }

  /** At a steady rate, whatever the server does. How long each delivery took, in ms. */
  async runAtRate(perSecond: number, forMs: number, wantsAcknowledgement: boolean): Promise<number[]> {
    const latencies: number[] = [];
    this.#latencies = latencies;
    const startedAt = performance.now();
    for (let sent = 0; ;) {
      const elapsed = performance.now() - startedAt;
      if (elapsed >= forMs) break;
      for (; sent < (elapsed * perSecond) / 1000; sent++) {
        this.#write(sent % this.#writers.length, wantsAcknowledgement);
      }
      await wait(1);
    }
    return latencies;
  }

  /** Resolves when everything that was written has arrived. Throws when that takes too long. */
  async untilQuiet(): Promise<void> {
    const startedAt = performance.now();
    while (this.#completed < this.#written) {
      if (performance.now() - startedAt > QUIET_TIMEOUT_MS) {
        const closed = this.#writers.filter(({ client }) => !client.isOpen).length;
        const missing = this.#written - this.#completed;
        throw new Error(`${missing} updates never arrived; ${closed} sockets are closed`);
      }
      await wait(5);
    }
    this.#latencies = undefined;
  }

  #write(index: number, wantsAcknowledgement: boolean): void {
    const writer = this.#writers[index];
    if (!writer?.client.isOpen || this.#written === MAX_UPDATES) return;
    const update = this.#written++;
    const message = writer.records.write(update);
    this.#writerOf[update] = index;
    this.#missing[update] = writer.readers;
    this.#sentAt[update] = performance.now();
    writer.client.send(message, update, wantsAcknowledgement);
  }

  #receive(reader: number, message: Buffer): void {
    const now = performance.now();
    forEachKey(message, (keyAt) => {
      const update = readIndex(message, keyAt);
      const writer = this.#writerOf[update] ?? 0;
      // Some servers send an update back to its writer.
      if (writer === reader) return;
      this.#latencies?.push(now - (this.#sentAt[update] ?? now));
      const missing = (this.#missing[update] ?? 0) - 1;
      this.#missing[update] = missing;
      if (missing > 0) return;
      this.#completed++;
      this.#onCompleted(writer);
    });
  }
}
