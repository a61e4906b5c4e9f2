import type { Result } from '../../money/result.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { Command, CommandName, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { isAnothers, isKnownMember } from './known-member.ts';
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

/**
 * Says that a member is the same person as `asId`. Anybody may say so of a member without an account, visibly; of one
 * who writes, only they. [D30]
 */
export function claimMember(
  ledger: ClassLedger,
  { memberId, asId }: { memberId: string; asId: string },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  if (memberId === asId) return refuse({ reason: 'same-member', memberId });
  const unknown = [memberId, asId].find((id) => !isKnownMember(ledger, id, context));
  if (unknown !== undefined) return refuse({ reason: 'unknown-member', memberId: unknown });
  if (isAnothers(ledger, memberId, context)) return refuse({ reason: 'not-yours', memberId });
  const isSame = ledger.identity(memberId) === ledger.identity(asId);
  return editMember(ledger, 'claim-member', memberId, isSame ? {} : { same: asId }, context);
}

/** Takes back that a member is the same person as another. [D30] */
export function unclaimMember(
  ledger: ClassLedger,
  { memberId }: { memberId: string },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  if (!ledger.members().has(memberId)) return refuse({ reason: 'unknown-member', memberId });
  if (isAnothers(ledger, memberId, context)) return refuse({ reason: 'not-yours', memberId });
  const pointer = ledger.entity(memberId)?.groups.get('same')?.value ?? null;
  return editMember(ledger, 'unclaim-member', memberId, pointer === null ? {} : { same: null }, context);
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
