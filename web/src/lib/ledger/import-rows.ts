import { parseRevision, type RevisionRefusal, type RevisionRow } from '@tallybook/shared/revisions/revision';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { ReadTransaction } from '$lib/platform/ledger-transactions.ts';
import type { StoredRevision } from '$lib/platform/schema.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';
import { isStoredRevision, storeFold } from './projection.ts';

/** A record that was not taken over, and why; 'two-records' is an id that stands for another record here. */
interface RefusedImport {
  readonly id: string;
  readonly reason: RevisionRefusal | 'two-records';
}

/** Counts of records, and of the entries that they make up. */
export interface ImportReport {
  readonly added: number;
  readonly alreadyThere: number;
  readonly refused: readonly RefusedImport[];
  readonly newEntries: number;
  readonly changedEntries: number;
}

interface Plan {
  readonly missing: readonly StoredRevision[];
  readonly report: ImportReport;
}

/** Unites `rows` with the stored revisions in one transaction; with `preview` it only says what that would do. */
export function importRows(
  database: LedgerDatabase,
  rows: readonly RevisionRow[],
  options: { preview: boolean },
): Promise<StorageResult<ImportReport>> {
  const { candidates, refused } = readCandidates(rows);
  if (options.preview) {
    return database.read(
      ['revisions', 'entries'],
      async (tx) => (await plan(tx, candidates, refused)).report,
    );
  }
  return database.write(
    ['revisions', 'entries'],
    async (tx) => {
      const { missing, report } = await plan(tx as unknown as PlanTransaction, candidates, refused);
      const store = tx.objectStore('revisions');
      await Promise.all(missing.map((row) => store.put(row)));
      const touched = new Set(missing.map((row) => row.entityId));
      await Promise.all([...touched].map((entityId) => storeFold(tx, entityId)));
      return report;
    },
    { durability: 'strict' },
  );
}

type PlanTransaction = ReadTransaction<'revisions' | 'entries'>;

function readCandidates(rows: readonly RevisionRow[]): {
  candidates: Map<string, StoredRevision>;
  refused: RefusedImport[];
} {
  const candidates = new Map<string, StoredRevision>();
  const refused: RefusedImport[] = [];
  for (const { id, json } of rows) {
    const parsed = parseRevision(id, json);
    const twin = candidates.get(id);
    if (!parsed.ok) refused.push({ id, reason: parsed.refusal });
    else if (!twin) candidates.set(id, { id, entityId: parsed.value.e ?? id, t: parsed.value.t, json });
    else if (twin.json !== json) refused.push({ id, reason: 'two-records' });
  }
  return { candidates, refused };
}

async function plan(
  tx: PlanTransaction,
  candidates: ReadonlyMap<string, StoredRevision>,
  refusedBefore: readonly RefusedImport[],
): Promise<Plan> {
  const [storedIds, entryIds] = await Promise.all([
    tx.objectStore('revisions').getAllKeys(),
    tx.objectStore('entries').getAllKeys(),
  ]);
  const known = storedIds.filter((id) => candidates.has(id));
  const knownRows = await Promise.all(known.map((id) => tx.objectStore('revisions').get(id)));
  const keptJsonById = new Map<string, string>();
  for (const row of knownRows) if (isStoredRevision(row)) keptJsonById.set(row.id, row.json);

  const refused = [...refusedBefore];
  const missing: StoredRevision[] = [];
  let alreadyThere = 0;
  for (const candidate of candidates.values()) {
    const kept = keptJsonById.get(candidate.id);
    // A stored row without its shape is damaged: the file brings it back.
    if (kept === undefined) missing.push(candidate);
    else if (kept === candidate.json) alreadyThere++;
    else refused.push({ id: candidate.id, reason: 'two-records' });
  }
  const here = new Set(entryIds);
  const touched = [...new Set(missing.map((row) => row.entityId))];
  const changedEntries = touched.filter((id) => here.has(id)).length;
  const newEntries = touched.length - changedEntries;
  return { missing, report: { added: missing.length, alreadyThere, refused, newEntries, changedEntries } };
}
