import { statSync } from 'node:fs';
import { errorCode, openDataFolder } from '../storage/data-folder.ts';
import { acquireFolderLock } from '../storage/folder-lock.ts';
import { openJsonStorage } from '../storage/json-files/open-json-storage.ts';
import type { StorageFinding } from '../storage/json-files/data-files.ts';
import { readOwnIdentity } from '../storage/process-identity.ts';
import type { AdminCommand } from './admin-command.ts';
import type { AdminParts, Caller, ExitCode } from './admin-parts.ts';
import { runTask } from './run-task.ts';
import { findUnfinishedRestore } from './tasks/restore-swap.ts';
import { restore } from './tasks/restore.ts';

export interface StoppedFolderParts extends Omit<
  AdminParts,
  'storage' | 'dataDir' | 'findings' | 'onSessionsEnded'
> {
  readonly dataDir: string;
  readonly wait: (delayMs: number) => Promise<void>;
  /** Called when a server took the folder over, as after hours of suspension: stop at once. */
  readonly onLost: () => void;
}

/** `refusal` is one line; then nothing was done. */
export type StoppedOutcome = { readonly refusal: string } | { readonly exitCode: ExitCode };

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (errorCode(error) === 'unknown') throw error;
    return false;
  }
}

async function runOnStorage(
  parts: StoppedFolderParts,
  command: AdminCommand,
  caller: Caller,
): Promise<ExitCode> {
  const { dataDir: folder, files, nowMs } = parts;
  const found: StorageFinding[] = [];
  const report = (finding: StorageFinding): void => void found.push(finding);
  const storage = await openJsonStorage({ folder, files, nowMs, report });
  try {
    const open = { ...parts, storage, findings: () => found, onSessionsEnded: () => undefined };
    return await runTask(open, command, caller);
  } finally {
    await storage.close();
  }
}

/**
 * Runs a command on the folder of a server that does not run, and keeps any server from starting meanwhile.
 * @param onTaken called once the folder belongs to this process, before the first line
 */
export async function runOnStoppedFolder(
  parts: StoppedFolderParts,
  command: AdminCommand,
  onTaken: () => void,
  caller: Caller,
): Promise<StoppedOutcome> {
  const { dataDir, files } = parts;
  if (command.name !== 'restore' && !isFolder(dataDir)) {
    return { refusal: `there is no data folder at DATA_DIR ${dataDir}` };
  }
  const opened = openDataFolder(dataDir);
  if (!opened.ok) return { refusal: `DATA_DIR ${dataDir} cannot be used (${opened.reason})` };
  const locked = await acquireFolderLock({
    folder: dataDir,
    identity: readOwnIdentity(),
    wait: parts.wait,
    onLost: parts.onLost,
  });
  if (!locked.ok) {
    return {
      refusal:
        'heldBy' in locked
          ? `a server (pid ${locked.heldBy}) is using DATA_DIR ${dataDir} but does not answer; it may still be starting, hang, or run in another container: run this where it runs, or stop it`
          : `DATA_DIR ${dataDir} cannot be locked (${locked.reason})`,
    };
  }
  try {
    if (command.name === 'restore') {
      onTaken();
      return { exitCode: await restore(parts, command.folder, caller) };
    }
    const unfinished = await findUnfinishedRestore(files, dataDir);
    if (unfinished !== undefined) return { refusal: unfinished };
    onTaken();
    return { exitCode: await runOnStorage(parts, command, caller) };
  } finally {
    locked.lock.release();
  }
}
