import { join } from 'node:path';
import type { FileLayer } from '../file-layer.ts';
import type { Storage } from '../port.ts';
import { openAccountFiles } from './account-files.ts';
import { openClassFiles } from './class-files.ts';
import { createDataFiles, toStorageError } from './data-files.ts';
import type { DataFiles, StorageFinding } from './data-files.ts';
import { createDocumentFiles } from './document-files.ts';

export interface JsonStorageOptions {
  /** Absolute path of the data folder, which must exist and be locked for this process. */
  readonly folder: string;
  readonly files: FileLayer;
  readonly nowMs: () => number;
  /** Told what was found wrong, at start and when documents are read. */
  readonly report: (finding: StorageFinding) => void;
}

async function makeFolders({ files, folder }: DataFiles): Promise<void> {
  // Whatever is half made after a crash is in here.
  await files.remove(join(folder, 'tmp'));
  for (const name of ['accounts', 'classes', 'tmp']) await files.makeFolder(join(folder, name));
  await files.syncFolder(folder);
  // A rename that a killed process made may not be on the disk yet, and its result is about to be read. The same is
  // done for classes/ once it has been read.
  await files.syncFolder(join(folder, 'accounts'));
}

/**
 * Opens the embedded store. Accounts and class records are read now, documents when they are asked for. Damaged files
 * are moved aside and reported. Rejects with `unavailable` when the folder cannot be used.
 */
export async function openJsonStorage(options: JsonStorageOptions): Promise<Storage> {
  const data = createDataFiles(options);
  try {
    await makeFolders(data);
    const accounts = await openAccountFiles(data);
    const classes = await openClassFiles(data, (classId) => documents.discard(classId));
    const documents = createDocumentFiles(data, (classId) => classes.stateOf(classId));
    return {
      accounts: accounts.store,
      classes: classes.store,
      documents: documents.store,
      close: async () => {
        await Promise.all([accounts.close(), classes.close(), documents.close()]);
      },
    };
  } catch (error) {
    throw toStorageError(error);
  }
}
