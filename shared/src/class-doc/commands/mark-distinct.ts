import type { Day } from '../../calendar/day.ts';
import type { Result } from '../../money/result.ts';
import type { RevisionRow } from '../../revisions/revision.ts';
import type { ClassLedger } from '../class-ledger.ts';
import { distinctFrom, isMarkedDistinct } from '../possible-duplicates.ts';
import { deleteEntity, restoreEntity } from './delete-entity.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { refuse, writeEdit } from './write-rows.ts';

/**
 * "Both are right": each entry but the first names those before it, unless one of the two is named by the other
 * already. [D34]
 */
export function markDistinct(
  ledger: ClassLedger,
  entryIds: readonly string[],
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const ids = Array.from(new Set(entryIds)).sort();
  const isMarked = isMarkedDistinct((id) => distinctFrom(ledger.entity(id)));
  const rows: RevisionRow[] = [];
  for (const [at, id] of ids.entries()) {
    const entity = ledger.entity(id);
    if (!entity || !ledger.entry(id)) return refuse({ reason: 'unknown-entity', entityId: id });
    const fresh = ids.slice(0, at).filter((other) => !isMarked(id, other));
    if (fresh.length === 0) continue;
    const distinct = Array.from(new Set([...distinctFrom(entity), ...fresh])).sort();
    const written = writeEdit(ledger, entity.kind, id, { distinct }, context);
    if (!written.ok) return written;
    rows.push(...written.value);
  }
  return { ok: true, value: { name: 'mark-distinct', rows, entityId: ids[0] ?? '' } };
}

/** "Keep one": the others go to the bin together; one that stays must be there. [D34] */
export function keepOne(
  ledger: ClassLedger,
  { keptId, entryIds }: { keptId: string; entryIds: readonly string[] },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const kept = ledger.entry(keptId);
  if (!kept) return refuse({ reason: 'unknown-entity', entityId: keptId });
  if (kept.deleted) return refuse({ reason: 'deleted', entityId: keptId });
  const rows: RevisionRow[] = [];
  for (const id of new Set(entryIds)) {
    if (id === keptId) continue;
    const deleted = deleteEntity(ledger, id, context);
    if (!deleted.ok) return deleted;
    rows.push(...deleted.value.rows);
  }
  return { ok: true, value: { name: 'delete-entity', rows, entityId: keptId } };
}

/** Takes back that one was kept: the others come out of the bin together. [D34] */
export function restoreOthers(
  ledger: ClassLedger,
  { entryIds, today }: { entryIds: readonly string[]; today: Day },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const rows: RevisionRow[] = [];
  for (const entityId of entryIds) {
    const restored = restoreEntity(ledger, { entityId, today }, context);
    if (!restored.ok) return restored;
    rows.push(...restored.value.rows);
  }
  return { ok: true, value: { name: 'restore-entity', rows, entityId: entryIds[0] ?? '' } };
}
