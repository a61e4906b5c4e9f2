import { rmSync, statSync, utimesSync } from 'node:fs';
import { errorCode } from './data-folder.ts';
import { createLockFile, listGenerations, lockPath, markReleased, readLockFile } from './lock-file.ts';
import type { LockHolder } from './lock-file.ts';
import { isVisibleByPid, judgeLiveness } from './process-identity.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** Held for as long as this process may write to the folder. */
interface FolderLock {
  /** Gives the folder back at once; may be called again, also while the process exits. */
  readonly release: () => void;
}

/** `heldBy` is the pid of the other server; `reason` is the system's error name when no lock can be written. */
export type LockResult =
  | { readonly ok: true; readonly lock: FolderLock }
  | { readonly ok: false; readonly heldBy: number }
  | { readonly ok: false; readonly reason: string };

export interface LockParts {
  readonly folder: string;
  readonly identity: ProcessIdentity;
  readonly wait: (delayMs: number) => Promise<void>;
  /** Called when another server took the folder over, as after hours of suspension: stop writing at once. */
  readonly onLost: () => void;
}

const BEAT_MS = 1000;
const WATCH_MS = 3000;
const WATCH_STEP_MS = 250;

function readModifiedMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** Whether the file is touched within three beats: tells a living owner from a dead one without its pid. */
async function seesBeat(path: string, wait: LockParts['wait']): Promise<boolean> {
  const firstMs = readModifiedMs(path);
  for (let waitedMs = 0; waitedMs < WATCH_MS; waitedMs += WATCH_STEP_MS) {
    await wait(WATCH_STEP_MS);
    if (readModifiedMs(path) !== firstMs) return true;
  }
  return false;
}

async function isHeld(holder: LockHolder, path: string, parts: LockParts): Promise<boolean> {
  const liveness = judgeLiveness(holder, parts.identity);
  if (liveness !== 'unknown') return liveness === 'alive';
  // Same boot, but its pid is out of sight and it does not beat: a server outside this container. Take no chance.
  if (!holder.beats) return holder.bootId === parts.identity.bootId;
  return seesBeat(path, parts.wait);
}

function keepBeating(generation: number, parts: LockParts): NodeJS.Timeout {
  const path = lockPath(parts.folder, generation);
  const timer = setInterval(() => {
    try {
      if (listGenerations(parts.folder).at(-1) !== generation) throw new Error('taken over');
      const now = new Date();
      utimesSync(path, now, now);
    } catch {
      // Taken over, or the folder is gone: either way it is no longer this server's to write to.
      clearInterval(timer);
      parts.onLost();
    }
  }, BEAT_MS);
  return timer.unref();
}

function holdLock(generation: number, holder: LockHolder, parts: LockParts): FolderLock {
  const beat = holder.beats ? keepBeating(generation, parts) : undefined;
  let isReleased = false;
  return {
    release: () => {
      if (isReleased) return;
      isReleased = true;
      clearInterval(beat);
      try {
        markReleased(lockPath(parts.folder, generation));
      } catch {
        // The folder is gone or read-only; the next server sees that this process has ended.
      }
    },
  };
}

async function tryLock(parts: LockParts): Promise<LockResult> {
  const { folder, identity } = parts;
  const holder: LockHolder = { ...identity, beats: !isVisibleByPid(identity) };
  for (;;) {
    const highest = listGenerations(folder).at(-1) ?? 0;
    if (highest > 0) {
      const path = lockPath(folder, highest);
      const content = readLockFile(path);
      if (content.state === 'held' && (await isHeld(content.holder, path, parts))) {
        return { ok: false, heldBy: content.holder.pid };
      }
      if (content.state === 'unreadable' && (await seesBeat(path, parts.wait))) continue;
    }
    const mine = highest + 1;
    if (!createLockFile(lockPath(folder, mine), holder)) continue;
    const generations = listGenerations(folder);
    if (generations.some((generation) => generation > mine)) {
      // Its number had been used and cleaned away while this process was judging an older lock.
      rmSync(lockPath(folder, mine), { force: true });
      continue;
    }
    for (const older of generations) if (older < mine) rmSync(lockPath(folder, older), { force: true });
    return { ok: true, lock: holdLock(mine, holder, parts) };
  }
}

/**
 * Takes the folder for this process, or says who has it. A lock left by a killed process is taken over at once where
 * its pid can be seen, otherwise after three seconds without a heartbeat.
 *
 * Locks are numbered, and only the highest number counts. Whoever finds the highest one abandoned creates the next
 * number, which the file system grants to one process alone; the highest file is never deleted. So of any number of
 * servers that find the same dead lock at the same moment, exactly one gets the folder.
 */
export async function acquireFolderLock(parts: LockParts): Promise<LockResult> {
  try {
    return await tryLock(parts);
  } catch (error) {
    const reason = errorCode(error);
    if (reason === 'unknown') throw error;
    return { ok: false, reason };
  }
}
