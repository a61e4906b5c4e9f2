import { isStorageId } from '../storage/storage-id.ts';

/**
 * What `/sync/:classId?epoch=N` asks for; undefined for every other path, and without a class when the id can be none.
 * Nothing is decoded, so that no spelling can lead out of the folder.
 */
export function readSyncPath(url: string): { classId?: string; epoch?: number } | undefined {
  const [path = '', query = ''] = url.split('?', 2);
  if (!path.startsWith('/sync/')) return undefined;
  const classId = path.slice('/sync/'.length);
  if (!isStorageId(classId)) return {};
  const given = query.split('&').find((part) => part.startsWith('epoch='));
  if (given === undefined) return { classId };
  const epoch = /^epoch=(\d{1,9})$/.exec(given)?.[1];
  // An epoch that cannot be read belongs to no document of ours.
  return { classId, epoch: epoch === undefined ? -1 : Number(epoch) };
}
