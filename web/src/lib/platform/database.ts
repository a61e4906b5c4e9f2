import { deleteDB, openDB } from 'idb';
import type { DatabaseDriver } from './database-driver.ts';
import type { LedgerReader, ReadTransaction, WriteTransaction } from './ledger-transactions.ts';
import { requestConnection, type OpenOutcome } from './open-request.ts';
import {
  metaKeys,
  migrations,
  type Connection,
  type LedgerSchema,
  type LedgerStore,
  type Migration,
} from './schema.ts';
import { refused, stored, type StorageRefusal, type StorageResult } from './storage-result.ts';
import { browserTimers, within, type Timers } from './timers.ts';
import { runTransaction, type Begin } from './transaction.ts';

const COPY_TIMEOUT_MS = 60_000;
const HAND_OVER_TIMEOUT_MS = 1_000;
const MAX_TRIES = 3;

export const browserDriver: DatabaseDriver = {
  open: (name, version, callbacks) => openDB<LedgerSchema>(name, version, callbacks),
  remove: (name) => deleteDB(name),
};

/** 'strict' for what a person typed or chose, 'relaxed' for what can be made again. */
export type Durability = 'strict' | 'relaxed';

/** `clearedBy`: which later success shows that the problem is over. */
interface Problem {
  readonly refusal: StorageRefusal;
  readonly clearedBy: 'any' | 'write' | 'nothing';
}

/**
 * Owns the one connection to a profile's database: opens it, reopens it when the browser drops it, and lets go of it
 * when a newer copy of the app wants to upgrade it. Every promise it returns settles.
 *
 * It does not know what the rows mean. The work given to it may run up to three times (the connection is lost twice) and may await nothing but
 * requests of its transaction.
 */
export class LedgerDatabase implements LedgerReader {
  readonly name: string;
  readonly #driver: DatabaseDriver;
  readonly #timers: Timers;
  readonly #migrations: readonly Migration[];
  readonly #flushers = new Set<() => Promise<unknown>>();
  readonly #watchers = new Set<(problem: StorageRefusal | null) => void>();
  /** The open or opening connection, shared by all callers; null when the next caller has to open. */
  #connection: Promise<StorageResult<Connection>> | null = null;
  #current: Connection | null = null;
  /** Set when writing is over for this page: a newer schema, or a newer copy of the app in another tab. */
  #writeRefusal: StorageRefusal | null = null;
  #problem: Problem | null = null;
  #hasProbed = false;
  #isClosed = false;
  #handingOver: Promise<void> | null = null;
  /** The name of the copy that this page made before it migrated. */
  #freshCopy: string | null = null;

  constructor(options: {
    name: string;
    driver?: DatabaseDriver;
    timers?: Timers;
    migrations?: readonly Migration[];
  }) {
    this.name = options.name;
    this.#driver = options.driver ?? browserDriver;
    this.#timers = options.timers ?? browserTimers;
    this.#migrations = options.migrations ?? migrations;
  }

