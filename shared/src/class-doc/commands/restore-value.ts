import type { Day } from '../../calendar/day.ts';
import { readRecurrenceRule } from '../../calendar/recurrence.ts';
import type { Result } from '../../money/result.ts';
import { checkMoney } from '../../revisions/candidates.ts';
import { isSameJson, ownProperty } from '../../revisions/json-shape.ts';
import { isOfKind } from '../../revisions/kind.ts';
import type { ClassLedger } from '../class-ledger.ts';
import { isOwnGroup } from '../identities.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { isAnothers } from './known-member.ts';
import { claimMember } from './members.ts';
import { findPlan, resumedRule } from './plans.ts';
import { refuse, writeEdit } from './write-rows.ts';

/** A group of an entity as one of its revisions set it. */
export interface PastValue {
  entityId: string;
  revisionId: string;
  group: string;
  today: Day;
}

/**
 * Writes a value from the history of an entity again, over everything since: one that was overwritten without being
 * seen, or any earlier one. Money is taken as it was resolved then, the rule of a plan holds from `today` on, and who is
 * the same person as somebody is said as a claim says it. [D26]
 */
export function restoreValue(
  ledger: ClassLedger,
  { entityId, revisionId, group, today }: PastValue,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const entity = ledger.entity(entityId);
  if (!entity) return refuse({ reason: 'unknown-entity', entityId });
  if (entity.deleted) return refuse({ reason: 'deleted', entityId });
  if (isOwnGroup(group) && isAnothers(ledger, entityId, context))
    return refuse({ reason: 'not-yours', memberId: entityId });
  const revision = ledger.revision(revisionId);
  const isOfEntity =
    revision !== undefined &&
    (revision.e ?? revisionId) === entityId &&
    isOfKind(entityId, entity.kind, revision.k);
  if (!isOfEntity || group === 'del' || (group === 'money' && !checkMoney(revision).ok)) {
    return refuse({ reason: 'nothing-to-restore', entityId });
  }
  const value = ownProperty(revision.s, group);
  if (value === undefined || isSameJson(value, entity.groups.get(group)?.value)) {
    return refuse({ reason: 'nothing-to-restore', entityId });
  }
  if (group === 'same' && typeof value === 'string') {
    return claimMember(ledger, { memberId: entityId, asId: value }, context);
  }
  const plan = group === 'rule' ? findPlan(ledger, entityId) : undefined;
  const rule = plan ? readRecurrenceRule(value) : null;
  const groups = plan ? rule && resumedRule(rule, plan, today) : { [group]: value };
  if (!groups || Object.keys(groups).length === 0) return refuse({ reason: 'nothing-to-restore', entityId });
  const rows = writeEdit(ledger, revision.k, entityId, groups, context);
  return rows.ok ? { ok: true, value: { name: 'restore-value', rows: rows.value, entityId } } : rows;
}
