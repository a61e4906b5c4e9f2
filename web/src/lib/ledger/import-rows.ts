import { parseRevision, type RevisionRefusal, type RevisionRow } from '@tallybook/shared/revisions/revision';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { ReadTransaction } from '$lib/platform/ledger-transactions.ts';
import { readReadableRows } from '$lib/platform/readable-rows.ts';
import type { StoredRevision } from '$lib/platform/schema.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';
import { storeAllOwnRecords } from './own-rows.ts';
import { derivedStores, ProjectionChanges } from './projection-changes.ts';
import { isStoredRevision, storeFold } from './projection.ts';

/**
 * A record that was not taken over, and why; 'two-records' is an id that stands for two records, of which the one with
 * the smaller text counts, whether it was here or came with the file.
 */
interface RefusedImport {
  readonly id: string;
  readonly reason: RevisionRefusal | 'two-records';
}

/** Counts of records. */
export interface ImportReport {
  readonly added: number;
  readonly alreadyThere: number;
  readonly refused: readonly RefusedImport[];
}

interface Plan {
  readonly missing: readonly StoredRevision[];
  readonly report: ImportReport;
}

/**
 * Unites `rows` with the stored revisions in one transaction; with `preview` it only says what that would do. A stored
 * row that cannot be read counts as missing, and the file brings it back.
 */
export async function importRows(
  database: LedgerDatabase,
  rows: readonly RevisionRow[],
  options: { preview: boolean },
): Promise<StorageResult<ImportReport>> {
  const readable = await readReadableRows(database, 'revisions');
  if (!readable.ok) return readable;
  const unreadable = new Set(readable.value.unreadableKeys);
  const { candidates, refused } = readCandidates(rows);
  if (options.preview) {
    return database.read(
      ['revisions'],
      async (tx) => (await plan(tx, candidates, unreadable, refused)).report,
    );
  }
  return database.write(
    ['revisions', 'entries', ...derivedStores],
    async (tx) => {
      const changes = new ProjectionChanges();
      const { missing, report } = await plan(
        tx as unknown as ReadTransaction<'revisions'>,
        candidates,
        unreadable,
        refused,
      );
      const store = tx.objectStore('revisions');
      await Promise.all(missing.map((row) => store.put(row)));
      const replaced = new Set(missing.map((row) => row.id));
      const stillUnreadable = readable.value.unreadableKeys.filter((id) => !replaced.has(id));
      const noEntries: string[] = [];
      const refold = async (entityId: string): Promise<void> => {
        // One row that cannot be read fails the transaction: the next load, which finds the counts differ, folds around it.
        const ids = stillUnreadable.length > 0 ? await store.index('entityId').getAllKeys(entityId) : [];
        if (ids.some((id) => stillUnreadable.includes(id))) return;
        if (!(await storeFold(tx, entityId, changes))) noEntries.push(entityId);
      };
      await Promise.all([...new Set(missing.map((row) => row.entityId))].map(refold));
      await storeAllOwnRecords(tx, noEntries);
      await changes.storeIn(tx);
      return report;
    },
    { durability: 'strict', rowCount: rows.length },
  );
}

/** Of two records under one id the smaller text counts, as in the fold. */
function readCandidates(rows: readonly RevisionRow[]): {
  candidates: Map<string, StoredRevision>;
  refused: RefusedImport[];
} {
  const candidates = new Map<string, StoredRevision>();
  const refused: RefusedImport[] = [];
  for (const { id, json } of rows) {
    const parsed = parseRevision(id, json);
    if (!parsed.ok) {
      refused.push({ id, reason: parsed.refusal });
      continue;
    }
    const twin = candidates.get(id);
    if (twin && twin.json !== json) refused.push({ id, reason: 'two-records' });
    if (twin && twin.json <= json) continue;
    candidates.set(id, { id, entityId: parsed.value.e ?? id, t: parsed.value.t, json });
  }
  return { candidates, refused };
}

async function plan(
  tx: ReadTransaction<'revisions'>,
  candidates: ReadonlyMap<string, StoredRevision>,
  unreadable: ReadonlySet<string>,
  refusedBefore: readonly RefusedImport[],
): Promise<Plan> {
  const storedIds = await tx.objectStore('revisions').getAllKeys();
  const known = storedIds.filter((id) => candidates.has(id) && !unreadable.has(id));
  const knownRows = await Promise.all(known.map((id) => tx.objectStore('revisions').get(id)));
  const keptJsonById = new Map<string, string>();
  for (const row of knownRows) {
    if (isStoredRevision(row) && parseRevision(row.id, row.json).ok) keptJsonById.set(row.id, row.json);
  }

  const refused = [...refusedBefore];
  const missing: StoredRevision[] = [];
  let alreadyThere = 0;
  for (const candidate of candidates.values()) {
    const kept = keptJsonById.get(candidate.id);
    if (kept === candidate.json) {
      alreadyThere++;
      continue;
    }
    if (kept !== undefined) refused.push({ id: candidate.id, reason: 'two-records' });
    if (kept === undefined || candidate.json < kept) missing.push(candidate);
  }
  return { missing, report: { added: missing.length, alreadyThere, refused } };
}
