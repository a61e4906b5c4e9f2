import type { ClassMemberRecord, ClassRecord } from '../storage/port.ts';

/** What becomes of a class, and what to say about it. `record` is the same object when nothing changes. */
export interface Decision<Outcome> {
  readonly record: ClassRecord;
  readonly outcome: Outcome;
}

/** People who are in at once, and people who ever were: the lists grow by whoever has the code. */
const MEMBER_LIMITS = { active: 200, ever: 1000 } as const;

export function isActive(member: ClassMemberRecord): boolean {
  return member.leftAt === undefined;
}

function findMember(record: ClassRecord, accountId: string): ClassMemberRecord | undefined {
  return record.members.find((member) => member.accountId === accountId);
}

export function findActiveMember(record: ClassRecord, accountId: string): ClassMemberRecord | undefined {
  const member = findMember(record, accountId);
  return member !== undefined && isActive(member) ? member : undefined;
}

/** The member's place in the list stays, since its number names those whose account is gone. */
function replaceMember(record: ClassRecord, accountId: string, member: ClassMemberRecord): ClassRecord {
  return { ...record, members: record.members.map((one) => (one.accountId === accountId ? member : one)) };
}

function admitAgain({ accountId, memberId }: ClassMemberRecord, at: string): ClassMemberRecord {
  return { accountId, memberId, role: 'member', joinedAt: at };
}

function hasRoom(record: ClassRecord): boolean {
  return record.members.filter(isActive).length < MEMBER_LIMITS.active;
}

/** Somebody came with the class ID. Whoever was in before gets the same member id. */
export function join(
  record: ClassRecord,
  newcomer: {
    readonly accountId: string;
    readonly memberId: string;
    readonly code: string;
    readonly at: string;
  },
): Decision<'joined' | 'already' | 'no-such-class' | 'removed' | 'joining-closed' | 'class-full'> {
  const { accountId, memberId, code, at } = newcomer;
  // The code may have been reset since the class was found by it.
  if (record.code !== code) return { record, outcome: 'no-such-class' };
  const known = findMember(record, accountId);
  if (known !== undefined && isActive(known)) return { record, outcome: 'already' };
  if (known?.removed === true) return { record, outcome: 'removed' };
  if (record.joining === 'closed') return { record, outcome: 'joining-closed' };
  if (!hasRoom(record)) return { record, outcome: 'class-full' };
  if (known !== undefined) {
    return { record: replaceMember(record, accountId, admitAgain(known, at)), outcome: 'joined' };
  }
  if (record.members.length >= MEMBER_LIMITS.ever) return { record, outcome: 'class-full' };
  const member: ClassMemberRecord = { accountId, memberId, role: 'member', joinedAt: at };
  return { record: { ...record, members: [...record.members, member] }, outcome: 'joined' };
}

/** Who has been in for longest without a break; of equals, who came first. */
function findSuccessor(members: readonly ClassMemberRecord[]): ClassMemberRecord | undefined {
  return members
    .filter(isActive)
    .toSorted((a, b) => Date.parse(a.joinedAt) - Date.parse(b.joinedAt))
    .at(0);
}

/** Leaves by one's own will. `last-member`: nobody would be left, and nothing was changed. */
export function leave(
  record: ClassRecord,
  accountId: string,
  at: string,
): Decision<'left' | 'last-member' | 'no-such-class'> {
  const member = findActiveMember(record, accountId);
  if (member === undefined) return { record, outcome: 'no-such-class' };
  const others = record.members.filter((one) => one !== member);
  const successor = findSuccessor(others);
  if (successor === undefined) return { record, outcome: 'last-member' };
  const after = replaceMember(record, accountId, { ...member, role: 'member', leftAt: at });
  if (member.role !== 'owner' || successor.accountId === null) return { record: after, outcome: 'left' };
  return {
    record: replaceMember(after, successor.accountId, { ...successor, role: 'owner' }),
    outcome: 'left',
  };
}

/** The owner shuts somebody out, also somebody who left. */
export function removeMember(
  record: ClassRecord,
  ownerId: string,
  accountId: string,
  at: string,
): Decision<'removed' | 'not-owner' | 'no-such-class' | 'no-such-member'> {
  const owner = findActiveMember(record, ownerId);
  if (owner === undefined) return { record, outcome: 'no-such-class' };
  if (owner.role !== 'owner') return { record, outcome: 'not-owner' };
  const member = findMember(record, accountId);
  if (member === undefined || accountId === ownerId) return { record, outcome: 'no-such-member' };
  const removed: ClassMemberRecord = { ...member, leftAt: member.leftAt ?? at, removed: true };
  return { record: replaceMember(record, accountId, removed), outcome: 'removed' };
}

/** Takes a removal back: the person may come in again, and does so with the class ID, under the same member id. */
export function readmit(
  record: ClassRecord,
  ownerId: string,
  accountId: string,
): Decision<'readmitted' | 'not-owner' | 'no-such-class' | 'no-such-member' | 'not-removed'> {
  const owner = findActiveMember(record, ownerId);
  if (owner === undefined) return { record, outcome: 'no-such-class' };
  if (owner.role !== 'owner') return { record, outcome: 'not-owner' };
  const member = findMember(record, accountId);
  if (member === undefined) return { record, outcome: 'no-such-member' };
  const { removed, ...rest } = member;
  if (removed !== true) return { record, outcome: 'not-removed' };
  return { record: replaceMember(record, accountId, rest), outcome: 'readmitted' };
}

/** The owner makes another member, who is in, the owner, and stays as a member. */
export function handOver(
  record: ClassRecord,
  ownerId: string,
  accountId: string,
): Decision<'handed-over' | 'not-owner' | 'no-such-class' | 'no-such-member'> {
  const owner = findActiveMember(record, ownerId);
  if (owner === undefined) return { record, outcome: 'no-such-class' };
  if (owner.role !== 'owner') return { record, outcome: 'not-owner' };
  const successor = findActiveMember(record, accountId);
  if (successor === undefined || successor === owner) return { record, outcome: 'no-such-member' };
  const after = replaceMember(record, ownerId, { ...owner, role: 'member' });
  return {
    record: replaceMember(after, accountId, { ...successor, role: 'owner' }),
    outcome: 'handed-over',
  };
}

/** The account is being deleted: leaves if it is in, and nothing points to it any more. */
export function forget(
  record: ClassRecord,
  accountId: string,
  at: string,
): Decision<'forgotten' | 'last-member'> {
  const left = leave(record, accountId, at);
  if (left.outcome === 'last-member') return { record, outcome: 'last-member' };
  const member = findMember(left.record, accountId);
  if (member === undefined) return { record, outcome: 'forgotten' };
  return {
    record: replaceMember(left.record, accountId, { ...member, accountId: null }),
    outcome: 'forgotten',
  };
}
