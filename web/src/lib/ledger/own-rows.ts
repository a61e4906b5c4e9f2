import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { WriteTransaction } from '$lib/platform/ledger-transactions.ts';
import type { KeyValueRow, LedgerStore, ProjectionRow, StoredRevision } from '$lib/platform/schema.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { budgetKind, categoryKind, planKind, rateKind, type OwnKind } from './own-kinds.ts';
import { entityOfRows, isStoredRevision } from './projection.ts';
import { isProjectionRow } from './projection-rows.ts';

/** A record as its revisions that could be read have it. */
interface FoldedRecord<R> {
  readonly record: R;
  /** False when it was once folded from more. */
  readonly isWhole: boolean;
}

/** What all kinds fold to; see `foldOwnRecords`. */
export interface FoldedRecords {
  readonly stores: readonly ((tx: WriteTransaction<'meta'>) => Promise<void>)[];
}

/** All records of a kind that the derived row makes; it is made anew when it cannot be read. */
export async function readOwnRecords<R extends { readonly id: string }>(
  database: LedgerDatabase,
  kind: OwnKind<R>,
  row: KeyValueRow | undefined,
): Promise<StorageResult<readonly R[]>> {
  const known = recordsIn(kind, row?.value);
  if (known) return stored(known);
  return database.write(['revisions', 'entries', 'meta'], (tx) => storeOwnRecords(tx, kind, []), {
    durability: 'relaxed',
  });
}

/** Folds entities that may be of a kind, and keeps what they are in the derived row. Answers with all there are. */
export async function storeOwnRecords<R extends { readonly id: string }, Stores extends LedgerStore>(
  transaction: WriteTransaction<'revisions' | 'entries' | 'meta' | Stores>,
  kind: OwnKind<R>,
  entityIds: readonly string[],
): Promise<R[]> {
  const tx = transaction as unknown as WriteTransaction<'revisions' | 'entries' | 'meta'>;
  const meta = tx.objectStore('meta');
  const known = recordsIn(kind, (await meta.get(kind.metaKey))?.value);
  // Of a row that cannot be read nothing is lost: every record is beside it.
  const ids = known ? entityIds : otherEntities(await tx.objectStore('entries').getAll());
  if (known && ids.length === 0) return known;
  const byId = new Map(known?.map((record) => [record.id, record]));
  let isChanged = !known;
  for (const id of ids) {
    const record = foldRecord(kind, id, await tx.objectStore('revisions').index('entityId').getAll(id));
    if (record) byId.set(record.id, record);
    isChanged ||= record !== null;
  }
  const records = [...byId.values()];
  if (isChanged) await meta.put({ key: kind.metaKey, value: records });
  return records;
}

/** As `storeOwnRecords`, of entities whose kind is not known. */
export async function storeAllOwnRecords<Stores extends LedgerStore>(
  tx: WriteTransaction<'revisions' | 'entries' | 'meta' | Stores>,
  entityIds: readonly string[],
): Promise<void> {
  if (entityIds.length === 0) return;
  await storeOwnRecords(tx, categoryKind, entityIds);
  await storeOwnRecords(tx, planKind, entityIds);
  await storeOwnRecords(tx, budgetKind, entityIds);
  await storeOwnRecords(tx, rateKind, entityIds);
}

/** The records of all kinds among rows of the projection that were made from these revisions. */
export function foldOwnRecords(
  revisions: readonly StoredRevision[],
  rows: readonly ProjectionRow[],
): FoldedRecords {
  const others = new Map(
    rows.filter(({ entry }) => entry === null).map(({ id, revisionCount }) => [id, revisionCount]),
  );
  const byEntity = new Map<string, StoredRevision[]>();
  for (const revision of revisions) {
    if (!others.has(revision.entityId)) continue;
    const siblings = byEntity.get(revision.entityId);
    if (siblings) siblings.push(revision);
    else byEntity.set(revision.entityId, [revision]);
  }
  const ofKind = <R extends { readonly id: string }>(kind: OwnKind<R>) => {
    const folded = [...byEntity].flatMap(([id, group]) => {
      const record = foldRecord(kind, id, group);
      return record ? [{ record, isWhole: group.length >= (others.get(id) ?? 0) }] : [];
    });
    return (tx: WriteTransaction<'meta'>) => replaceRecords(tx, kind, folded);
  };
  return { stores: [ofKind(categoryKind), ofKind(planKind), ofKind(budgetKind), ofKind(rateKind)] };
}

/** Stores records that were folded anew; what can be read no more stays as the derived rows had it. */
export async function replaceOwnRecords<Stores extends LedgerStore>(
  transaction: WriteTransaction<'meta' | Stores>,
  { stores }: FoldedRecords,
): Promise<void> {
  const tx = transaction as unknown as WriteTransaction<'meta'>;
  for (const store of stores) await store(tx);
}

async function replaceRecords<R extends { readonly id: string }>(
  tx: WriteTransaction<'meta'>,
  kind: OwnKind<R>,
  folded: readonly FoldedRecord<R>[],
): Promise<void> {
  const meta = tx.objectStore('meta');
  const known = recordsIn(kind, (await meta.get(kind.metaKey))?.value);
  const byId = new Map(known?.map((record) => [record.id, record]));
  if (byId.size === 0 && folded.length === 0) return;
  for (const { record, isWhole } of folded) if (isWhole || !byId.has(record.id)) byId.set(record.id, record);
  await meta.put({ key: kind.metaKey, value: [...byId.values()] });
}

function foldRecord<R extends { readonly id: string }>(
  kind: OwnKind<R>,
  entityId: string,
  rows: readonly unknown[],
): R | null {
  const entity = entityOfRows(entityId, rows.filter(isStoredRevision));
  const record = entity && entity.heads.length > 0 ? kind.fromEntity(entity) : null;
  return record && kind.entityIdOf(record) === entityId ? record : null;
}

/** The ids of entities that are no entries. */
function otherEntities(rows: readonly unknown[]): string[] {
  return rows.flatMap((row) => (isProjectionRow(row) && row.entry === null ? [row.id] : []));
}

/** Null for what this app did not write; a row that is not there means that there are none. */
function recordsIn<R extends { readonly id: string }>(kind: OwnKind<R>, value: unknown): R[] | null {
  if (value === undefined) return [];
  return Array.isArray(value) && value.every((each) => kind.isRecord(each)) ? value : null;
}
