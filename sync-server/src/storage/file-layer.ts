import { readFileSync } from 'node:fs';
import { constants, copyFile, link, mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { errorCode } from './data-folder.ts';

export interface OpenFile {
  /** Writes all bytes at an offset; what a failed call has written is undefined. */
  writeAt(bytes: Uint8Array, offset: number): Promise<void>;
  truncate(length: number): Promise<void>;
  /** Resolves when contents and length are on the disk. After a rejection nothing written since may be trusted. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/**
 * The few file calls that stored data goes through, so that tests can make any of them fail or cut the power.
 * Paths are absolute. Rejections carry the system's error name as `code`.
 */
export interface FileLayer {
  /** Opens a file for writing, and makes it (mode 0600) where there is none. */
  open(path: string): Promise<OpenFile>;
  /** The contents, or undefined when there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  /** The same, blocking: five times faster for the many small files of a start. */
  readBlocking(path: string): Buffer | undefined;
  /** The entries of a folder in no particular order, or undefined when there is no such folder. */
  list(path: string): Promise<readonly FolderEntry[] | undefined>;
  /** Makes a folder (mode 0700); one that is there is left as it is. */
  makeFolder(path: string): Promise<void>;
  /** Replaces `to` in one step. */
  rename(from: string, to: string): Promise<void>;
  /** Gives a file a second name that does not exist yet; a copy where the file system has no links. */
  link(from: string, to: string): Promise<void>;
  /** Removes a file, or a folder with all it holds; nothing happens when there is none. */
  remove(path: string): Promise<void>;
  /** Resolves when the names in a folder are on the disk. */
  syncFolder(path: string): Promise<void>;
}

const LINKS_UNSUPPORTED = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

async function undefinedWhenAbsent<T>(attempt: Promise<T>): Promise<T | undefined> {
  try {
    return await attempt;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
  let isOpen = true;
  return {
    writeAt: async (bytes, offset) => {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, offset + done);
        // A disk that takes nothing and reports nothing would keep this loop going for ever.
        if (bytesWritten === 0) throw Object.assign(new Error('nothing was written'), { code: 'EIO' });
        done += bytesWritten;
      }
    },
    truncate: (length) => handle.truncate(length),
    sync: () => handle.datasync(),
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await handle.close();
    },
  };
}

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL);
  const copy = await openFile(to);
  try {
    await copy.sync();
  } finally {
    await copy.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot sync a folder; its file systems journal names by themselves.
  if (process.platform === 'win32') return;
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The files of this machine. */
export function createFileLayer(): FileLayer {
  return {
    open: openFile,
    read: (path) => undefinedWhenAbsent(readFile(path)),
    readBlocking: (path) => {
      try {
        return readFileSync(path);
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    list: async (path) => {
      const entries = await undefinedWhenAbsent(readdir(path, { withFileTypes: true }));
      return entries?.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
    },
    makeFolder: async (path) => {
      try {
        await mkdir(path, { mode: 0o700 });
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
      }
    },
    rename,
    link: async (from, to) => {
      try {
        await link(from, to);
      } catch (error) {
        if (!LINKS_UNSUPPORTED.has(errorCode(error))) throw error;
        await copyDurably(from, to);
      }
    },
    remove: (path) => rm(path, { force: true, recursive: true }),
    syncFolder,
  };
}
