import { accessSync, constants, mkdirSync } from 'node:fs';

/** `reason` is the system's error name, such as EACCES or ENOTDIR. */
export type DataFolderResult = { readonly ok: true } | { readonly ok: false; readonly reason: string };

/** The name the system gave an error (`ENOSPC`), or `unknown`. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'unknown';
}

/**
 * Makes the folder, readable by its owner alone, and sees that it can be written to.
 * A folder that is there already keeps its mode: it may be shared with a backup user on purpose.
 */
export function openDataFolder(path: string): DataFolderResult {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: errorCode(error) };
  }
}
