import {
  bookCategories,
  categoryFromEntity,
  entityIdOfCategory,
  type CategoryBook,
  type CategoryRecord,
} from '@tallybook/shared/personal/own-categories';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { WriteTransaction } from '$lib/platform/ledger-transactions.ts';
import {
  metaKeys,
  type KeyValueRow,
  type LedgerStore,
  type ProjectionRow,
  type StoredRevision,
} from '$lib/platform/schema.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import { entityOfRows, isStoredRevision } from './projection.ts';
import { isProjectionRow } from './projection-rows.ts';

/** A category as its records that could be read have it. */
interface FoldedCategory {
  readonly record: CategoryRecord;
  /** False when it was once folded from more. */
  readonly isWhole: boolean;
}

/** All categories that the derived row makes; it is made anew when it cannot be read. */
export async function readBook(
  database: LedgerDatabase,
  row: KeyValueRow | undefined,
): Promise<StorageResult<CategoryBook>> {
  const known = recordsIn(row?.value);
  if (known) return stored(bookCategories(known));
  const made = await database.write(['revisions', 'entries', 'meta'], (tx) => storeCategories(tx, []), {
    durability: 'relaxed',
  });
  return made.ok ? stored(bookCategories(made.value)) : made;
}

/** Folds entities that may be categories, and keeps what they are in the derived row. Answers with all there are. */
export async function storeCategories<Stores extends LedgerStore>(
  transaction: WriteTransaction<'revisions' | 'entries' | 'meta' | Stores>,
  entityIds: readonly string[],
): Promise<CategoryRecord[]> {
  const tx = transaction as unknown as WriteTransaction<'revisions' | 'entries' | 'meta'>;
  const meta = tx.objectStore('meta');
  const known = recordsIn((await meta.get(metaKeys.categories))?.value);
  // Of a row that cannot be read nothing is lost: every record is beside it.
  const ids = known ? entityIds : otherEntities(await tx.objectStore('entries').getAll());
  if (known && ids.length === 0) return known;
  const byId = new Map(known?.map((record) => [record.id, record]));
  for (const id of ids) {
    const record = foldCategory(id, await tx.objectStore('revisions').index('entityId').getAll(id));
    if (record) byId.set(record.id, record);
  }
  const records = [...byId.values()];
  await meta.put({ key: metaKeys.categories, value: records });
  return records;
}

/** The categories among rows of the projection that were made from these revisions. */
export function foldCategories(
  revisions: readonly StoredRevision[],
  rows: readonly ProjectionRow[],
): FoldedCategory[] {
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
  return [...byEntity].flatMap(([id, group]) => {
    const record = foldCategory(id, group);
    return record ? [{ record, isWhole: group.length >= (others.get(id) ?? 0) }] : [];
  });
}

/** Stores categories that were folded anew; what can be read no more stays as the derived row had it. */
export async function replaceCategories<Stores extends LedgerStore>(
  transaction: WriteTransaction<'meta' | Stores>,
  folded: readonly FoldedCategory[],
): Promise<void> {
  const meta = (transaction as unknown as WriteTransaction<'meta'>).objectStore('meta');
  const byId = new Map(
    recordsIn((await meta.get(metaKeys.categories))?.value)?.map((record) => [record.id, record]),
  );
  if (byId.size === 0 && folded.length === 0) return;
  for (const { record, isWhole } of folded) if (isWhole || !byId.has(record.id)) byId.set(record.id, record);
  await meta.put({ key: metaKeys.categories, value: [...byId.values()] });
}

function foldCategory(entityId: string, rows: readonly unknown[]): CategoryRecord | null {
  const entity = entityOfRows(entityId, rows.filter(isStoredRevision));
  const record = entity && entity.heads.length > 0 ? categoryFromEntity(entity) : null;
  return record && entityIdOfCategory(record.id) === entityId ? record : null;
}

/** The ids of entities that are no entries. */
function otherEntities(rows: readonly unknown[]): string[] {
  return rows.flatMap((row) => (isProjectionRow(row) && row.entry === null ? [row.id] : []));
}

/** Null for what this app did not write; a row that is not there means that there are none. */
function recordsIn(value: unknown): CategoryRecord[] | null {
  if (value === undefined) return [];
  return Array.isArray(value) && value.every(isRecord) ? value : null;
}

function isRecord(value: unknown): value is CategoryRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, icon, hue, flow, order, archived, mergedInto, heads } = value as Partial<CategoryRecord>;
  return (
    typeof id === 'string' &&
    [name, icon, mergedInto].every((text) => text === null || typeof text === 'string') &&
    [hue, order].every((figure) => figure === null || typeof figure === 'number') &&
    (flow === null || flow === 'in' || flow === 'out') &&
    typeof archived === 'boolean' &&
    Array.isArray(heads)
  );
}
