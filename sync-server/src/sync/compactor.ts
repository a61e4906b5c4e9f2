import type { DocumentStore, LoadedDocument } from '../storage/port.ts';
import type { EncodeSnapshot } from './ports.ts';

const KIB = 1024;
/** Below this a journal is not worth a new snapshot, while the class is used and when it is put away, in bytes. */
const WORTH_BYTES = 256 * KIB;
const WORTH_WHEN_IDLE_BYTES = 64 * KIB;
/** What a line of the journal has beside the update, in bytes. */
const LINE_BYTES = 120;

/** Turns a class's journal into a snapshot when it has outgrown the one before. One runs at a time. */
export class Compactor {
  readonly #classId: string;
  readonly #epoch: number;
  readonly #documents: DocumentStore;
  readonly #encodeSnapshot: EncodeSnapshot;
  readonly #onFailed: (error: unknown) => void;
  #snapshotBytes: number;
  #journalBytes: number;
  /** After a failure the journal has to grow on before the next attempt. */
  #notBeforeBytes = 0;
  #running: Promise<void> | undefined;

  constructor(parts: {
    readonly classId: string;
    readonly loaded: LoadedDocument;
    readonly documents: DocumentStore;
    readonly encodeSnapshot: EncodeSnapshot;
    readonly onFailed: (error: unknown) => void;
  }) {
    this.#classId = parts.classId;
    this.#epoch = parts.loaded.epoch;
    this.#documents = parts.documents;
    this.#encodeSnapshot = parts.encodeSnapshot;
    this.#onFailed = parts.onFailed;
    this.#snapshotBytes = parts.loaded.snapshotBytes;
    this.#journalBytes = parts.loaded.journalBytes;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Books a line of the journal and returns its size in bytes. */
  grow(updateBytes: number): number {
    const bytes = LINE_BYTES + Math.ceil((updateBytes * 4) / 3);
    this.#journalBytes += bytes;
    return bytes;
  }

  isDue(isIdle: boolean): boolean {
    if (this.#running || this.#journalBytes < this.#notBeforeBytes) return false;
    return this.#journalBytes > (isIdle ? WORTH_WHEN_IDLE_BYTES : Math.max(this.#snapshotBytes, WORTH_BYTES));
  }

  /** Saves what is on disk as a snapshot: `update` is all of it up to the entry `seq`. */
  start(seq: number, update: Uint8Array, nowMs: number): void {
    if (this.#running) return;
    const swallowedBytes = this.#journalBytes;
    this.#running = this.#save(seq, update, nowMs)
      .then(
        (snapshotBytes) => {
          this.#snapshotBytes = snapshotBytes;
          this.#journalBytes -= swallowedBytes;
          this.#notBeforeBytes = 0;
        },
        (error: unknown) => {
          this.#notBeforeBytes = this.#journalBytes + WORTH_BYTES;
          this.#onFailed(error);
        },
      )
      .finally(() => {
        this.#running = undefined;
      });
  }

  async settle(): Promise<void> {
    await this.#running;
  }

  async #save(seq: number, update: Uint8Array, nowMs: number): Promise<number> {
    const encoded = await this.#encodeSnapshot(update);
    await this.#documents.saveSnapshot(this.#classId, {
      epoch: this.#epoch,
      seq,
      savedAt: new Date(nowMs).toISOString(),
      update: encoded.update,
      ledger: encoded.ledger,
    });
    return Math.ceil((encoded.update.length * 4) / 3);
  }
}
