import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { parseRevision } from '@tallybook/shared/revisions/revision';
import { breathe } from '$lib/platform/breathe.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { readReadableRows } from '$lib/platform/readable-rows.ts';
import {
  metaKeys,
  PROJECTION_VERSION,
  type ProjectionRow,
  type StoredRevision,
} from '$lib/platform/schema.ts';
import { deriveRows } from './derive-rows.ts';
import { foldOwnRecords, replaceOwnRecords, type FoldedRecords } from './own-rows.ts';
import { foldRows, isStoredRevision } from './projection.ts';
import { derivedStores } from './projection-changes.ts';
import { entriesOf, isProjectionRow, modernRow, type ProjectionMeta } from './projection-rows.ts';

const MAX_ATTEMPTS = 3;
/** Rows between two pauses. */
const STEP = 1_000;

export interface RecoveredEntries {
  readonly entries: readonly PersonalEntry[];
  /** Rows put aside. */
  readonly unreadable: number;
  /** Whether they and what is derived from them are stored, so that they can be read again. */
  readonly isStored: boolean;
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
    const kept = projection.ok ? projection.value.rows.map(modernRow).filter(isProjectionRow) : [];
    if (!revisions.ok) {
      return {
        entries: entriesOf(kept),
        unreadable: projection.ok ? projection.value.rows.length - kept.length : 0,
        isStored: false,
      };
    }
    const good = revisions.value.rows.filter(isStoredRevision);
    const storedCount = revisions.value.rows.length + revisions.value.unreadableKeys.length;
    const rows = await foldAll(good, kept);
    const unreadable = storedCount - good.filter((row) => parseRevision(row.id, row.json).ok).length;
    const written = await storeProjection(database, rows, {
      storedCount,
      unreadable,
      own: foldOwnRecords(good, rows),
    });
    // Another tab wrote in between: what was read is no longer all there is.
    if (written !== 'outdated' || attempt === MAX_ATTEMPTS)
      return { entries: entriesOf(rows), unreadable, isStored: written === 'stored' };
  }
}

/** An entry of the old projection stands where it was folded from more revisions than can be read now. */
async function foldAll(
  revisions: readonly StoredRevision[],
  kept: readonly ProjectionRow[],
): Promise<ProjectionRow[]> {
  const keptById = new Map(kept.map((row) => [row.id, row]));
  const byEntity = new Map<string, StoredRevision[]>();
  for (const row of revisions) {
    const siblings = byEntity.get(row.entityId);
    if (siblings) siblings.push(row);
    else byEntity.set(row.entityId, [row]);
  }
  const folded: ProjectionRow[] = [];
  for (const [entityId, group] of byEntity) {
    const known = keptById.get(entityId);
    folded.push(known && known.revisionCount > group.length ? known : foldRows(entityId, group));
    if (folded.length % STEP === 0) await breathe();
  }
  return [...folded, ...kept.filter((row) => !byEntity.has(row.id))];
}

/**
 * Revisions are only ever added, so an equal count means that the ones read are the ones there. Long work is several
 * transactions: until the last one, which makes it count, the old version says that all has to be made anew.
 */
async function storeProjection(
  database: LedgerDatabase,
  rows: readonly ProjectionRow[],
  read: { storedCount: number; unreadable: number; own: FoldedRecords },
): Promise<'stored' | 'outdated' | 'refused'> {
  const folded = rows.reduce((sum, row) => sum + row.revisionCount, 0);
  const { storedCount, unreadable } = read;
  const meta: ProjectionMeta = {
    version: PROJECTION_VERSION,
    offset: storedCount - folded,
    unreadable,
    folded,
    rows: rows.length,
  };
  const derived = await deriveRows(entriesOf(rows));
  const last = rows.length % STEP;
  for (let from = last; from < rows.length; from += STEP) {
    const step = await storeStep(database, rows.slice(from, from + STEP), storedCount);
    if (step !== 'stored') return step;
  }
  const result = await database.write(
    ['revisions', 'entries', ...derivedStores],
    async (tx) => {
      if ((await tx.objectStore('revisions').count()) !== storedCount) return 'outdated' as const;
      const entries = tx.objectStore('entries');
      const ids = new Set(rows.map(({ id }) => id));
      const stale = (await entries.getAllKeys()).filter((id) => !ids.has(id));
      await Promise.all(stale.map((id) => entries.delete(id)));
      await Promise.all(rows.slice(0, last).map((row) => entries.put(row)));
      for (const name of ['days', 'months', 'listChunks', 'bin'] as const) await tx.objectStore(name).clear();
      await Promise.all([
        ...derived.days.map((row) => tx.objectStore('days').put(row)),
        ...derived.months.map((row) => tx.objectStore('months').put(row)),
        ...derived.chunks.map((row) => tx.objectStore('listChunks').put(row)),
        ...derived.bin.map((row) => tx.objectStore('bin').put(row)),
      ]);
      await replaceOwnRecords(tx, read.own);
      await tx.objectStore('meta').put({ key: metaKeys.projection, value: meta });
      return 'stored' as const;
    },
    { durability: 'relaxed' },
  );
  return result.ok ? result.value : 'refused';
}

/** No row is taken away here: an entry that only the old projection knows outlives a page that is closed meanwhile. */
async function storeStep(
  database: LedgerDatabase,
  rows: readonly ProjectionRow[],
  storedCount: number,
): Promise<'stored' | 'outdated' | 'refused'> {
  const result = await database.write(
    ['revisions', 'entries', 'meta'],
    async (tx) => {
      if ((await tx.objectStore('revisions').count()) !== storedCount) return 'outdated' as const;
      await tx.objectStore('meta').delete(metaKeys.projection);
      await Promise.all(rows.map((row) => tx.objectStore('entries').put(row)));
      return 'stored' as const;
    },
    { durability: 'relaxed' },
  );
  return result.ok ? result.value : 'refused';
}
