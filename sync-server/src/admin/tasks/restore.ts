import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../storage/data-folder.ts';
import type { FileLayer } from '../../storage/file-layer.ts';
import type { StorageFinding } from '../../storage/json-files/data-files.ts';
import { openJsonStorage } from '../../storage/json-files/open-json-storage.ts';
import { StorageError } from '../../storage/port.ts';
import type { Storage } from '../../storage/port.ts';
import type { Caller, ExitCode, Say } from '../admin-parts.ts';
import { readDocument } from '../read-document.ts';
import { UNFINISHED_MARK, isWithin } from './backup.ts';
import { copyFolder } from './copy-folder.ts';
import { decideRestore, findFreeName, finishRestore } from './restore-swap.ts';
import type { RestorePlan } from './restore-swap.ts';

/** For how long devices may bring back records of other members that the backup does not have: 30 days. */
const RECOVERING_MS = 30 * 24 * 60 * 60 * 1000;
const OWN_FOLDERS = ['accounts', 'classes', 'tmp'];

export interface RestoreParts {
  readonly files: FileLayer;
  /** Absolute path; exists and is locked for this process, and no storage is open on it. */
  readonly dataDir: string;
  readonly nowMs: () => number;
}

/** Why a folder cannot be restored from, or undefined. */
async function findSourceFault(
  { files, dataDir }: RestoreParts,
  source: string,
): Promise<string | undefined> {
  try {
    const entries = await files.list(source);
    if (entries === undefined) return 'there is no such folder';
    const names = new Set(entries.map(({ name }) => name));
    if (names.has(UNFINISHED_MARK)) return 'that backup was never finished';
    if (!names.has('accounts') || !names.has('classes')) return 'it has no accounts and classes folders';
    const [from, own] = [await realpath(source), await realpath(dataDir)];
    if (from === own) return 'it is the data folder itself';
    if (OWN_FOLDERS.some((name) => isWithin(from, join(own, name))))
      return 'it is in use as a part of the data folder';
    return undefined;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'unknown') throw error;
    return code;
  }
}

/** Marks every class as recovering and ends every session; says what cannot be read. */
async function prepareCopy(
  storage: Storage,
  recoveringUntil: string,
  { say, signal }: Caller,
): Promise<{ readonly accounts: number; readonly classes: number; readonly problems: number }> {
  const counts = { accounts: 0, classes: 0, problems: 0 };
  for await (const { id } of storage.accounts.list()) {
    signal.throwIfAborted();
    // Sessions that were ended since the backup must not come back with it.
    await storage.accounts.update(id, (account) =>
      account.sessions.length === 0 ? account : { ...account, sessions: [] },
    );
    counts.accounts += 1;
  }
  for await (const { id } of storage.classes.list()) {
    signal.throwIfAborted();
    try {
      await readDocument(storage.documents, id);
    } catch (error) {
      if (!(error instanceof StorageError) || error.reason !== 'damaged') throw error;
      say(`class ${id}: ${error.message}`);
      counts.problems += 1;
    }
    await storage.classes.update(id, (record) => ({ ...record, recoveringUntil }));
    counts.classes += 1;
  }
  return counts;
}

/** Copies a backup into `prepared` and makes it ready to go in; undefined, with a line each, when it is damaged. */
async function prepare(
  { files, nowMs }: RestoreParts,
  source: string,
  prepared: string,
  recoveringUntil: string,
  caller: Caller,
): Promise<{ readonly accounts: number; readonly classes: number } | undefined> {
  await files.makeFolder(prepared);
  for (const kind of ['accounts', 'classes'])
    await copyFolder(files, join(source, kind), join(prepared, kind), caller.signal);

  const findings: StorageFinding[] = [];
  const report = (finding: StorageFinding): void => void findings.push(finding);
  const storage = await openJsonStorage({ folder: prepared, files, nowMs, report });
  let counts: Awaited<ReturnType<typeof prepareCopy>>;
  try {
    counts = await prepareCopy(storage, recoveringUntil, caller);
  } finally {
    await storage.close();
  }
  // Documents that are damaged were told with their class.
  const lost = findings.filter(({ kind, detail }) => kind === 'damaged' && detail.startsWith('kept as'));
  for (const { path } of lost) caller.say(`${path}: damaged`);
  if (lost.length + counts.problems > 0) return undefined;
  await files.remove(join(prepared, 'tmp'));
  await files.syncFolder(prepared);
  return counts;
}

async function tellDone({ files, dataDir }: RestoreParts, plan: RestorePlan, say: Say): Promise<void> {
  say(`Restored ${plan.accounts} accounts and ${plan.classes} classes from ${plan.source}`);
  say(
    `Everybody signs in again. Accounts and classes deleted since that backup are back; passwords are those of then.`,
  );
  say(`Until ${plan.recoveringUntil}, devices bring back what the backup does not have.`);
  const replaced = join(dataDir, plan.replaced);
  if ((await files.list(replaced)) === undefined) return;
  say(`What was there before is in ${replaced}`);
  say(`To undo this: pnpm admin restore ${JSON.stringify(replaced)}`);
}

function folderNameAt(nowMs: number): string {
  return `replaced-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}

/**
 * Puts a backup in the place of what a stopped server's folder holds, which is moved aside. A backup that cannot be
 * read whole changes nothing. Interrupted before the decision, everything is as it was; after it, the folder is refused
 * (`findUnfinishedRestore`) until this is run again.
 */
export async function restore(parts: RestoreParts, source: string, caller: Caller): Promise<ExitCode> {
  const { files, dataDir, nowMs } = parts;
  const { say } = caller;
  const earlier = await finishRestore(files, dataDir);
  if (earlier !== undefined) {
    say('A restore that was interrupted has been finished:');
    await tellDone(parts, earlier, say);
    if (earlier.source === source) return 0;
  }

  const fault = await findSourceFault(parts, source);
  if (fault !== undefined) {
    say(`Nothing was restored from ${source}: ${fault}`);
    return 1;
  }
  const temporary = join(dataDir, 'tmp');
  const prepared = join(temporary, 'restore');
  await files.makeFolder(temporary);
  await files.remove(prepared);
  const recoveringUntil = new Date(nowMs() + RECOVERING_MS).toISOString();
  let counts: Awaited<ReturnType<typeof prepare>>;
  try {
    counts = await prepare(parts, source, prepared, recoveringUntil, caller);
    if (counts !== undefined) {
      const replaced = await findFreeName(files, dataDir, folderNameAt(nowMs()));
      await decideRestore(files, dataDir, prepared, { source, replaced, recoveringUntil, ...counts });
    }
  } finally {
    await files.remove(prepared);
  }
  if (counts === undefined) {
    say(
      'Nothing was changed. To go without what is damaged, move it out of a copy of the backup and restore that.',
    );
    return 1;
  }
  const done = await finishRestore(files, dataDir);
  if (done === undefined) throw new Error('A restore that was decided has a plan');
  await tellDone(parts, done, say);
  return 0;
}
