import { execFile } from 'node:child_process';
import { open, rm, mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A disk of its own, small enough to be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all the space that is left. */
  fill(): Promise<void>;
  /** Gives it back. */
  empty(): Promise<void>;
  unmount(): Promise<void>;
}

const CHUNK_BYTES = 4096;

async function writeUntilFull(path: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    for (;;) await file.write(Buffer.alloc(CHUNK_BYTES));
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC';
    if (!isFull) throw error;
  } finally {
    await file.close();
  }
}

/** Mounts a disk in memory, which takes root; otherwise the reason why it cannot be had here. */
export async function mountSmallDisk(sizeMib: number): Promise<SmallDisk | { readonly refused: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tallybook-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${sizeMib}m,mode=0700`, 'tmpfs', folder]);
  } catch (error) {
    await rmdir(folder);
    return { refused: error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : 'unknown' };
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => writeUntilFull(filler),
    empty: () => rm(filler, { force: true }),
    unmount: async () => {
      await run('umount', ['--lazy', folder]);
      await rmdir(folder);
    },
  };
}
