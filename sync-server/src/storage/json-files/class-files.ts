import { join } from 'node:path';
import { createKeyedQueue } from '../keyed-queue.ts';
import { StorageError } from '../port.ts';
import type { ClassRecord, ClassStore } from '../port.ts';
import { assertStorageId } from '../storage-id.ts';
import { createClassIndex } from '../class-index.ts';
import { removeQuietly, replaceFile, toStorageError, writeDurably } from './data-files.ts';
import type { DataFiles } from './data-files.ts';
import { readClassFolders, writeTombstone } from './read-class-folders.ts';
import { sealJson } from './sealed-json.ts';

export interface ClassFiles {
  readonly store: ClassStore;
  stateOf(classId: string): 'present' | 'absent' | 'damaged';
  close(): Promise<void>;
}

/**
 * Opens the classes of a data folder. Their records are kept in memory; a change is seen once it is on the disk.
 * @param discard called when a class has been deleted, before its files are removed
 */
export async function openClassFiles(
  data: DataFiles,
  discard: (classId: string) => Promise<void>,
): Promise<ClassFiles> {
  const { files } = data;
  const folder = join(data.folder, 'classes');
  const found = await readClassFolders(data, folder);
  const { deleted, damaged } = found;
  const index = createClassIndex();
  for (const record of found.records) {
    if (index.hasCode(record.code)) {
      data.report('duplicate', join(folder, record.id, 'class.json'), 'its code belongs to an older class');
    }
    index.put(record);
  }
  const queue = createKeyedQueue();
  /** Where the folders of deleted classes are that could not be removed yet. */
  const asideById = new Map<string, string>();
  let isClosed = false;

  const run = async <T>(key: string, task: () => Promise<T>): Promise<T> => {
    if (isClosed) throw new StorageError('closed', 'the storage');
    if (damaged.has(key)) throw new StorageError('damaged', `classes/quarantine/${key}`);
    try {
      return await queue.run(key, task);
    } catch (error) {
      throw toStorageError(error);
    }
  };

  /** The folder is made complete aside, so that no class is ever there without its record. */
  const makeClassFolder = async (record: ClassRecord): Promise<void> => {
    const path = join(folder, record.id);
    // What an earlier attempt left, whose answer was a failure.
    await files.remove(path);
    const aside = data.temporaryPath('class');
    try {
      await files.makeFolder(aside);
      await writeDurably(files, join(aside, 'class.json'), sealJson(record));
      await files.syncFolder(aside);
      await files.rename(aside, path);
      await files.syncFolder(folder);
    } catch (error) {
      await removeQuietly(data, aside);
      await removeQuietly(data, path);
      throw error;
    }
  };

  const create = async (
    record: ClassRecord,
  ): Promise<'created' | 'class-exists' | 'class-deleted' | 'code-taken'> => {
    if (deleted.has(record.id)) return 'class-deleted';
    if (index.read(record.id) !== undefined) return 'class-exists';
    return queue.run(`code ${record.code}`, async () => {
      if (index.hasCode(record.code)) return 'code-taken';
      await makeClassFolder(record);
      index.put(record);
      return 'created';
    });
  };

  const replace = async (before: ClassRecord, after: ClassRecord): Promise<ClassRecord | 'code-taken'> => {
    const write = async (): Promise<ClassRecord> => {
      await replaceFile(data, join(folder, after.id, 'class.json'), sealJson(after));
      index.put(after);
      return after;
    };
    if (after.code === before.code) return write();
    return queue.run(`code ${after.code}`, async () => (index.hasCode(after.code) ? 'code-taken' : write()));
  };

  /** Can be called again until it succeeds; what it leaves is removed at the next start. */
  const removeFolder = async (classId: string): Promise<void> => {
    const aside = asideById.get(classId) ?? data.temporaryPath('deleted');
    asideById.set(classId, aside);
    const isThere = (await files.list(join(folder, classId))) !== undefined;
    if (isThere) await files.rename(join(folder, classId), aside);
    await files.syncFolder(folder);
    await files.remove(aside);
    asideById.delete(classId);
  };

  const store: ClassStore = {
    read: (classId) =>
      damaged.has(classId)
        ? Promise.reject(new StorageError('damaged', `classes/quarantine/${classId}`))
        : Promise.resolve(index.read(classId)),
    findByCode: (code) => Promise.resolve(index.findByCode(code)),
    listOf: (accountId) => Promise.resolve(index.listOf(accountId)),
    create: async (record) => {
      assertStorageId(record.id);
      return run(record.id, () => create(record));
    },
    update: (classId, change) =>
      run(classId, async () => {
        const before = index.read(classId);
        if (before === undefined) return undefined;
        const after = change(before);
        if (after.id !== classId) throw new RangeError('The id of a class stays');
        return after === before ? before : replace(before, after);
      }),
    remove: (classId) =>
      run(classId, async () => {
        if (index.read(classId) === undefined && !deleted.has(classId)) return;
        if (!deleted.has(classId)) {
          await writeTombstone(data, folder, classId);
          deleted.add(classId);
          index.drop(classId);
        }
        await discard(classId);
        await removeFolder(classId);
      }),
    isDeleted: (classId) => Promise.resolve(deleted.has(classId)),
    list: async function* () {
      await Promise.resolve();
      for (const id of index.ids()) {
        const record = index.read(id);
        if (record !== undefined) yield record;
      }
    },
  };

  return {
    store,
    stateOf: (classId) => {
      if (damaged.has(classId)) return 'damaged';
      return index.read(classId) === undefined ? 'absent' : 'present';
    },
    close: async () => {
      isClosed = true;
      await queue.idle();
    },
  };
}
