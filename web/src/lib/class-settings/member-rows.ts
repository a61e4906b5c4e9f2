import type { ClassMemberBody } from '@tallybook/shared/protocol/api-types';
import type { LiveMember } from '$lib/live-class/live-members.ts';

/** What one may do about a member, in the order in which it is offered. */
type MemberDeed = 'hand-over' | 'remove' | 'readmit' | 'rename' | 'take-out' | 'bring-back';

/** One line of the list of members. */
export interface MemberRow {
  readonly id: string;
  /** Null: a member whose name this device has not heard of. */
  readonly name: string | null;
  readonly accountId: string | null;
  readonly isMe: boolean;
  readonly isOwner: boolean;
  readonly standing: 'in' | 'left' | 'removed';
  readonly isPlaceholder: boolean;
  /** With an account once, which is deleted. */
  readonly isAccountGone: boolean;
  /** ms since 1970; null where only the document knows them. */
  readonly joinedAt: number | null;
  readonly leftAt: number | null;
  readonly deeds: readonly MemberDeed[];
}

/**
 * The members as the settings list them: what the server says of an account beside what the class says of the person.
 *
 * @param isOwner whether I may decide about others
 * @param isReadOnly nothing can be written: I was removed, or the class was deleted
 */
export function memberRows(
  members: readonly LiveMember[],
  listed: readonly ClassMemberBody[],
  { isOwner, isReadOnly }: { isOwner: boolean; isReadOnly: boolean },
): readonly MemberRow[] {
  return members.map((member) => {
    // By the account first: who is the same person as another may go by the other's id.
    const known =
      listed.find((one) => one.accountId !== null && one.accountId === member.accountId) ??
      listed.find((one) => one.memberId === member.id);
    const standing = standingOf(member, known);
    const row = {
      id: member.id,
      name: member.name,
      accountId: member.accountId,
      isMe: member.isMe,
      isOwner: member.role === 'owner' && standing === 'in',
      standing,
      isPlaceholder: member.isPlaceholder,
      isAccountGone: known?.accountId === null,
      joinedAt: instantOf(known?.joinedAt),
      leftAt: instantOf(known?.leftAt),
    };
    return { ...row, deeds: isReadOnly ? [] : deedsFor(row, isOwner) };
  });
}

function standingOf(member: LiveMember, known: ClassMemberBody | undefined): MemberRow['standing'] {
  if (member.isRemoved || known?.removed === true) return 'removed';
  return member.hasLeft || known?.leftAt !== undefined ? 'left' : 'in';
}

function deedsFor(row: Omit<MemberRow, 'deeds'>, isOwner: boolean): readonly MemberDeed[] {
  if (row.isPlaceholder) return row.standing === 'in' ? ['rename', 'take-out'] : ['rename', 'bring-back'];
  if (!isOwner || row.isMe || row.accountId === null) return [];
  if (row.standing === 'removed') return ['readmit'];
  // Who left can come back with the class ID, and is shut out only by being removed.
  return row.standing === 'left' ? ['remove'] : ['hand-over', 'remove'];
}

function instantOf(text: string | undefined): number | null {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
