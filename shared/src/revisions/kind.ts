import type { Revision } from './revision.ts';

/** Kinds that a derived or member id fixes by itself; such entities have no creating revision. */
const kindByPrefix: Readonly<Partial<Record<string, string>>> = { m: 'm', c: 'c', s: 's' };

const kindsOfOccurrences: ReadonlySet<string> = new Set(['x', 'i']);
const kindsWithoutMoney: ReadonlySet<string> = new Set(['m', 'c', 'p', 't']);

/**
 * The kind of an entity: its id's prefix says it, else the creating revision. While that one is missing, the earliest
 * revision that is there stands in for it, of an occurrence the earliest expense or income; '' when there is none. [F7]
 */
export function kindOfEntity(
  entityId: string,
  revisions: readonly { id: string; revision: Revision }[],
): string {
  const fixed = kindByPrefix[entityId.charAt(0)];
  if (fixed !== undefined) return fixed;
  const isOpen = hasOpenKind(entityId);
  let first: (typeof revisions)[number] | undefined;
  for (const candidate of revisions) {
    const { t, k } = candidate.revision;
    if (isOpen && !kindsOfOccurrences.has(k)) continue;
    if (candidate.id === entityId) return k;
    if (!first || t < first.revision.t || (t === first.revision.t && candidate.id < first.id))
      first = candidate;
  }
  return first?.revision.k ?? '';
}

/**
 * Whether an entity's id leaves open if it is an expense or an income: an occurrence of a plan has no creating
 * revision, and were the earliest to decide, anybody could put the others in quarantine with one from 1970. [F7]
 */
export function hasOpenKind(entityId: string): boolean {
  return entityId.startsWith('o_');
}

/** Whether a revision of kind `k` belongs to an entity of `kind`; if not, it is put in quarantine. [F7] */
export function isOfKind(entityId: string, kind: string, k: string): boolean {
  return hasOpenKind(entityId) ? kindsOfOccurrences.has(k) : k === kind;
}

/**
 * Whether money of a kind counts. Members, the class, plans and comments carry none, or it would stand in the balances
 * where no command can delete it; kinds of newer apps may. [F15]
 */
export function canCarryMoney(kind: string): boolean {
  return !kindsWithoutMoney.has(kind);
}
