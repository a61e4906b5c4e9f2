import type { FoldedEntity, KeyedRevision, Quarantined } from './fold-entity.ts';
import { foldEntity } from './fold-entity.ts';
import type { RevisionRow } from './revision.ts';
import { parseRevision } from './revision.ts';

export { foldEntity } from './fold-entity.ts';
export type {
  FoldedEntity,
  GroupValue,
  KeyedRevision,
  Quarantined,
  QuarantineReason,
} from './fold-entity.ts';

export interface FoldedLog {
  entities: Map<string, FoldedEntity>;
  /** Everything that counts nowhere, by code unit: whole records, and records of which only the money is put aside. */
  quarantined: Quarantined[];
}

/** Folds a whole log; order and repetition of the rows make no difference. [F6] [F8] */
export function foldLog(rows: Iterable<RevisionRow>): FoldedLog {
  const quarantined: Quarantined[] = [];
  const revisionsByEntity = new Map<string, KeyedRevision[]>();
  for (const [id, json] of distinctRows(rows, quarantined)) {
    const revision = parseRevision(id, json);
    if (!revision.ok) {
      quarantined.push({ id, reason: revision.refusal });
      continue;
    }
    const keyed = { id, revision: revision.value };
    const entityId = revision.value.e ?? id;
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
  quarantined.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.reason < b.reason ? -1 : 1));
  return { entities, quarantined };
}

/** One row per key. Keys are written once; of two texts under one the smaller counts, on every replica alike. */
function distinctRows(rows: Iterable<RevisionRow>, quarantined: Quarantined[]): Map<string, string> {
  const jsonById = new Map<string, string>();
  const disputed = new Set<string>();
  for (const { id, json } of rows) {
    const known = jsonById.get(id);
    if (known !== undefined && known !== json) disputed.add(id);
    if (known === undefined || json < known) jsonById.set(id, json);
  }
  for (const id of disputed) quarantined.push({ id, reason: 'two-records' });
  return jsonById;
}
