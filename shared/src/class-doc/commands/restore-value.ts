import type { Result } from '../../money/result.ts';
import { isSameJson, ownProperty } from '../../revisions/json-shape.ts';
import { isOfKind } from '../../revisions/kind.ts';
import { readMoneyGroup } from '../../revisions/money-group.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { isAnothers } from './known-member.ts';
import { refuse, writeEdit } from './write-rows.ts';

/** A group of an entity as one of its revisions set it. */
export interface PastValue {
  entityId: string;
  revisionId: string;
  group: string;
}

/**
 * Writes a value from the history of an entity again, over everything since: one that was overwritten without being
 * seen, or any earlier one. Money is taken as it was resolved then. [D26]
 */
export function restoreValue(
  ledger: ClassLedger,
  { entityId, revisionId, group }: PastValue,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const entity = ledger.entity(entityId);
  if (!entity) return refuse({ reason: 'unknown-entity', entityId });
  if (entity.deleted) return refuse({ reason: 'deleted', entityId });
  if (group === 'same' && isAnothers(ledger, entityId, context))
    return refuse({ reason: 'not-yours', memberId: entityId });
  const revision = ledger.revision(revisionId);
  const isOfEntity =
    revision !== undefined &&
    (revision.e ?? revisionId) === entityId &&
    isOfKind(entityId, entity.kind, revision.k);
  const value = isOfEntity && group !== 'del' ? ownProperty(revision.s, group) : undefined;
  const isReadable = value !== undefined && (group !== 'money' || readMoneyGroup(value).ok);
  if (!isReadable || isSameJson(value, entity.groups.get(group)?.value)) {
    return refuse({ reason: 'nothing-to-restore', entityId });
  }
  const kind = revision?.k ?? entity.kind;
  const rows = writeEdit(ledger, kind, entityId, { [group]: value }, context);
  return rows.ok ? { ok: true, value: { name: 'restore-value', rows: rows.value, entityId } } : rows;
}
