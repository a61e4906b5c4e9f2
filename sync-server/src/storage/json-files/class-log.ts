import { errorCode } from '../data-folder.ts';
import { StorageError } from '../port.ts';
import type { DocumentPosition, JournalEntry, LoadedDocument, SnapshotRecord } from '../port.ts';
import { removeQuietly, toStorageError } from './data-files.ts';
import type { DataFiles } from './data-files.ts';
import type { HandlePool } from './handle-pool.ts';
import { installSnapshot, writeSnapshot } from './install-snapshot.ts';
import type { WrittenSnapshot } from './install-snapshot.ts';
import { encodeJournalLine } from './journal-line.ts';
import { openClass, recoverJournal, toDocument } from './open-class.ts';
import type { JournalFailure, OpenState } from './open-class.ts';
import type { ClassContents, ClassPaths } from './read-class.ts';

/** The document of one class on disk. Everything that touches its files happens one after another. */
export interface ClassLog {
  load(): Promise<LoadedDocument>;
  position(): Promise<DocumentPosition>;
  append(entry: JournalEntry): Promise<void>;
  saveSnapshot(snapshot: SnapshotRecord): Promise<void>;
  /** Runs a reader of the files while nothing writes to them. */
  readQuietly<T>(read: (contents: ClassContents) => Promise<T>): Promise<T>;
  /** Closes the file; calls `forget` when nothing is left to do or to remember, so that this object may be dropped. */
  release(forget: () => void): Promise<void>;
  /** Resolves when everything given has been done, and the file is closed. */
  finish(): Promise<void>;
  /** Lets what runs finish, refuses the rest with `closed`, and closes the file. */
  discard(): Promise<void>;
}

