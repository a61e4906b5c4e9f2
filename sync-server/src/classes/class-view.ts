import type { ClassBody, ClassMemberBody, ClassSummaryBody } from '@tallybook/shared/protocol/api-types';
import { formatCode } from '@tallybook/shared/protocol/class-code';
import type { ClassMemberRecord, ClassRecord } from '../storage/port.ts';
import { isActive } from './membership-rules.ts';

/** Where a class's document stands. Cheap to ask: it is asked for every class of a list. */
export interface DocumentPosition {
  readonly epoch: number;
  /** Of the newest durable entry; 0 when there is none. */
  readonly seq: number;
  /** What the document says, where it says anything; those given at creation otherwise. */
  readonly name?: string;
  readonly currency?: string;
}

function showMember(
  member: ClassMemberRecord,
  position: number,
  displayNameById: ReadonlyMap<string, string>,
): ClassMemberBody {
  const { accountId, memberId, role, joinedAt, leftAt, removed } = member;
  const displayName = accountId === null ? undefined : displayNameById.get(accountId);
  return {
    // An account that cannot be found is one that was just deleted.
    accountId: displayName === undefined ? null : accountId,
    memberId,
    displayName: displayName ?? `Former member ${position}`,
    role,
    joinedAt,
    ...(leftAt === undefined ? {} : { leftAt }),
    ...(removed === undefined ? {} : { removed }),
  };
}

/** A class as one of its members sees it. */
export function showClass(
  record: ClassRecord,
  own: ClassMemberRecord,
  document: DocumentPosition,
  displayNameById: ReadonlyMap<string, string>,
): ClassBody {
  return {
    id: record.id,
    name: document.name ?? record.name,
    currency: document.currency ?? record.currency,
    code: formatCode(record.code),
    joining: record.joining,
    seq: document.seq,
    epoch: document.epoch,
    role: own.role,
    memberId: own.memberId,
    members: record.members.map((member, index) => showMember(member, index + 1, displayNameById)),
    ...(record.recoveringUntil === undefined ? {} : { recoveringUntil: record.recoveringUntil }),
    ...(record.recovered === undefined ? {} : { recovered: record.recovered }),
  };
}

/** @param document `unreadable`: its files are damaged; the other classes of the list are shown all the same */
export function summarizeClass(
  record: ClassRecord,
  own: ClassMemberRecord,
  document: DocumentPosition | 'unreadable',
): ClassSummaryBody {
  const { epoch, seq, name, currency }: DocumentPosition =
    document === 'unreadable' ? { epoch: 0, seq: 0 } : document;
  return {
    id: record.id,
    name: name ?? record.name,
    currency: currency ?? record.currency,
    seq,
    epoch,
    role: own.role,
    memberId: own.memberId,
    memberCount: record.members.filter(isActive).length,
    ...(document === 'unreadable' ? { unreadable: true as const } : {}),
  };
}
