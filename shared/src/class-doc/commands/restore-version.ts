import type { Result } from '../../money/result.ts';
import { toSighted, type KeyedRevision } from '../../revisions/candidates.ts';
import { foldEntity } from '../../revisions/fold.ts';
import { isSameJson } from '../../revisions/json-shape.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import type { Groups } from './write-rows.ts';
import { refuse, writeEdit } from './write-rows.ts';

/** An entry as it was when one of its revisions was written. */
export interface PastVersion {
  entryId: string;
  revisionId: string;
}

/** What a group reads as while nobody has written it. */
const UNWRITTEN: Groups = { title: '', category: '', note: '', tags: [], files: [] };

/**
 * Makes an entry again what the writer of one of its revisions had before them once it was written: every group that
 * differs, in one revision, out of the bin if need be. Money is taken as it was resolved then. [D26]
 */
export function restoreVersion(
  ledger: ClassLedger,
  { entryId, revisionId }: PastVersion,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const entity = ledger.entity(entryId);
  if (!entity || !ledger.entry(entryId)) return refuse({ reason: 'unknown-entity', entityId: entryId });
  const groups = groupsOfVersion(ledger, entryId, revisionId);
  if (!groups || Object.keys(groups).length === 0)
    return refuse({ reason: 'nothing-to-restore', entityId: entryId });
  const rows = writeEdit(ledger, entity.kind, entryId, groups, context);
  return rows.ok ? { ok: true, value: { name: 'restore-value', rows: rows.value, entityId: entryId } } : rows;
}

/** The groups in which the version differs from what counts now; null when it was deleted or has no readable money. */
export function groupsOfVersion(ledger: ClassLedger, entryId: string, revisionId: string): Groups | null {
  const entity = ledger.entity(entryId);
  if (!entity) return null;
  const revisions = seenFrom(ledger, entryId, revisionId);
  if (revisions.length === 0) return null;
  const past = foldEntity(entryId, revisions);
  if (past.deleted || past.kind !== entity.kind || !past.groups.has('money')) return null;
  const groups: Record<string, unknown> = entity.deleted ? { del: 0 } : {};
  for (const group of new Set([...past.groups.keys(), ...entity.groups.keys()])) {
    if (group === 'del') continue;
    const before = past.groups.has(group) ? past.groups.get(group)?.value : UNWRITTEN[group];
    const isSame = isSameJson(before, entity.groups.get(group)?.value ?? UNWRITTEN[group]);
    if (before !== undefined && !isSame) groups[group] = before;
  }
  return groups;
}

/** A revision of the entity and all that it has seen, directly or not. */
function seenFrom(ledger: ClassLedger, entityId: string, revisionId: string): KeyedRevision[] {
  const found = new Map<string, KeyedRevision>();
  const open = [revisionId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const revision = ledger.revision(id);
    if (found.has(id) || !revision || (revision.e ?? id) !== entityId) continue;
    const keyed = { id, revision };
    found.set(id, keyed);
    open.push(...toSighted(keyed).sees);
  }
  return [...found.values()];
}
