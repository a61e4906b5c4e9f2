import { basename, join } from 'node:path';
import type { SnapshotRecord, StorageError } from '../port.ts';
import { removeQuietly, toStorageError, writeDurably } from './data-files.ts';
import type { DataFiles } from './data-files.ts';
import { closedJournalName, closedSnapshotName, pruneHistory } from './history-folder.ts';
import type { OpenState } from './open-class.ts';
import type { ClassPaths } from './read-class.ts';
import { encodeSnapshot } from './snapshot-file.ts';

/** A snapshot on the disk that is not the present one yet. */
export interface WrittenSnapshot {
  readonly record: SnapshotRecord;
  readonly path: string;
  readonly bytes: Buffer;
}

/** The long part, during which appends go on. The caller removes the file when it is not installed. */
export async function writeSnapshot(
  data: DataFiles,
  paths: ClassPaths,
  record: SnapshotRecord,
): Promise<WrittenSnapshot> {
  const bytes = encodeSnapshot(paths.classId, record);
  const path = data.temporaryPath(basename(paths.snapshot));
  try {
    await writeDurably(data.files, path, bytes);
  } catch (error) {
    await removeQuietly(data, path);
    throw error;
  }
  return { record, path, bytes };
}

export type Installed =
  | { readonly ok: true; readonly state: OpenState }
  /** The class is whole, but has to be read again; with `isJournalUncertain` its journal has to be written anew. */
  | { readonly ok: false; readonly error: StorageError; readonly isJournalUncertain: boolean };

function assertCovers(from: OpenState, { epoch, seq }: SnapshotRecord): void {
  if (epoch === from.epoch ? seq > from.seq : seq < from.seq) {
    throw new RangeError(`A snapshot of epoch ${epoch} at ${seq} does not fit to entry ${from.seq}`);
  }
}

async function linkAnew(data: DataFiles, from: string, to: string): Promise<void> {
  // A name that is there comes from an attempt that failed, and may not be durable.
  await data.files.remove(to);
  await data.files.link(from, to);
}

/** Gives what is about to be replaced a second, durable name in the history, so that at no moment it is missing. */
async function keepFormer(
  data: DataFiles,
  paths: ClassPaths,
  from: OpenState,
  written: WrittenSnapshot,
  lastFolded: number,
): Promise<void> {
  await data.files.makeFolder(paths.history);
  await data.files.syncFolder(paths.folder);
  if (from.snapshot !== undefined) {
    await linkAnew(data, paths.snapshot, join(paths.history, closedSnapshotName(from.snapshot)));
  } else if (from.snapshotIs === 'damaged') {
    await linkAnew(data, paths.snapshot, join(paths.history, `damaged-${data.nowMs()}-snapshot.json`));
  }
  if (lastFolded >= from.firstSeq) {
    await linkAnew(data, paths.journal, join(paths.history, closedJournalName(from.firstSeq, lastFolded)));
  }
  if (written.record.epoch > from.epoch) {
    // No older snapshot can stand in for the first of an epoch, so there are two files of it.
    const copy = data.temporaryPath('pending.json');
    await writeDurably(data.files, copy, written.bytes);
    await data.files.rename(copy, join(paths.history, closedSnapshotName(written.record, 'pending')));
  }
  await data.files.syncFolder(paths.history);
}

/**
 * Makes a written snapshot the present one and takes its entries out of the journal, while nothing is appended. Each
 * step is durable before the next one relies on it, so that a crash between any two leaves a class that reads the same.
 */
export async function installSnapshot(
  data: DataFiles,
  paths: ClassPaths,
  from: OpenState,
  written: WrittenSnapshot,
): Promise<Installed> {
  const { epoch, seq, savedAt } = written.record;
  assertCovers(from, written.record);
  const folded = Math.max(0, Math.min(seq, from.seq) - from.firstSeq + 1);
  const cutAt = from.ends[folded - 1] ?? 0;
  let isJournalUncertain = false;
  try {
    await keepFormer(data, paths, from, written, from.firstSeq + folded - 1);
    await data.files.rename(written.path, paths.snapshot);
    await data.files.syncFolder(paths.folder);

    if (epoch > from.epoch) {
      const pending = join(paths.history, closedSnapshotName(written.record, 'pending'));
      await data.files.rename(pending, join(paths.history, closedSnapshotName(written.record)));
      await data.files.syncFolder(paths.history);
    }
    if (folded > 0) {
      const rest =
        (await data.files.read(paths.journal))?.subarray(cutAt, from.journalLength) ?? Buffer.alloc(0);
      const path = data.temporaryPath(basename(paths.journal));
      await writeDurably(data.files, path, rest);
      isJournalUncertain = true;
      await data.files.rename(path, paths.journal);
      await data.files.syncFolder(paths.folder);
    }
  } catch (error) {
    return { ok: false, error: toStorageError(error), isJournalUncertain };
  }
  await pruneHistory(data, paths.history, { epoch, seq, savedAtMs: Date.parse(savedAt) });
  const state: OpenState = {
    epoch,
    seq: Math.max(seq, from.seq),
    snapshot: { epoch, seq, savedAt },
    snapshotIs: 'whole',
    firstSeq: folded > 0 || from.ends.length === 0 ? seq + 1 : from.firstSeq,
    journalLength: from.journalLength - cutAt,
    ends: from.ends.slice(folded).map((end) => end - cutAt),
    isNameDurable: from.isNameDurable,
  };
  return { ok: true, state };
}
