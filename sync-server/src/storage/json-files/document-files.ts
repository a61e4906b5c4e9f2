import { join } from 'node:path';
import { StorageError } from '../port.ts';
import type { DocumentStore, JournalEntry } from '../port.ts';
import { HISTORY_MS, dailyPoints, stateAt } from '../roll-back.ts';
import type { Past, PastSnapshot } from '../roll-back.ts';
import { isStorageId } from '../storage-id.ts';
import { createClassLog } from './class-log.ts';
import type { ClassLog } from './class-log.ts';
import type { DataFiles } from './data-files.ts';
import { createHandlePool } from './handle-pool.ts';
import { readClosedEntries } from './history-folder.ts';
import { classPaths } from './read-class.ts';
import type { ClassContents, ClassPaths } from './read-class.ts';
import { parseSnapshot } from './snapshot-file.ts';

/** Journals held open at once; each costs a file descriptor, of which many systems give a process 1024. */
const MAX_OPEN_JOURNALS = 512;

/** A snapshot of the past: in the history by its name, or the base that is loaded. */
type Snapshot = PastSnapshot & { readonly name: string | undefined };

export interface DocumentFiles {
  readonly store: DocumentStore;
  /** Ends all use of a class's files, so that they can be removed; its waiting appends are rejected with `closed`. */
  discard(classId: string): Promise<void>;
  /** Lets what was given finish, then closes every file. */
  close(): Promise<void>;
  openCount(): number;
}

async function readPast(
  data: DataFiles,
  paths: ClassPaths,
  { base, entries, listing }: ClassContents,
): Promise<Past<Snapshot>> {
  const entryBySeq = await readClosedEntries(data, paths.history, listing.journals);
  for (const entry of entries) entryBySeq.set(entry.seq, entry);
  const sorted = [...entryBySeq.values()].sort((a, b) => a.seq - b.seq);
  const snapshots: Snapshot[] = [...listing.snapshots];
  const isListed = snapshots.some(({ epoch, seq }) => epoch === base?.epoch && seq === base.seq);
  if (base !== undefined && !isListed) {
    snapshots.push({
      name: undefined,
      epoch: base.epoch,
      seq: base.seq,
      savedAtMs: Date.parse(base.savedAt),
    });
  }
  return { snapshots, entries: sorted };
}

async function readUpdatesAt(
  data: DataFiles,
  paths: ClassPaths,
  contents: ClassContents,
  atMs: number,
): Promise<readonly Uint8Array[] | undefined> {
  const found = stateAt(await readPast(data, paths, contents), atMs);
  if (found === undefined) return undefined;
  const updates = found.entries.map((entry: JournalEntry) => entry.update);
  const { base } = found;
  if (base === undefined) return updates;
  if (base.epoch === contents.base?.epoch && base.seq === contents.base.seq)
    return [contents.base.update, ...updates];
  const path = join(paths.history, base.name ?? '');
  const bytes = await data.files.read(path);
  const snapshot = bytes === undefined ? undefined : parseSnapshot(paths.classId, bytes);
  if (snapshot === undefined) throw new StorageError('damaged', data.relativePath(path));
  return [snapshot.update, ...updates];
}

/** @param stateOf what is known of a class without reading its document */
export function createDocumentFiles(
  data: DataFiles,
  stateOf: (classId: string) => 'present' | 'absent' | 'damaged',
): DocumentFiles {
  const pool = createHandlePool(data.files, MAX_OPEN_JOURNALS);
  const logById = new Map<string, ClassLog>();
  /** Classes whose files this process has made durable, so that reading them again takes no sync. */
  const settled = new Set<string>();
  const reported = new Set<string>();
  let isClosed = false;

  const withLog = async <T>(classId: string, use: (log: ClassLog) => Promise<T>): Promise<T> => {
    if (isClosed) throw new StorageError('closed', 'the storage');
    const state = isStorageId(classId) ? stateOf(classId) : 'absent';
    if (state === 'damaged') throw new StorageError('damaged', `classes/quarantine/${classId}`);
    if (state === 'absent') throw new StorageError('closed', 'no such class');
    let log = logById.get(classId);
    if (log === undefined) {
      log = createClassLog(data, pool, classPaths(data.folder, classId), settled);
      logById.set(classId, log);
    }
    try {
      return await use(log);
    } catch (error) {
      if (error instanceof StorageError && error.reason === 'damaged' && !reported.has(error.message)) {
        reported.add(error.message);
        data.report('damaged', classPaths(data.folder, classId).folder, error.message);
      }
      throw error;
    }
  };

  const release = async (classId: string): Promise<void> => {
    const log = logById.get(classId);
    await log?.release(() => {
      if (logById.get(classId) === log) logById.delete(classId);
    });
  };

  const store: DocumentStore = {
    load: (classId) => withLog(classId, (log) => log.load()),
    position: (classId) => withLog(classId, (log) => log.position()),
    append: (classId, entry) => withLog(classId, (log) => log.append(entry)),
    saveSnapshot: (classId, snapshot) => withLog(classId, (log) => log.saveSnapshot(snapshot)),
    release,
    history: (classId) =>
      withLog(classId, (log) =>
        log.readQuietly(async (contents) => {
          const past = await readPast(data, classPaths(data.folder, classId), contents);
          return dailyPoints(past, data.nowMs() - HISTORY_MS);
        }),
      ),
    loadAt: (classId, at) =>
      withLog(classId, (log) =>
        log.readQuietly(async (contents) => {
          const atMs = Date.parse(at);
          if (!(atMs >= data.nowMs() - HISTORY_MS)) return undefined;
          return readUpdatesAt(data, classPaths(data.folder, classId), contents, atMs);
        }),
      ),
  };

  return {
    store,
    discard: async (classId) => {
      const log = logById.get(classId);
      logById.delete(classId);
      settled.delete(classId);
      await log?.discard();
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...logById.values()].map((log) => log.finish()));
    },
    openCount: () => pool.openCount(),
  };
}
