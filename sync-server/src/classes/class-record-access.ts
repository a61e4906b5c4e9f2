import { refuse } from '../accounts/refusal.ts';
import type { Refusal } from '../accounts/refusal.ts';
import type { ClassMemberRecord, ClassRecord, ClassStore } from '../storage/port.ts';
import { findActiveMember } from './membership-rules.ts';
import type { Decision } from './membership-rules.ts';

/** A class and the caller's place in it. */
export interface OwnClass {
  readonly ok: true;
  readonly record: ClassRecord;
  readonly own: ClassMemberRecord;
}

/** To everybody but its members a class does not exist, so that ids tell nothing. */
export async function readOwnClass(
  storage: ClassStore,
  classId: string,
  accountId: string,
): Promise<OwnClass | Refusal> {
  const record = await storage.read(classId);
  return record === undefined ? refuse('no-such-class') : showOwnClass(record, accountId);
}

export function showOwnClass(record: ClassRecord, accountId: string): OwnClass | Refusal {
  const own = findActiveMember(record, accountId);
  return own === undefined ? refuse('no-such-class') : { ok: true, record, own };
}

/** Lets a rule decide on the newest record; two that come at once are decided one after the other. */
export async function decide<Outcome>(
  storage: ClassStore,
  classId: string,
  rule: (record: ClassRecord) => Decision<Outcome>,
): Promise<{ readonly record: ClassRecord; readonly outcome: Outcome } | 'no-such-class' | 'code-taken'> {
  let decision: Decision<Outcome> | undefined;
  const changed = await storage.update(classId, (record) => {
    decision = rule(record);
    return decision.record;
  });
  if (changed === 'code-taken') return 'code-taken';
  if (changed === undefined || decision === undefined) return 'no-such-class';
  return { record: changed, outcome: decision.outcome };
}
