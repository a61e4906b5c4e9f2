import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../storage/data-folder.ts';
import type { FileLayer } from '../storage/file-layer.ts';
import { parseAccount, parseClass } from '../storage/json-files/record-shape.ts';
import { isStorageId } from '../storage/storage-id.ts';

/** Paths here are relative to the data folder. All of it only reads, so it may go on beside a running server. */
const ID_LENGTH = 36;

async function listNames(files: FileLayer, path: string): Promise<string[]> {
  return ((await files.list(path)) ?? []).map(({ name }) => name).sort();
}

/** What was moved aside as damaged and still lies there. */
export async function listQuarantined(files: FileLayer, dataDir: string): Promise<string[]> {
  const paths: string[] = [];
  for (const kind of ['accounts', 'classes']) {
    const names = await listNames(files, join(dataDir, kind, 'quarantine'));
    paths.push(...names.map((name) => `${kind}/quarantine/${name}`));
  }
  return paths;
}

/** The ids of classes that were deleted, whose tombstones keep them from being used again. */
export async function listDeletedClasses(files: FileLayer, dataDir: string): Promise<string[]> {
  const names = await listNames(files, join(dataDir, 'classes'));
  return names
    .filter((name) => name.endsWith('.deleted'))
    .map((name) => name.slice(0, ID_LENGTH))
    .filter(isStorageId);
}

/** How the file of a record is now, whatever the storage has in memory. */
export type FileCheck = 'whole' | 'damaged' | 'missing';

export function accountFile(id: string): string {
  return `accounts/${id}.json`;
}

export function classFile(id: string): string {
  return `classes/${id}/class.json`;
}

export async function checkAccountFile(files: FileLayer, dataDir: string, id: string): Promise<FileCheck> {
  const bytes = await files.read(join(dataDir, accountFile(id)));
  if (bytes === undefined) return 'missing';
  return parseAccount(bytes, id) === undefined ? 'damaged' : 'whole';
}

export async function checkClassFile(files: FileLayer, dataDir: string, id: string): Promise<FileCheck> {
  const bytes = await files.read(join(dataDir, classFile(id)));
  if (bytes === undefined) return 'missing';
  return parseClass(bytes, id) === undefined ? 'damaged' : 'whole';
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}

/** Bytes on disk of a class's present snapshot and journal. */
export async function measureDocument(dataDir: string, classId: string): Promise<number> {
  const folder = join(dataDir, 'classes', classId);
  return (await sizeOf(join(folder, 'snapshot.json'))) + (await sizeOf(join(folder, 'journal.ndjson')));
}

/** Bytes of all files in a folder and the folders in it. */
export async function measureFolder(files: FileLayer, path: string): Promise<number> {
  let bytes = 0;
  for (const { name, isFolder } of (await files.list(path)) ?? []) {
    bytes += isFolder ? await measureFolder(files, join(path, name)) : await sizeOf(join(path, name));
  }
  return bytes;
}
