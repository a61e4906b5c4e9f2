import type { Result } from '../money/result.ts';
import { canCarryMoney, isOfKind, kindOfEntity } from './kind.ts';
import type { MoneyGroup, MoneyRefusal } from './money-group.ts';
import { readMoneyGroup } from './money-group.ts';
import { chooseGroups } from './shown-groups.ts';
import type { Revision, RevisionRefusal } from './revision.ts';

/** A revision with its key in the log. */
export interface KeyedRevision {
  id: string;
  revision: Revision;
}

/** Why a record counts nowhere, or (money-…) its money does not. */
export type QuarantineReason =
  | RevisionRefusal
  | 'not-a-string'
  | 'two-records'
  | 'other-kind'
  | `money-${MoneyRefusal}`
  // Money of a kind that carries none.
  | 'money-kind';

export interface Quarantined {
  id: string;
  reason: QuarantineReason;
}

/** Whether a revision may set a group of the entity that is folded; money is checked besides. */
export type IsCandidate = (group: string, revision: Revision) => boolean;

/** What takes part in the fold of one entity. */
export interface Candidates {
  kind: string;
  /** The revisions that count, whatever they set. */
  counted: readonly KeyedRevision[];
  quarantined: readonly Quarantined[];
  byGroup: ReadonlyMap<string, readonly KeyedRevision[]>;
  /** The groups that are shown. [F16] */
  isShown: (group: string) => boolean;
}

/** Sorts the revisions of one entity, at least one, into what counts for which group and what does not. [F7] [F10] */
export function collectCandidates(
  entityId: string,
  revisions: readonly KeyedRevision[],
  isCandidate?: IsCandidate,
): Candidates {
  const kind = kindOfEntity(entityId, revisions);
  const quarantined: Quarantined[] = [];
  const counted: KeyedRevision[] = [];
  for (const keyed of revisions) {
    if (isOfKind(entityId, kind, keyed.revision.k)) counted.push(keyed);
    else quarantined.push({ id: keyed.id, reason: 'other-kind' });
  }
  const isShown = chooseGroups(counted);
  const byGroup = new Map<string, KeyedRevision[]>();
  for (const keyed of counted) {
    const { id, revision } = keyed;
    for (const group of Object.keys(revision.s)) {
      if (!isShown(group)) continue;
      if (group === 'money') {
        const money = checkMoney(revision);
        if (!money.ok) {
          quarantined.push({ id, reason: `money-${money.refusal}` });
          continue;
        }
      }
      if (isCandidate && !isCandidate(group, revision)) continue;
      const candidates = byGroup.get(group);
      if (candidates) candidates.push(keyed);
      else byGroup.set(group, [keyed]);
    }
  }
  return { kind, counted, quarantined, byGroup, isShown };
}

/** The money of a revision that has some: against the invariants, and whether its kind carries money. [D4] [F15] */
export function checkMoney({ k, s }: Revision): Result<MoneyGroup, MoneyRefusal | 'kind'> {
  return canCarryMoney(k) ? readMoneyGroup(s['money']) : { ok: false, refusal: 'kind' };
}

/** The order of revisions that have not seen each other: by (t, id). [F2] */
export function isLater(a: KeyedRevision, b: KeyedRevision): boolean {
  return a.revision.t !== b.revision.t ? a.revision.t > b.revision.t : a.id > b.id;
}

/** Whether somebody entered it; the app wrote the others by itself. [F5] */
export function isEntered({ revision }: KeyedRevision): boolean {
  return revision.auto === undefined;
}

/** What the order of sight needs to know of a revision. */
export function toSighted({ id, revision }: KeyedRevision): { id: string; sees: readonly string[] } {
  return { id, sees: revision.b ?? [] };
}
