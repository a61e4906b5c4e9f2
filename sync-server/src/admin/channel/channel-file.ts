import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../storage/data-folder.ts';

/** Where a running server listens for its operator. Whoever may read the file may ask for anything. */
export interface ChannelAddress {
  /** Path of a Unix domain socket, or the name of a pipe on Windows. */
  readonly socketPath: string;
  /** Sent with each request: a pipe has no file mode that would keep others out. */
  readonly token: string;
  readonly pid: number;
}

function channelFilePath(dataDir: string): string {
  return join(dataDir, 'admin.json');
}

/** Replaces the file in one step; only its owner may read it. Throws what the system throws. */
export function writeChannelFile(dataDir: string, address: ChannelAddress): void {
  const path = channelFilePath(dataDir);
  const temporary = `${path}.new`;
  // What a server left that was killed right here.
  rmSync(temporary, { force: true });
  try {
    writeFileSync(temporary, `${JSON.stringify({ format: 1, ...address })}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Undefined when there is none that can be read: then nobody answers. */
export function readChannelFile(dataDir: string): ChannelAddress | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(channelFilePath(dataDir), 'utf8'));
    if (typeof value !== 'object' || value === null) return undefined;
    const { socketPath, token, pid } = value as Readonly<Record<string, unknown>>;
    if (typeof socketPath !== 'string' || typeof token !== 'string' || typeof pid !== 'number') {
      return undefined;
    }
    // A token is sent as a header, which takes no line ends.
    return /^[\w-]{1,200}$/.test(token) ? { socketPath, token, pid } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) !== 'unknown') return undefined;
    throw error;
  }
}

/** Removes the file if it still is this server's. */
export function removeChannelFile(dataDir: string, token: string): void {
  if (readChannelFile(dataDir)?.token === token) rmSync(channelFilePath(dataDir), { force: true });
}
