import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { errorCode } from '../../storage/data-folder.ts';
import { createDataFiles, writeDurably } from '../../storage/json-files/data-files.ts';
import { openJsonStorage } from '../../storage/json-files/open-json-storage.ts';
import { writeTombstone } from '../../storage/json-files/read-class-folders.ts';
import { encodeSnapshot as encodeSnapshotFile } from '../../storage/json-files/snapshot-file.ts';
import { StorageError } from '../../storage/port.ts';
import type { ClassRecord, Storage } from '../../storage/port.ts';
import type { AdminParts, Caller, ExitCode } from '../admin-parts.ts';
import { listDeletedClasses, listQuarantined, measureFolder } from '../data-folder-reader.ts';
import { readDocument } from '../read-document.ts';
import type { StoredDocument } from '../read-document.ts';

/** Lies in a backup until everything in it is on the disk; `restore` refuses a folder that has it. */
export const UNFINISHED_MARK = 'unfinished-backup';

/** Whether a path is a folder or lies in it; both must be free of links. */
export function isWithin(path: string, folder: string): boolean {
  const between = relative(folder, path);
  return (
    between === '' ||
    (!between.startsWith(`..${sep}`) && between !== '..' && !/^(?:[A-Za-z]:|[\\/])/.test(between))
  );
}

/** Why nothing can be written there, or undefined once there is an empty folder. */
async function prepareTarget({ files, dataDir }: AdminParts, folder: string): Promise<string | undefined> {
  try {
    const parent = await realpath(dirname(folder));
    if (dataDir !== undefined && isWithin(join(parent, basename(folder)), await realpath(dataDir))) {
      return 'a backup belongs outside the data folder';
    }
    const entries = await files.list(folder);
    if (entries !== undefined && entries.length > 0) return 'it is not empty';
    await files.makeFolder(folder);
    await files.syncFolder(parent);
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'unknown') throw error;
    return code === 'ENOENT' ? 'the folder above it does not exist' : code;
  }
}

/** A class as it is now; undefined when it was deleted meanwhile. */
async function readSource(
  { documents, classes }: Storage,
  id: string,
): Promise<{ readonly record: ClassRecord; readonly document: StoredDocument } | undefined> {
  try {
    // The document first: whoever has written in it then is in the member list that is read after it.
    const document = await readDocument(documents, id);
    const record = await classes.read(id);
    return record === undefined ? undefined : { record, document };
  } catch (error) {
    const isGone = error instanceof StorageError && error.reason === 'closed';
    if (isGone && (await classes.read(id)) === undefined) return undefined;
    throw error;
  }
}

/** Writes a class with its document as one snapshot, then reads it back from the copy. */
async function writeCopy(
  { encodeSnapshot, files, nowMs }: AdminParts,
  target: Storage,
  folder: string,
  { record, document: { epoch, seq, log } }: NonNullable<Awaited<ReturnType<typeof readSource>>>,
): Promise<'created' | 'code-taken'> {
  const { id } = record;
  const created = await target.classes.create(record);
  if (created === 'code-taken') return created;
  if (created !== 'created') throw new Error(`An empty folder answered ${created}`);
  if (seq > 0 || epoch > 1) {
    const update = log.encodeDurable();
    // Without its readable copy, a backup is as good to restore from.
    const { ledger } = await encodeSnapshot(update).catch(() => ({ ledger: null }));
    const classFolder = join(folder, 'classes', id);
    // Written as a file, since a store takes no snapshot of entries that it never had.
    const snapshot = { epoch, seq, savedAt: new Date(nowMs()).toISOString(), update, ledger };
    await writeDurably(files, join(classFolder, 'snapshot.json'), encodeSnapshotFile(id, snapshot));
    await files.syncFolder(classFolder);
  }
  const copy = await readDocument(target.documents, id);
  if (copy.epoch !== epoch || copy.seq !== seq || copy.log.bytes !== log.bytes) {
    throw new StorageError('damaged', `the copy of class ${id}`);
  }
  return created;
}

