import type { ClassStore } from '../storage/port.ts';

/**
 * The members whose records anybody may bring back now, since the server was restored from a backup; undefined at all
 * other times. Rejects with a StorageError.
 */
export async function readRecoverableMembers(
  classes: Pick<ClassStore, 'read'>,
  classId: string,
  nowMs: number,
): Promise<ReadonlySet<string> | undefined> {
  const record = await classes.read(classId);
  if (record?.recoveringUntil === undefined || Date.parse(record.recoveringUntil) <= nowMs) return undefined;
  return new Set(record.members.map(({ memberId }) => memberId));
}
