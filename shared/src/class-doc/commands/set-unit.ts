import { MAX_UNIT_SIZE } from '../../balances/units.ts';
import type { Result } from '../../money/result.ts';
import { isSameJson } from '../../revisions/json-shape.ts';
import type { RevisionRow } from '../../revisions/revision.ts';
import type { ClassLedger } from '../class-ledger.ts';
import { unitRequests } from '../unit-requests.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { hasAccount, isAnothers, isKnownMember } from './known-member.ts';
import { refuse, writeEdit } from './write-rows.ts';

/**
 * Says that a member settles as one with others; it holds once each of them says the same. For those without an account
 * it is said along, visibly. Nothing is written where it is said already. [D37]
 */
export function setUnit(
  ledger: ClassLedger,
  { memberId, withIds }: { memberId: string; withIds: readonly string[] },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const refusal = checkSpeaker(ledger, memberId, context);
  if (refusal) return refuse(refusal);
  const me = ledger.identity(memberId);
  const unit = Array.from(new Set([me, ...withIds.map((id) => ledger.identity(id))])).sort();
  const unknown = unit.find((id) => !isKnownMember(ledger, id, context));
  if (unknown !== undefined) return refuse({ reason: 'unknown-member', memberId: unknown });
  if (unit.length < 2) return refuse({ reason: 'same-member', memberId: me });
  if (unit.length > MAX_UNIT_SIZE)
    return refuse({ reason: 'too-many-members', limit: MAX_UNIT_SIZE, given: unit.length });
  const speakers = unit.filter((id) => id === me || !hasAccount(ledger, id, context));
  return say(ledger, me, speakers, unit, context);
}

/**
 * Says that a member settles alone: leaves a unit, or takes back what others have not agreed to yet. Who has no account
 * and was in it with them is alone again, too. [D37]
 */
export function leaveUnit(
  ledger: ClassLedger,
  memberId: string,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const refusal = checkSpeaker(ledger, memberId, context);
  if (refusal) return refuse(refusal);
  const me = ledger.identity(memberId);
  const wishes = ledger.unitWishes();
  const unit = wishes.get(me)?.memberIds ?? null;
  const along = (unit ?? []).filter(
    (id) =>
      id !== me && !hasAccount(ledger, id, context) && isSameJson(wishes.get(id)?.memberIds ?? null, unit),
  );
  return say(ledger, me, [me, ...along], null, context);
}

/** Declines what others asked of a member: they say again what they said of themselves, after the others. [D37] */
export function declineUnits(
  ledger: ClassLedger,
  memberId: string,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const refusal = checkSpeaker(ledger, memberId, context);
  if (refusal) return refuse(refusal);
  const me = ledger.identity(memberId);
  const unit = ledger.unitWishes().get(me)?.memberIds ?? null;
  const rows = writeEdit(ledger, 'm', me, unitRequests(ledger, me).length > 0 ? { unit } : {}, context);
  return rows.ok ? { ok: true, value: { name: 'set-unit', rows: rows.value, entityId: me } } : rows;
}

function say(
  ledger: ClassLedger,
  me: string,
  speakers: readonly string[],
  unit: readonly string[] | null,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const written: RevisionRow[] = [];
  for (const id of speakers) {
    if (isSameJson(ledger.unitWishes().get(id)?.memberIds ?? null, unit)) continue;
    const rows = writeEdit(ledger, 'm', id, { unit }, context);
    if (!rows.ok) return rows;
    written.push(...rows.value);
  }
  return { ok: true, value: { name: 'set-unit', rows: written, entityId: me } };
}

function checkSpeaker(ledger: ClassLedger, memberId: string, context: WriteContext): CommandRefusal | null {
  const id = ledger.identity(memberId);
  if (!isKnownMember(ledger, id, context)) return { reason: 'unknown-member', memberId: id };
  return isAnothers(ledger, id, context) ? { reason: 'not-yours', memberId: id } : null;
}
