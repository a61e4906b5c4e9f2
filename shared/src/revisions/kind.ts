import type { Revision } from './revision.ts';

/** Kinds that a derived or member id fixes by itself; such entities have no creating revision. */
const kindByPrefix: Readonly<Partial<Record<string, string>>> = { m: 'm', c: 'c', s: 's' };

/**
 * The kind of an entity: its id's prefix says it, else the creating revision. While that one is missing, the earliest
 * revision that is there stands in for it. `revisions` has at least one entry. [F7]
 */
export function kindOfEntity(
  entityId: string,
  revisions: readonly { id: string; revision: Revision }[],
): string {
  const fixed = kindByPrefix[entityId.charAt(0)];
  if (fixed !== undefined) return fixed;
  let first = revisions[0];
  for (const candidate of revisions) {
    if (candidate.id === entityId) return candidate.revision.k;
    const { t } = candidate.revision;
    if (first && (t < first.revision.t || (t === first.revision.t && candidate.id < first.id)))
      first = candidate;
  }
  return first?.revision.k ?? '';
}

/**
 * Whether an entity's id leaves its kind open: an occurrence of a plan has no creating revision, and were the earliest
 * to decide, anybody could put the others in quarantine with a revision from the year 1970. [F7]
 */
export function hasOpenKind(entityId: string): boolean {
  return entityId.startsWith('o_');
}

/** Whether a revision of kind `k` belongs to an entity of `kind`; if not, it is put in quarantine. [F7] */
export function isOfKind(entityId: string, kind: string, k: string): boolean {
  return k === kind || hasOpenKind(entityId);
}