  /** Reads in one transaction. Works on a database of a newer app too, as far as the stores exist there. */
  read<T, Store extends LedgerStore>(
    stores: readonly Store[],
    work: (transaction: ReadTransaction<Store>) => Promise<T>,
  ): Promise<StorageResult<T>> {
    return this.#run('readonly', (connection) => {
      const transaction = connection.transaction([...stores], 'readonly');
      return { transaction, work: () => work(transaction) };
    });
  }

  /**
   * Writes in one transaction: all of it or nothing, `ok` only after `complete`. `work` may run again after a lost
   * connection, also when the lost attempt did reach the disk: it must put the same rows under the same keys.
   */
  write<T, Store extends LedgerStore>(
    stores: readonly Store[],
    work: (transaction: WriteTransaction<Store>) => Promise<T>,
    options: { durability: Durability; rowCount?: number },
  ): Promise<StorageResult<T>> {
    return this.#run('readwrite', (connection) => {
      const transaction = connection.transaction([...stores], 'readwrite', options);
      return { transaction, work: () => work(transaction), rowCount: options.rowCount };
    });
  }

  /** Runs `flush` before the connection is handed over to a newer copy of the app; at most a second is waited. */
  onHandOver(flush: () => Promise<unknown>): () => void {
    this.#flushers.add(flush);
    return () => void this.#flushers.delete(flush);
  }

  /** Calls `watcher` with each new problem, and with null when the database works again. */
  onProblem(watcher: (problem: StorageRefusal | null) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Drops the copy made before a migration of an earlier page. Called once the data was seen to load. */
  async finishCleanStart(): Promise<void> {
    const found = await this.read(['meta'], (tx) => tx.objectStore('meta').get(metaKeys.migrationCopy));
    const copy = found.ok ? found.value?.value : undefined;
    if (typeof copy !== 'string' || copy === this.#freshCopy) return;
    const isRemoved = await this.#driver.remove(copy).then(
      () => true,
      // It stays noted and is removed at a later start.
      () => false,
    );
    if (!isRemoved) return;
    await this.write(['meta'], (tx) => tx.objectStore('meta').delete(metaKeys.migrationCopy), {
      durability: 'relaxed',
    });
  }

  /** Idempotent; running transactions complete. */
  close(): void {
    this.#isClosed = true;
    this.#drop();
  }

  async #run<T>(mode: 'readonly' | 'readwrite', begin: Begin<T>): Promise<StorageResult<T>> {
    let failedOpens = 0;
    let lostConnections = 0;
    for (;;) {
      const opened = await this.#connect();
      if (!opened.ok) {
        if (isWorthReopening(opened.refusal) && ++failedOpens < MAX_TRIES) continue;
        return this.#report(opened.refusal);
      }
      failedOpens = 0;
      if (mode === 'readwrite' && this.#writeRefusal) return { ok: false, refusal: this.#writeRefusal };
      const outcome = await runTransaction(opened.value, begin, this.#timers);
      if (outcome.ok) {
        this.#succeeded(mode);
        return outcome;
      }
      const { refusal } = outcome;
      if (outcome.isLost || refusal.reason === 'timed-out') this.#drop(opened.value);
      if (!outcome.isLost) return { ok: false, refusal };
      if (++lostConnections === MAX_TRIES) return this.#report(refusal);
    }
  }

  /** Synchronous up to the caching of the promise, so that parallel callers share one open. */
  #connect(): Promise<StorageResult<Connection>> {
    if (this.#isClosed) return Promise.resolve(refused('failed', 'closed'));
    if (this.#writeRefusal?.reason === 'updated-in-another-tab') {
      return Promise.resolve({ ok: false, refusal: this.#writeRefusal });
    }
    if (this.#connection) return this.#connection;
    const opening = this.#open().then((opened) => {
      if (this.#connection !== opening) {
        // Dropped while it was opening: the caller finds it closed and tries again, if that is still allowed.
        if (opened.ok) opened.value.close();
      } else if (opened.ok) {
        this.#current = opened.value;
        this.#probe();
      } else {
        this.#connection = null;
      }
      return opened;
    });
    this.#connection = opening;
    return opening;
  }

  async #open(): Promise<StorageResult<Connection>> {
    const current = this.#migrations.at(-1)?.to;
    const first = await this.#request(current, null);
    if (first.ok) return first;
    if (first.refusal.reason === 'newer-version') return this.#openReadOnly(first.refusal);
    if (first.upgradeFrom === undefined || current === undefined) return first;
    // The copy is made outside of the upgrade: a transaction cannot wait for another database.
    const { copyBeforeMigration } = await import('./migration-copy.ts');
    const copying = copyBeforeMigration(this.#driver, this.name, current);
    const copied = await within(this.#timers, COPY_TIMEOUT_MS, copying, () => refused('timed-out', 'copy'));
    if (!copied.ok) return this.#openReadOnly(copied.refusal);
    this.#freshCopy = copied.value;
    const second = await this.#request(current, copied.value);
    if (second.ok || second.refusal.reason === 'blocked-by-other-tab') return second;
    return this.#openReadOnly({ ...second.refusal, detail: `migration: ${second.refusal.detail}` });
  }

  /** Opens whatever version is there, so that it can be read and exported. */
  async #openReadOnly(why: StorageRefusal): Promise<StorageResult<Connection>> {
    const opened = await this.#request(undefined, null);
    if (!opened.ok) return { ok: false, refusal: why };
    this.#writeRefusal = why;
    this.#announce({ refusal: why, clearedBy: 'nothing' });
    return opened;
  }

  #request(version: number | undefined, copyName: string | null): Promise<OpenOutcome> {
    return requestConnection({
      driver: this.#driver,
      timers: this.#timers,
      name: this.name,
      version,
      migrations: this.#migrations,
      copyName,
      onVersionChange: () => void this.#handOver(),
      onTerminated: (connection) => this.#drop(connection),
      onLate: (connection) => this.#adoptLate(connection),
    });
  }

  /** A connection that came after its caller gave up is the next caller's, unless another came first. */
  #adoptLate(connection: Connection): void {
    if (this.#isClosed || this.#connection || this.#writeRefusal) {
      connection.close();
      return;
    }
    this.#current = connection;
    this.#connection = Promise.resolve(stored(connection));
    this.#succeeded('readonly');
    this.#probe();
  }

  /** A newer copy of the app wants to upgrade: save what is typed, close, and write no more. */
  #handOver(): Promise<void> {
    this.#handingOver ??= (async () => {
      const flushed = Promise.allSettled([...this.#flushers].map((flush) => flush()));
      await within(this.#timers, HAND_OVER_TIMEOUT_MS, flushed, () => []);
      this.#writeRefusal = { reason: 'updated-in-another-tab', detail: 'versionchange' };
      this.#drop();
      this.#announce({ refusal: this.#writeRefusal, clearedBy: 'nothing' });
    })();
    return this.#handingOver;
  }

  /** Closes the connection and forgets it; with `which`, forgets it only if it is that one. */
  #drop(which?: Connection): void {
    if (which && which !== this.#current) {
      which.close();
      return;
    }
    this.#current?.close();
    this.#current = null;
    this.#connection = null;
  }

  /** Some private modes open and then keep nothing: only a row that comes back proves that rows come back. */
  #probe(): void {
    if (this.#hasProbed || this.#writeRefusal) return;
    this.#hasProbed = true;
    const row = { key: metaKeys.probe, value: 1 };
    const probing = this.write(
      ['meta'],
      async (tx) => {
        await tx.objectStore('meta').put(row);
        return tx.objectStore('meta').get(row.key);
      },
      { durability: 'relaxed' },
    );
    void probing.then((result) => {
      if ((result.ok && result.value?.value === row.value) || this.#isClosed || this.#writeRefusal) return;
      const reason = !result.ok && result.refusal.reason === 'full' ? 'full' : 'refused';
      const detail = result.ok ? 'probe' : result.refusal.detail;
      this.#announce({ refusal: { reason, detail }, clearedBy: 'write' });
    });
  }

  #report(refusal: StorageRefusal): { ok: false; refusal: StorageRefusal } {
    if (!this.#writeRefusal && !this.#isClosed) this.#announce({ refusal, clearedBy: 'any' });
    return { ok: false, refusal };
  }

  #succeeded(mode: 'readonly' | 'readwrite'): void {
    const clearedBy = this.#problem?.clearedBy;
    if (clearedBy === 'any' || (clearedBy === 'write' && mode === 'readwrite')) this.#announce(null);
  }

  #announce(problem: Problem | null): void {
    this.#problem = problem;
    for (const watcher of [...this.#watchers]) watcher(problem?.refusal ?? null);
  }
}

/** An open that failed like a lost connection; Firefox's private mode fails like one too, and keeps on failing. */
function isWorthReopening(refusal: StorageRefusal): boolean {
  return refusal.reason === 'lost' || refusal.detail === 'InvalidStateError';
}
