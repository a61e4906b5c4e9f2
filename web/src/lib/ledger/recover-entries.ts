import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { parseRevision } from '@tallybook/shared/revisions/revision';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { readReadableRows } from '$lib/platform/readable-rows.ts';
import {
  metaKeys,
  PROJECTION_VERSION,
  type ProjectionRow,
  type StoredRevision,
} from '$lib/platform/schema.ts';
import { foldRows, isStoredRevision } from './projection.ts';
import { entriesOf, isProjectionRow, type ProjectionMeta } from './projection-rows.ts';

const MAX_ATTEMPTS = 3;

export interface RecoveredEntries {
  readonly entries: readonly PersonalEntry[];
  /** Rows put aside. */
  readonly unreadable: number;
}

/**
 * Makes the entries from the revisions, around whatever cannot be read, and stores them as the new projection where
 * writing is possible. An entry whose revisions are all gone is kept as the old projection has it. Null when neither
 * revisions nor projection can be read.
 */
export async function recoverEntries(database: LedgerDatabase): Promise<RecoveredEntries | null> {
  for (let attempt = 1; ; attempt++) {
    const [revisions, projection] = [
      await readReadableRows(database, 'revisions'),
      await readReadableRows(database, 'entries'),
    ];
    if (!revisions.ok && !projection.ok) return null;
    const kept = projection.ok ? projection.value.rows.filter(isProjectionRow) : [];
    if (!revisions.ok) {
      return {
        entries: entriesOf(kept),
        unreadable: projection.ok ? projection.value.rows.length - kept.length : 0,
      };
    }
    const good = revisions.value.rows.filter(isStoredRevision);
    const storedCount = revisions.value.rows.length + revisions.value.unreadableKeys.length;
    const rows = foldAll(good, kept);
    const unreadable = storedCount - good.filter((row) => parseRevision(row.id, row.json).ok).length;
    const result = { entries: entriesOf(rows), unreadable };
    const written = await storeProjection(database, rows, { storedCount, unreadable });
    // Another tab wrote in between: what was read is no longer all there is.
    if (written !== 'outdated' || attempt === MAX_ATTEMPTS) return result;
  }
}

/** An entry of the old projection stands where it was folded from more revisions than can be read now. */
function foldAll(revisions: readonly StoredRevision[], kept: readonly ProjectionRow[]): ProjectionRow[] {
  const keptById = new Map(kept.map((row) => [row.id, row]));
  const byEntity = new Map<string, StoredRevision[]>();
  for (const row of revisions) {
    const siblings = byEntity.get(row.entityId);
    if (siblings) siblings.push(row);
    else byEntity.set(row.entityId, [row]);
  }
  const folded = [...byEntity].map(([entityId, group]) => {
    const known = keptById.get(entityId);
    return known && known.revisionCount > group.length ? known : foldRows(entityId, group);
  });
  return [...folded, ...kept.filter((row) => !byEntity.has(row.id))];
}

/** Revisions are only ever added, so an equal count means that the ones read are the ones there. */
async function storeProjection(
  database: LedgerDatabase,
  rows: readonly ProjectionRow[],
  read: { storedCount: number; unreadable: number },
): Promise<'stored' | 'outdated' | 'refused'> {
  const folded = rows.reduce((sum, row) => sum + row.revisionCount, 0);
  const meta: ProjectionMeta = {
    version: PROJECTION_VERSION,
    offset: read.storedCount - folded,
    unreadable: read.unreadable,
  };
  const result = await database.write(
    ['revisions', 'entries', 'meta'],
    async (tx) => {
      if ((await tx.objectStore('revisions').count()) !== read.storedCount) return 'outdated' as const;
      const entries = tx.objectStore('entries');
      await entries.clear();
      await Promise.all(rows.map((row) => entries.put(row)));
      await tx.objectStore('meta').put({ key: metaKeys.projection, value: meta });
      return 'stored' as const;
    },
    { durability: 'relaxed' },
  );
  return result.ok ? result.value : 'refused';
}
