import type { Day } from '../../calendar/day.ts';
import type { Result } from '../../money/result.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { findPlan, resumedRule } from './plans.ts';
import { refuse, writeEdit } from './write-rows.ts';

/** Deletes an entry, plan or comment, having seen all of it; deleting it again changes nothing. [D25] */
export function deleteEntity(
  ledger: ClassLedger,
  entityId: string,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const entity = ledger.entity(entityId);
  if (!entity) return refuse({ reason: 'unknown-entity', entityId });
  if (entity.kind === 'm' || entity.kind === 'c') return refuse({ reason: 'not-deletable', entityId });
  const rows = writeEdit(ledger, entity.kind, entityId, entity.deleted ? {} : { del: 1 }, context);
  return rows.ok ? { ok: true, value: { name: 'delete-entity', rows: rows.value, entityId } } : rows;
}

/**
 * Takes an entity out of the bin, or settles that one stays that was edited while it was deleted. A plan is taken up
 * again from `today` on. [D25] [D32]
 */
export function restoreEntity(
  ledger: ClassLedger,
  { entityId, today }: { entityId: string; today: Day },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const entity = ledger.entity(entityId);
  if (!entity) return refuse({ reason: 'unknown-entity', entityId });
  const isInDoubt = entity.deleted || entity.editedWhileDeleted;
  const plan = entity.deleted ? findPlan(ledger, entityId) : undefined;
  const resumed = plan?.rule ? resumedRule(plan.rule, plan, today) : {};
  const groups = isInDoubt ? { del: 0, ...resumed } : {};
  const rows = writeEdit(ledger, entity.kind, entityId, groups, context);
  return rows.ok ? { ok: true, value: { name: 'restore-entity', rows: rows.value, entityId } } : rows;
}
