import type { ClassRecord, ClassStore, RecoveredRecords } from '../storage/port.ts';

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

/** Marks that a class keeps at most; of more the oldest go, and the records themselves stay as they are. */
const MAX_RECOVERED = 5_000;

/** Records of others that an account's device brought back. */
export interface Recovery {
  readonly accountId: string;
  readonly at: string;
  readonly ids: readonly string[];
}

/** The class with these records marked as brought back, once each; the same object when they are marked already. */
export function withRecovered(record: ClassRecord, { accountId, at, ids }: Recovery): ClassRecord {
  const known = new Set(record.recovered?.flatMap((marked) => marked.ids));
  const fresh = ids.filter((id) => !known.has(id));
  const member = record.members.find((one) => one.accountId === accountId);
  if (fresh.length === 0 || !member) return record;
  const { memberId } = member;
  return { ...record, recovered: newest([...(record.recovered ?? []), { memberId, at, ids: fresh }]) };
}

function newest(recovered: readonly RecoveredRecords[]): RecoveredRecords[] {
  let left = MAX_RECOVERED;
  const kept: RecoveredRecords[] = [];
  for (const marked of recovered.toReversed()) {
    if (left === 0) break;
    const ids = marked.ids.slice(-left);
    left -= ids.length;
    kept.push({ ...marked, ids });
  }
  return kept.reverse();
}
