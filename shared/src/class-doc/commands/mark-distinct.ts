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
  const pairs = unmarkedPairs(ledger, ids);
  const rows: RevisionRow[] = [];
  for (const id of ids) {
    const entity = ledger.entity(id);
    if (!entity || !ledger.entry(id)) return refuse({ reason: 'unknown-entity', entityId: id });
    const fresh = pairs.flatMap(([later, other]) => (later === id ? [other] : []));
    if (fresh.length === 0) continue;
    const distinct = Array.from(new Set([...distinctFrom(entity), ...fresh])).sort();
    const written = writeEdit(ledger, entity.kind, id, { distinct }, context);
    if (!written.ok) return written;
    rows.push(...written.value);
  }
  return { ok: true, value: { name: 'mark-distinct', rows, entityId: ids[0] ?? '' } };
}

/** Two entries, by their ids. */
export type EntryPair = readonly [id: string, otherId: string];

/** The pairs of these entries that nobody has marked yet: what marking them now adds, and taking it back removes. [D34] */
export function unmarkedPairs(ledger: ClassLedger, entryIds: readonly string[]): EntryPair[] {
  const ids = Array.from(new Set(entryIds)).sort();
  const isMarked = isMarkedDistinct((id) => distinctFrom(ledger.entity(id)));
  return ids.flatMap((id, at) =>
    ids
      .slice(0, at)
      .filter((other) => !isMarked(id, other))
      .map((other): EntryPair => [id, other]),
  );
}

/** Takes marks back, whichever of the two entries names the other; other marks of theirs stay. [D34] */
export function unmarkDistinct(
  ledger: ClassLedger,
  pairs: readonly EntryPair[],
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const both = pairs.flatMap(([a, b]): EntryPair[] => [
    [a, b],
    [b, a],
  ]);
  const rows: RevisionRow[] = [];
  for (const id of new Set(both.map(([first]) => first))) {
    const entity = ledger.entity(id);
    if (!entity) return refuse({ reason: 'unknown-entity', entityId: id });
    const named = distinctFrom(entity);
    const others = new Set(both.flatMap(([first, other]) => (first === id ? [other] : [])));
    const distinct = named.filter((other) => !others.has(other));
    if (distinct.length === named.length) continue;
    const written = writeEdit(ledger, entity.kind, id, { distinct }, context);
    if (!written.ok) return written;
    rows.push(...written.value);
  }
  return { ok: true, value: { name: 'mark-distinct', rows, entityId: pairs[0]?.[0] ?? '' } };
}

/**
 * "Keep one": the others go to the bin together; one that stays must be there. It is written on the one that stays, so
 * that a deletion by somebody who keeps another one at the same time has not seen it and does not count. [D34]
 */
export function keepOne(
  ledger: ClassLedger,
  { keptId, entryIds }: { keptId: string; entryIds: readonly string[] },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const kept = ledger.entry(keptId);
  if (!kept) return refuse({ reason: 'unknown-entity', entityId: keptId });
  if (kept.deleted) return refuse({ reason: 'deleted', entityId: keptId });
  const others = Array.from(new Set(entryIds)).filter((id) => id !== keptId);
  const written = writeEdit(
    ledger,
    ledger.entity(keptId)?.kind ?? '',
    keptId,
    { kept: others.sort() },
    context,
  );
  if (!written.ok) return written;
  const rows: RevisionRow[] = [...written.value];
  for (const id of others) {
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