async function copyClasses(
  parts: AdminParts,
  target: Storage,
  folder: string,
  { say, signal }: Caller,
): Promise<{ readonly copied: ReadonlySet<string>; readonly problems: number }> {
  const copied = new Set<string>();
  let problems = 0;
  for await (const { id } of parts.storage.classes.list()) {
    signal.throwIfAborted();
    let source: Awaited<ReturnType<typeof readSource>>;
    try {
      source = await readSource(parts.storage, id);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      say(`class ${id}: not in the backup: ${error.message}`);
      problems += 1;
      continue;
    }
    if (source === undefined) continue;
    if ((await writeCopy(parts, target, folder, source)) === 'created') copied.add(id);
    else {
      say(`class ${id}: not in the backup: another class has its code`);
      problems += 1;
    }
  }
  return { copied, problems };
}

async function copyAccounts(
  { storage }: AdminParts,
  target: Storage,
  { say, signal }: Caller,
): Promise<{ readonly count: number; readonly problems: number }> {
  let count = 0;
  let problems = 0;
  for await (const account of storage.accounts.list()) {
    signal.throwIfAborted();
    const created = await target.accounts.create({ ...account, sessions: [] });
    if (created === 'created') count += 1;
    else {
      say(`accounts/${account.id}.json: not in the backup: another account has its username`);
      problems += 1;
    }
  }
  return { count, problems };
}

async function copyTombstones(
  { files, dataDir, nowMs }: AdminParts,
  folder: string,
  copied: ReadonlySet<string>,
): Promise<void> {
  const ids = dataDir === undefined ? [] : await listDeletedClasses(files, dataDir);
  const data = createDataFiles({ files, folder, nowMs, report: () => undefined });
  // One that was deleted after it was copied stays, as in any copy made a moment earlier.
  for (const id of ids) if (!copied.has(id)) await writeTombstone(data, join(folder, 'classes'), id);
}

/** Everything but the mark that it is finished. */
async function fillTarget(
  parts: AdminParts,
  folder: string,
  caller: Caller,
): Promise<{ readonly accounts: number; readonly classes: number; readonly problems: number }> {
  const { files, nowMs } = parts;
  const report = ({ path }: { readonly path: string }): void => {
    throw new StorageError('damaged', `${path} of the backup`);
  };
  const target = await openJsonStorage({ folder, files, nowMs, report });
  try {
    // Accounts after classes, so that whoever joined in between has an account in the copy.
    const classes = await copyClasses(parts, target, folder, caller);
    const accounts = await copyAccounts(parts, target, caller);
    await copyTombstones(parts, folder, classes.copied);
    return {
      accounts: accounts.count,
      classes: classes.copied.size,
      problems: classes.problems + accounts.problems,
    };
  } finally {
    await target.close();
  }
}

/**
 * Writes a complete data folder into a new or empty one, while the storage goes on being used. Each class is as it was
 * at one moment; classes and accounts are copied one after another.
 */
export async function backUp(parts: AdminParts, folder: string, caller: Caller): Promise<ExitCode> {
  const { files, dataDir } = parts;
  const { say } = caller;
  const refusal = await prepareTarget(parts, folder);
  if (refusal !== undefined) {
    say(`No backup was made in ${folder}: ${refusal}`);
    return 1;
  }
  const mark = join(folder, UNFINISHED_MARK);
  await writeDurably(
    files,
    mark,
    Buffer.from('This backup was not finished. Remove the folder, and make another.\n'),
  );
  await files.syncFolder(folder);

  let done: Awaited<ReturnType<typeof fillTarget>>;
  try {
    done = await fillTarget(parts, folder, caller);
  } catch (error) {
    say(`${folder} is unfinished, and nothing can be restored from it: remove it`);
    throw error;
  }
  await files.remove(join(folder, 'tmp'));
  const bytes =
    (await measureFolder(files, join(folder, 'accounts'))) +
    (await measureFolder(files, join(folder, 'classes')));
  await files.remove(mark);
  await files.syncFolder(folder);

  for (const path of dataDir === undefined ? [] : await listQuarantined(files, dataDir)) {
    say(`${path}: not in the backup: was put aside as damaged`);
  }
  say(
    `Backed up ${done.accounts} accounts (without their sessions) and ${done.classes} classes, ${bytes} bytes, in ${folder}`,
  );
  if (done.problems > 0) say(`${done.problems} problems: the backup lacks what the lines above name`);
  return done.problems === 0 ? 0 : 1;
}
