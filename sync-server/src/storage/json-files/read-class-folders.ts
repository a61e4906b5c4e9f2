import { join } from 'node:path';
import { errorCode } from '../data-folder.ts';
import type { ClassRecord } from '../port.ts';
import { isStorageId } from '../storage-id.ts';
import { replaceFile } from './data-files.ts';
import type { DataFiles } from './data-files.ts';
import { moveAside } from './quarantine.ts';
import { parseClass } from './record-shape.ts';
import { sealJson } from './sealed-json.ts';

export interface ClassFolders {
  /** Oldest first. */
  readonly records: readonly ClassRecord[];
  readonly deleted: Set<string>;
  /** Classes in `classes/quarantine/`. */
  readonly damaged: Set<string>;
}

const TOMBSTONE = /^([0-9a-f-]{36})\.deleted$/;

/** Resolves when a class id can never be used again. */
export async function writeTombstone(data: DataFiles, folder: string, id: string): Promise<void> {
  const deletedAt = new Date(data.nowMs()).toISOString();
  await replaceFile(data, join(folder, `${id}.deleted`), sealJson({ format: 1, id, deletedAt }));
}

/**
 * Reads the records of all classes, but none of their documents. A class whose record is damaged is moved, folder and
 * all, to `classes/quarantine/`; the removal of one that has a tombstone is finished.
 */
export async function readClassFolders(data: DataFiles, folder: string): Promise<ClassFolders> {
  const entries = (await data.files.list(folder)) ?? [];
  const deleted = new Set(entries.flatMap(({ name }) => TOMBSTONE.exec(name)?.[1] ?? []));
  const records: ClassRecord[] = [];
  for (const { name: id, isFolder } of entries) {
    if (!isFolder || !isStorageId(id)) continue;
    if (deleted.has(id)) {
      // Written anew: the sync of the one that is there may have failed, and without it the class would just be gone.
      await writeTombstone(data, folder, id);
      try {
        await data.files.remove(join(folder, id));
        data.report('finished', join(folder, id), 'the removal of a deleted class');
      } catch (error) {
        // The tombstone counts; the next removal or the next start tries again.
        data.report('failed', join(folder, id), errorCode(error));
      }
      continue;
    }
    const bytes = data.files.readBlocking(join(folder, id, 'class.json'));
    const record = bytes === undefined ? undefined : parseClass(bytes, id);
    if (record === undefined) await moveAside(data, folder, id);
    else records.push(record);
  }
  // A removal that was finished above must not come back with a power cut.
  await data.files.syncFolder(folder);
  const quarantined = (await data.files.list(join(folder, 'quarantine'))) ?? [];
  const damaged = new Set(quarantined.map(({ name }) => name.slice(0, 36)).filter(isStorageId));
  for (const { id } of records) damaged.delete(id);
  records.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  return { records, deleted, damaged };
}
