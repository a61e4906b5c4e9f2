import { closeSync, ftruncateSync, openSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './data-folder.ts';
import type { ProcessIdentity } from './process-identity.ts';

/** What the owner of a lock writes into it. */
export interface LockHolder extends ProcessIdentity {
  /** Whether the owner touches the file every second, for those who cannot see its pid. */
  readonly beats: boolean;
}

/** `unreadable`: its writer is between creating and writing it, or died there. */
export type LockContent =
  | { readonly state: 'held'; readonly holder: LockHolder }
  | { readonly state: 'released' }
  | { readonly state: 'unreadable' }
  | { readonly state: 'gone' };

const LOCK_NAME = /^server-(\d{1,12})\.lock$/;

export function lockPath(folder: string, generation: number): string {
  return join(folder, `server-${generation}.lock`);
}

/** The generations of lock files in the folder, ascending. */
export function listGenerations(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const match = LOCK_NAME.exec(name);
      return match ? [Number(match[1])] : [];
    })
    .sort((a, b) => a - b);
}

/** Creates the file for this process alone; `false` when somebody else was first. */
export function createLockFile(path: string, holder: LockHolder): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'wx', 0o600);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(descriptor, `${JSON.stringify({ state: 'held', holder })}\n`);
  } finally {
    closeSync(descriptor);
  }
  return true;
}

/** Marks the lock as given back. The file stays, because its number must not be used a second time. */
export function markReleased(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    ftruncateSync(descriptor);
    writeSync(descriptor, `${JSON.stringify({ state: 'released' })}\n`, 0);
  } finally {
    closeSync(descriptor);
  }
}

function isOptionalString(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function parseLock(text: string): LockContent {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { state: 'unreadable' };
  }
  if (typeof parsed !== 'object' || parsed === null || !('state' in parsed)) return { state: 'unreadable' };
  if (parsed.state === 'released') return { state: 'released' };
  const { holder } = parsed as { holder?: unknown };
  if (typeof holder !== 'object' || holder === null) return { state: 'unreadable' };
  const { pid, startTicks, bootId, pidNamespace, beats } = holder as Record<keyof LockHolder, unknown>;
  const isHolder =
    Number.isSafeInteger(pid) &&
    isOptionalString(startTicks) &&
    isOptionalString(bootId) &&
    isOptionalString(pidNamespace);
  if (!isHolder) return { state: 'unreadable' };
  return {
    state: 'held',
    holder: { pid: Number(pid), startTicks, bootId, pidNamespace, beats: beats === true },
  };
}

export function readLockFile(path: string): LockContent {
  try {
    return parseLock(readFileSync(path, 'utf8'));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { state: 'gone' };
    throw error;
  }
}