interface Waiting {
  readonly entry: JournalEntry;
  readonly line: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What appends reject with: also for a mistake in this program, since whoever waits has to hear something. */
function describe(error: unknown): unknown {
  try {
    return toStorageError(error);
  } catch (mistake) {
    return mistake;
  }
}

/** @param settled ids of the classes that this process has made sure to be on the disk as it reads them */
export function createClassLog(
  data: DataFiles,
  pool: HandlePool,
  paths: ClassPaths,
  settled: Set<string>,
): ClassLog {
  let state: OpenState | undefined;
  /** What has to be put right in the journal before it is read again. */
  let failure: JournalFailure | undefined;
  /** After a failure: nothing is written before whoever writes has loaded the class again. */
  let isOutdated = false;
  const waiting: Waiting[] = [];
  let isCommitPlanned = false;
  let isDiscarded = false;
  let queued = 0;
  let saving = 0;
  let last: Promise<unknown> = Promise.resolve();
  let lastSave = Promise.resolve();

  const enqueue = <T>(task: () => Promise<T>): Promise<T> => {
    queued += 1;
    const result = last.then(async () => {
      try {
        return await task();
      } catch (error) {
        throw toStorageError(error);
      } finally {
        queued -= 1;
      }
    });
    // The caller has the rejection; what comes next does not depend on it.
    last = result.catch(() => undefined);
    return result;
  };

  const refuse = (): StorageError | undefined => {
    if (isDiscarded) return new StorageError('closed', data.relativePath(paths.folder));
    if (isOutdated) return new StorageError('unavailable', 'a write failed; load the class again');
    return undefined;
  };

  const read = async (): Promise<ClassContents> => {
    if (isDiscarded) throw new StorageError('closed', data.relativePath(paths.folder));
    state = undefined;
    if (failure !== undefined) {
      await recoverJournal(data, paths, failure);
      failure = undefined;
    }
    const opened = await openClass(data, paths, settled.has(paths.classId));
    settled.add(paths.classId);
    state = opened.state;
    return opened.contents;
  };

  const open = async (): Promise<OpenState> => {
    if (state === undefined) await read();
    if (state === undefined) throw new Error('Reading a class sets its state');
    return state;
  };

  const openToWrite = async (): Promise<OpenState> => {
    const refusal = refuse();
    if (refusal !== undefined) throw refusal;
    return open();
  };

  /** Nothing that a failed write or sync left behind may be seen by a later start. */
  const fail = async (next: JournalFailure): Promise<void> => {
    failure = next;
    isOutdated = true;
    state = undefined;
    await pool.close(paths.journal);
    try {
      await recoverJournal(data, paths, next);
    } catch (error) {
      // The next to read does the same, and rejects until it succeeds.
      data.report('failed', paths.journal, errorCode(error));
    }
  };

  /** Takes those that follow one another; a number out of order is its caller's mistake. */
  const takeInOrder = (batch: readonly Waiting[], seq: number): Waiting[] => {
    const taken: Waiting[] = [];
    for (const append of batch) {
      if (append.entry.seq === seq + taken.length + 1) taken.push(append);
      else
        append.reject(
          new RangeError(`Entry ${append.entry.seq} does not follow entry ${seq + taken.length}`),
        );
    }
    return taken;
  };

  const writeBatch = async (batch: readonly Waiting[], to: OpenState): Promise<void> => {
    const bytes = Buffer.concat(batch.map(({ line }) => line));
    await pool.use(paths.journal, async (file) => {
      await file.writeAt(bytes, to.journalLength);
      await file.sync();
    });
    if (!to.isNameDurable) await data.files.syncFolder(paths.folder);
    to.isNameDurable = true;
    for (const { entry, line } of batch) {
      to.journalLength += line.length;
      to.ends.push(to.journalLength);
      to.seq = entry.seq;
    }
  };

  const rejectAll = (batch: readonly Waiting[], error: unknown): void => {
    for (const append of [...batch, ...waiting.splice(0)]) append.reject(error);
  };

  const commit = async (): Promise<void> => {
    isCommitPlanned = false;
    const all = waiting.splice(0);
    if (all.length === 0) return;
    let to: OpenState;
    try {
      to = await openToWrite();
    } catch (error) {
      rejectAll(all, describe(error));
      return;
    }
    const batch = takeInOrder(all, to.seq);
    if (batch.length === 0) return;
    try {
      await writeBatch(batch, to);
    } catch (error) {
      const { journalLength: length, isNameDurable } = to;
      isOutdated = true;
      rejectAll(batch, describe(error));
      await fail({ kind: 'cut', length, isNameDurable });
      return;
    }
    for (const append of batch) append.resolve();
  };

  const install = async (written: WrittenSnapshot): Promise<void> => {
    const from = await openToWrite();
    state = undefined;
    await pool.close(paths.journal);
    const installed = await installSnapshot(data, paths, from, written);
    if (installed.ok) {
      ({ state } = installed);
      return;
    }
    if (installed.isJournalUncertain) await fail({ kind: 'rewrite' });
    throw installed.error;
  };

  const save = async (snapshot: SnapshotRecord): Promise<void> => {
    const { epoch, snapshot: present } = await enqueue(openToWrite);
    const isNewer =
      snapshot.epoch > epoch || (snapshot.epoch === epoch && snapshot.seq > (present?.seq ?? 0));
    if (!isNewer) return;
    const written = await writeSnapshot(data, paths, snapshot).catch((error: unknown) => {
      throw toStorageError(error);
    });
    try {
      await enqueue(() => install(written));
    } finally {
      await removeQuietly(data, written.path);
    }
  };

  return {
    load: () =>
      enqueue(async () => {
        const contents = await read();
        isOutdated = false;
        return toDocument(contents);
      }),
    position: () =>
      enqueue(async () => {
        const { epoch, seq } = await open();
        return { epoch, seq };
      }),
    append: (entry) => {
      const refusal = refuse();
      if (refusal !== undefined) return Promise.reject(refusal);
      return new Promise((resolve, reject) => {
        waiting.push({ entry, line: encodeJournalLine(entry), resolve, reject });
        if (isCommitPlanned) return;
        isCommitPlanned = true;
        void enqueue(commit);
      });
    },
    saveSnapshot: (snapshot) => {
      saving += 1;
      const result = lastSave.then(() => save(snapshot));
      lastSave = result.then(
        () => void (saving -= 1),
        // The caller has the rejection; the next snapshot does not depend on it.
        () => void (saving -= 1),
      );
      return result;
    },
    readQuietly: (use) => enqueue(async () => use(await read())),
    release: (forget) =>
      enqueue(async () => {
        await pool.close(paths.journal);
        const isIdle = queued === 1 && saving === 0 && waiting.length === 0;
        if (isIdle && !isOutdated) forget();
      }),
    finish: async () => {
      while (queued > 0 || saving > 0) await Promise.all([last, lastSave]);
      await pool.close(paths.journal);
    },
    discard: async () => {
      isDiscarded = true;
      await enqueue(async () => {
        rejectAll([], refuse());
        await pool.close(paths.journal);
      });
    },
  };
}
