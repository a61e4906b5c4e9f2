import { basename, join, relative } from 'node:path';
import { errorCode } from '../data-folder.ts';
import type { FileLayer } from '../file-layer.ts';
import { StorageError } from '../port.ts';

/**
 * Something in the data folder that its keeper should know.
 * - `damaged`: cannot be read; kept aside or left as it is
 * - `fallback`: a damaged snapshot was replaced by an older one and the journals since; nothing is missing
 * - `torn`: the last line of a journal was cut short by a crash; kept aside
 * - `duplicate`: a second account or class with the username or code of another; found by its id only
 * - `finished`: the removal of a class that a crash interrupted
 * - `failed`: a step that is not needed for safety, such as removing old history
 */
export interface StorageFinding {
  readonly kind: 'damaged' | 'fallback' | 'torn' | 'duplicate' | 'finished' | 'failed';
  /** Relative to the data folder. */
  readonly path: string;
  readonly detail: string;
}

/** What all stores of one data folder share. */
export interface DataFiles {
  readonly files: FileLayer;
  readonly folder: string;
  readonly nowMs: () => number;
  /** `path` is absolute. */
  readonly report: (kind: StorageFinding['kind'], path: string, detail: string) => void;
  /** A path in the folder for what is being made, unused since the start. */
  readonly temporaryPath: (name: string) => string;
  /** The path as people may see it. */
  readonly relativePath: (path: string) => string;
}

export function createDataFiles(options: {
  readonly files: FileLayer;
  readonly folder: string;
  readonly nowMs: () => number;
  readonly report: (finding: StorageFinding) => void;
}): DataFiles {
  const { files, folder, nowMs } = options;
  const relativePath = (path: string): string => relative(folder, path).replaceAll('\\', '/');
  let count = 0;
  return {
    files,
    folder,
    nowMs,
    relativePath,
    report: (kind, path, detail) => options.report({ kind, path: relativePath(path), detail }),
    temporaryPath: (name) => join(folder, 'tmp', `${++count}-${name}`),
  };
}

/** The rejection that callers of the storage see when the disk refuses. */
export function toStorageError(error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  // A mistake in this program must not pass for a full disk.
  if (error instanceof RangeError || error instanceof TypeError) throw error;
  return new StorageError('unavailable', errorCode(error));
}

/** Writes a new file whose contents are on the disk when this resolves; its name is not, until its folder is synced. */
export async function writeDurably(files: FileLayer, path: string, bytes: Uint8Array): Promise<void> {
  const file = await files.open(path);
  try {
    await file.writeAt(bytes, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Removes what may be left of an attempt that failed; what cannot be removed now is removed at the next start. */
export async function removeQuietly(data: DataFiles, path: string): Promise<void> {
  try {
    await data.files.remove(path);
  } catch (error) {
    data.report('failed', path, errorCode(error));
  }
}

/** Replaces or makes a file in one step: temporary file, fsync, rename, fsync of the folder. */
export async function replaceFile(data: DataFiles, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = data.temporaryPath(basename(path));
  try {
    await writeDurably(data.files, temporary, bytes);
    await data.files.rename(temporary, path);
  } catch (error) {
    await removeQuietly(data, temporary);
    throw error;
  }
  await data.files.syncFolder(join(path, '..'));
}
