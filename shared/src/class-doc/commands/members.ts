import type { Result } from '../../money/result.ts';
import type { ClassLedger } from '../class-ledger.ts';
import { pointerOf } from '../identities.ts';
import type { Command, CommandName, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { hasAccount, isAnothers, isKnownMember } from './known-member.ts';
import { nameFaults } from './text-faults.ts';
import type { Groups } from './write-rows.ts';
import { refuse, writeEdit } from './write-rows.ts';

/** Adds a member without an account, who can be claimed by one later. [D29] */
export function addMember(
  ledger: ClassLedger,
  { name }: { name: string },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const trimmed = name.trim();
  const faults = nameFaults(trimmed);
  if (faults.length > 0) return refuse({ reason: 'fields', faults });
  return editMember(ledger, 'add-member', context.newId('m'), { name: trimmed, state: 'in' }, context);
}

/** Gives a member without an account another name. [D29] */
export function renameMember(
  ledger: ClassLedger,
  { memberId, name }: { memberId: string; name: string },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const member = ledger.members().get(memberId);
  if (!member) return refuse({ reason: 'unknown-member', memberId });
  if (member.isAuthor) return refuse({ reason: 'has-account', memberId });
  const trimmed = name.trim();
  const faults = nameFaults(trimmed);
  if (faults.length > 0) return refuse({ reason: 'fields', faults });
  const groups = member.name === trimmed ? {} : { name: trimmed };
  return editMember(ledger, 'rename-member', memberId, groups, context);
}

/**
 * Says that a member is in the class or has left it. Joining is the author's own 'in', and writes nothing else: the
 * name comes from the account. Who has left is still counted, and can come back. [D29]
 */
export function setMemberState(
  ledger: ClassLedger,
  { memberId, state }: { memberId: string; state: 'in' | 'out' },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  if (!isKnownMember(ledger, memberId, context)) return refuse({ reason: 'unknown-member', memberId });
  const isSet = ledger.entity(memberId)?.groups.get('state')?.value === state;
  return editMember(ledger, 'set-member-state', memberId, isSet ? {} : { state }, context);
}

/** Two members who are, or were said to be, the same person. */
export interface Claim {
  memberId: string;
  asId: string;
}

/**
 * Says that a member is the same person as `asId`. Anybody may say so of a member without an account, visibly; of one
 * who writes, only they. Of one who writes and one without an account, the latter's record says it: a pointer on the
 * former's would hand their balance to whoever claims the latter next. [D30]
 */
export function claimMember(
  ledger: ClassLedger,
  { memberId, asId }: Claim,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  if (memberId === asId) return refuse({ reason: 'same-member', memberId });
  const unknown = [memberId, asId].find((id) => !isKnownMember(ledger, id, context));
  if (unknown !== undefined) return refuse({ reason: 'unknown-member', memberId: unknown });
  if (isAnothers(ledger, memberId, context)) return refuse({ reason: 'not-yours', memberId });
  const isSame = ledger.identity(memberId) === ledger.identity(asId);
  const isOnOther = hasAccount(ledger, memberId, context) && !hasAccount(ledger, asId, context);
  const [fromId, toId] = isOnOther ? [asId, memberId] : [memberId, asId];
  return editMember(ledger, 'claim-member', fromId, isSame ? {} : { same: toId }, context);
}

/**
 * Takes back that a member is the same person as another; with `asId` given, what `claimMember` said of the two, on
 * whosever record it stands. [D30]
 */
export function unclaimMember(
  ledger: ClassLedger,
  claim: Pick<Claim, 'memberId'> & Partial<Claim>,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const { asId } = claim;
  const isOnOther = asId !== undefined && pointerOf(ledger.entity(asId)) === claim.memberId;
  const memberId = isOnOther ? asId : claim.memberId;
  if (!ledger.members().has(memberId)) return refuse({ reason: 'unknown-member', memberId });
  if (isAnothers(ledger, memberId, context)) return refuse({ reason: 'not-yours', memberId });
  const pointer = pointerOf(ledger.entity(memberId));
  // What somebody else has said meanwhile is not what is taken back.
  const isAnother =
    pointer !== null &&
    !isOnOther &&
    asId !== undefined &&
    ledger.identity(pointer) !== ledger.identity(asId);
  const isSaid = (ledger.entity(memberId)?.groups.get('same')?.value ?? null) !== null;
  return editMember(ledger, 'unclaim-member', memberId, isSaid && !isAnother ? { same: null } : {}, context);
}

function editMember(
  ledger: ClassLedger,
  name: CommandName,
  memberId: string,
  groups: Groups,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const rows = writeEdit(ledger, 'm', memberId, groups, context);
  return rows.ok ? { ok: true, value: { name, rows: rows.value, entityId: memberId } } : rows;
}
