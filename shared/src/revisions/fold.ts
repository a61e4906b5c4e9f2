import type { KeyedRevision, Quarantined, QuarantineReason } from './candidates.ts';
import type { FoldedEntity } from './fold-entity.ts';
import { foldEntity } from './fold-entity.ts';
import type { Revision, RevisionRow } from './revision.ts';
import { parseRevision } from './revision.ts';

export { allHeads, foldEntity } from './fold-entity.ts';
export type { FoldedEntity, GroupValue } from './fold-entity.ts';
export type { IsCandidate, KeyedRevision, Quarantined, QuarantineReason } from './candidates.ts';

export interface FoldedLog {
  entities: Map<string, FoldedEntity>;
  /** Everything that counts nowhere, by code unit: whole records, and records of which only the money is put aside. */
  quarantined: Quarantined[];
}

/** Folds a whole log; order and repetition of the rows make no difference. [F6] [F8] */
export function foldLog(rows: Iterable<RevisionRow>): FoldedLog {
  const { revisionById, quarantined } = readRows(rows);
  const revisionsByEntity = new Map<string, KeyedRevision[]>();
  for (const [id, revision] of revisionById) {
    const keyed = { id, revision };
    const entityId = revision.e ?? id;
    const siblings = revisionsByEntity.get(entityId);
    if (siblings) siblings.push(keyed);
    else revisionsByEntity.set(entityId, [keyed]);
  }

  const entities = new Map<string, FoldedEntity>();
  for (const [entityId, revisions] of revisionsByEntity) {
    const entity = foldEntity(entityId, revisions);
    // No heads: every revision claims a kind that its id rules out, so there is no such entity.
    if (entity.heads.length > 0) entities.set(entityId, entity);
    for (const one of entity.quarantined) quarantined.push(one);
  }
  return { entities, quarantined: quarantined.sort(compareQuarantined) };
}

/** By key, then by reason, both by code unit. */
export function compareQuarantined(a: Quarantined, b: Quarantined): number {
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return a.reason < b.reason ? -1 : a.reason > b.reason ? 1 : 0;
}

/**
 * One revision per key. Keys are written once; of two readable texts under one the smaller counts, on every replica
 * alike. One that cannot be read is named and takes nothing from its twin.
 */
function readRows(rows: Iterable<RevisionRow>): {
  revisionById: Map<string, Revision>;
  quarantined: Quarantined[];
} {
  const jsonById = new Map<string, string>();
  const revisionById = new Map<string, Revision>();
  // By reason and key, so that a repeated row is named once.
  const quarantined = new Map<string, Quarantined>();
  const putAside = (id: string, reason: QuarantineReason) =>
    quarantined.set(`${reason} ${id}`, { id, reason });
  for (const { id, json } of rows) {
    const known = jsonById.get(id);
    if (known === json) continue;
    const revision = parseRevision(id, json);
    if (!revision.ok) {
      putAside(id, revision.refusal);
      continue;
    }
    if (known !== undefined) putAside(id, 'two-records');
    if (known !== undefined && known < json) continue;
    jsonById.set(id, json);
    revisionById.set(id, revision.value);
  }
  return { revisionById, quarantined: Array.from(quarantined.values()) };
}
