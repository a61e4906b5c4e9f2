import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { Command, WriteContext } from '@tallybook/shared/class-doc/commands/command';
import type { CommandRefusal } from '@tallybook/shared/class-doc/commands/command-refusal';
import { writeEdit } from '@tallybook/shared/class-doc/commands/write-rows';
import type { Result } from '@tallybook/shared/money/result';
import { foldEntity, type KeyedRevision } from '@tallybook/shared/revisions/fold';
import { isSameJson } from '@tallybook/shared/revisions/json-shape';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';

/** What a group reads as while nobody has written it. Money and dates are never without a value. */
const UNWRITTEN: Readonly<Record<string, unknown>> = { title: '', category: '', note: '', tags: [], del: 0 };

/**
 * Makes entries what they would be if commands of mine had never been given; what others wrote meanwhile stays. An entry
 * that is nobody else's goes to the bin.
 */
export function takeBack(
  ledger: ClassLedger,
  commands: readonly Command[],
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const ownIds = new Set(commands.flatMap(({ rows }) => rows.map(({ id }) => id)));
  const entityIds = new Set([...ownIds].map((id) => ledger.revision(id)?.e ?? id));
  const rows: RevisionRow[] = [];
  for (const entityId of entityIds) {
    const entity = ledger.entity(entityId);
    if (!entity) continue;
    const written = writeEdit(
      ledger,
      entity.kind,
      entityId,
      groupsWithout(ledger, entityId, ownIds),
      context,
    );
    if (!written.ok) return written;
    rows.push(...written.value);
  }
  const [first] = commands;
  return { ok: true, value: { name: 'restore-value', rows, entityId: first?.entityId ?? '' } };
}

/** The groups to write so that an entity is as it would be without some revisions of it. */
function groupsWithout(
  ledger: ClassLedger,
  entityId: string,
  ownIds: ReadonlySet<string>,
): Record<string, unknown> {
  const now = ledger.entity(entityId)?.groups;
  const revisions = ledger.history(entityId).flatMap(({ revisionId }): KeyedRevision[] => {
    const revision = ledger.revision(revisionId);
    if (!revision) return [];
    // Emptied, not left out: what others saw before they wrote they have still seen.
    return [{ id: revisionId, revision: ownIds.has(revisionId) ? { ...revision, s: {} } : revision }];
  });
  const without = foldEntity(entityId, revisions).groups;
  if (!without.has('money')) return { del: 1 };
  const groups: Record<string, unknown> = {};
  for (const group of now?.keys() ?? []) {
    const before = without.has(group) ? without.get(group)?.value : UNWRITTEN[group];
    if (before !== undefined && !isSameJson(before, now?.get(group)?.value)) groups[group] = before;
  }
  return groups;
}
