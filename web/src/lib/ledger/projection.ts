import { entryFromEntity, type PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { foldEntity, type FoldedEntity } from '@tallybook/shared/revisions/fold';
import { parseRevision, type Revision, type RevisionRow } from '@tallybook/shared/revisions/revision';
import type { WriteTransaction } from '$lib/platform/ledger-transactions.ts';
import type { LedgerStore, ProjectionRow, StoredRevision } from '$lib/platform/schema.ts';
import type { ProjectionChanges } from './projection-changes.ts';

/** Whether a stored revision has the shape that it was written with; its record is judged by the fold. */
export function isStoredRevision(row: unknown): row is StoredRevision {
  if (typeof row !== 'object' || row === null) return false;
  const { id, entityId, t, json } = row as Partial<StoredRevision>;
  return (
    typeof id === 'string' &&
    typeof entityId === 'string' &&
    typeof t === 'number' &&
    typeof json === 'string'
  );
}

/** The row to store for a record that was made by this app or has passed `parseRevision`. */
export function toStoredRevision(row: RevisionRow): StoredRevision {
  const parsed = parseRevision(row.id, row.json);
  // A writer that breaks the format would lose the entry at the next fold: better to lose the command.
  if (!parsed.ok) throw new Error(`An ill-formed record was about to be written: ${parsed.refusal}`);
  return { id: row.id, entityId: parsed.value.e ?? row.id, t: parsed.value.t, json: row.json };
}

/** Folds the stored revisions of one entity; rows without their shape count as not there. */
export function foldRows(entityId: string, rows: readonly unknown[]): ProjectionRow {
  const good = rows.filter(isStoredRevision);
  const entity = entityOfRows(entityId, good);
  // Without heads every revision claims a kind that its id rules out: there is no such entity.
  const entry = entity && entity.heads.length > 0 ? entryFromEntity(entity) : null;
  return { id: entityId, revisionCount: good.length, entry };
}

/** The entity that revisions make; null when none of them can be read. */
export function entityOfRows(entityId: string, rows: readonly StoredRevision[]): FoldedEntity | null {
  const revisions: { id: string; revision: Revision }[] = [];
  for (const { id, json } of rows) {
    const parsed = parseRevision(id, json);
    if (parsed.ok) revisions.push({ id, revision: parsed.value });
  }
  return revisions.length > 0 ? foldEntity(entityId, revisions) : null;
}

type FoldingTransaction<Stores extends LedgerStore> = WriteTransaction<'revisions' | 'entries' | Stores>;

/** Folds an entity from what is stored, inside a transaction. */
export async function foldStored<Stores extends LedgerStore>(
  tx: FoldingTransaction<Stores>,
  entityId: string,
): Promise<ProjectionRow> {
  return foldRows(entityId, await tx.objectStore('revisions').index('entityId').getAll(entityId));
}

/** Folds an entity, stores the result beside the revisions that it came from, and notes the change. */
export async function storeFold<Stores extends LedgerStore>(
  tx: FoldingTransaction<Stores>,
  entityId: string,
  changes: ProjectionChanges,
): Promise<PersonalEntry | null> {
  const row = await foldStored(tx, entityId);
  const store = tx.objectStore('entries');
  const before: unknown = await store.get(entityId);
  await store.put(row);
  changes.note(before, row);
  return row.entry;
}
