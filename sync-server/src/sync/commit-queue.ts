import type { DocumentStore, JournalEntry } from '../storage/port.ts';
import type { ClockRange } from './client-log.ts';
import type { Peer } from './peer.ts';

/** Records on their way to the disk. */
export interface Commit {
  readonly entry: JournalEntry;
  readonly ranges: readonly ClockRange[];
  readonly from: Peer;
  /** In `elapsedMs` of the timers. */
  readonly acceptedAtMs: number;
}

interface PendingCommit extends Commit {
  isOnDisk: boolean;
}

/**
 * The updates of one class between their acceptance and the disk. They leave in the order in which they came, whatever
 * the order in which the store answers; after the first failure none leaves any more.
 */
export class CommitQueue {
  readonly #classId: string;
  readonly #documents: DocumentStore;
  readonly #onCommitted: (commit: Commit) => void;
  readonly #onFailed: (error: unknown) => void;
  readonly #pending: PendingCommit[] = [];
  #issued = 0;
  #committed = 0;
  #hasFailed = false;
  readonly #running = new Set<Promise<void>>();

  constructor(parts: {
    readonly classId: string;
    readonly documents: DocumentStore;
    readonly onCommitted: (commit: Commit) => void;
    readonly onFailed: (error: unknown) => void;
  }) {
    this.#classId = parts.classId;
    this.#documents = parts.documents;
    this.#onCommitted = parts.onCommitted;
    this.#onFailed = parts.onFailed;
  }

  /** A mark for everything that is in flight now. */
  get issued(): number {
    return this.#issued;
  }

  /** Marks up to this one are on disk. */
  get committed(): number {
    return this.#committed;
  }

  get isIdle(): boolean {
    return this.#running.size === 0;
  }

  append(commit: Commit): void {
    const pending: PendingCommit = { ...commit, isOnDisk: false };
    this.#pending.push(pending);
    this.#issued++;
    const running = this.#documents
      .append(this.#classId, commit.entry)
      .then(() => {
        pending.isOnDisk = true;
        this.#advance();
      })
      .catch((error: unknown) => {
        if (this.#hasFailed) return;
        this.#hasFailed = true;
        this.#onFailed(error);
      });
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }

  /** Resolves when the store has answered everything that was given to it. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #advance(): void {
    while (!this.#hasFailed && this.#pending[0]?.isOnDisk === true) {
      const commit = this.#pending.shift();
      this.#committed++;
      if (commit) this.#onCommitted(commit);
    }
  }
}
