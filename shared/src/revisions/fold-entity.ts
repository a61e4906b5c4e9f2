import { Ancestry } from './ancestry.ts';
import { isSameJson } from './json-shape.ts';
import { kindOfEntity } from './kind.ts';
import type { MoneyRefusal } from './money-group.ts';
import { readMoneyGroup } from './money-group.ts';
import type { Revision, RevisionRefusal } from './revision.ts';
import { MAX_SEEN } from './revision.ts';

/** A revision with its key in the log. */
export interface KeyedRevision {
  id: string;
  revision: Revision;
}

/** The winning value of a group and the revision that wrote it. */
export interface GroupValue {
  value: unknown;
  revisionId: string;
  t: number;
  author: string;
}

/** Why a record counts nowhere, or (money-…) its money does not. */
export type QuarantineReason = RevisionRefusal | 'two-records' | 'other-kind' | `money-${MoneyRefusal}`;

export interface Quarantined {
  id: string;
  reason: QuarantineReason;
}

export interface FoldedEntity {
  id: string;
  kind: string;
  groups: ReadonlyMap<string, GroupValue>;
  deleted: boolean;
  /** A deletion won, but has not seen every change: the entity stays. */
  editedWhileDeleted: boolean;
  /** Revisions that no other has seen, by code unit, at most the newest 32: the `b` of the next edit. */
  heads: readonly string[];
  /** Per group the revisions that lost without having been seen, by code unit. */
  overwritten: ReadonlyMap<string, readonly string[]>;
  /** Times in ms as their writers' clocks had them. */
  createdAt: number;
  changedAt: number;
  deletedAt: number | null;
  /** Revisions of this entity that count nowhere, or whose money does not, by code unit. */
  quarantined: readonly Quarantined[];
}

/**
 * What an entity is after all its revisions, in whatever order they came: per group, what another has seen is out,
 * and the greatest (t, id) of the rest wins. `revisions` are distinct and at least one. [F1] [F2]
 */
export function foldEntity(entityId: string, revisions: readonly KeyedRevision[]): FoldedEntity {
  const kind = kindOfEntity(entityId, revisions);
  const quarantined: Quarantined[] = [];
  const counted: KeyedRevision[] = [];
  const candidatesByGroup = new Map<string, KeyedRevision[]>();

  for (const keyed of revisions) {
    if (keyed.revision.k !== kind) {
      quarantined.push({ id: keyed.id, reason: 'other-kind' });
      continue;
    }
    counted.push(keyed);
    for (const group of Object.keys(keyed.revision.s)) {
      if (group === 'money') {
        const money = readMoneyGroup(keyed.revision.s[group]);
        if (!money.ok) {
          quarantined.push({ id: keyed.id, reason: `money-${money.refusal}` });
          continue;
        }
      }
      const candidates = candidatesByGroup.get(group);
      if (candidates) candidates.push(keyed);
      else candidatesByGroup.set(group, [keyed]);
    }
  }

  const ancestry = counted.length > 1 ? new Ancestry(counted.map(toSighted)) : null;
  const groups = new Map<string, GroupValue>();
  const overwritten = new Map<string, readonly string[]>();
  for (const [group, candidates] of candidatesByGroup) {
    const { winner, losers } = chooseWinner(group, candidates, ancestry);
    const { t, a, s } = winner.revision;
    groups.set(group, { value: s[group], revisionId: winner.id, t, author: a });
    if (losers.length > 0) overwritten.set(group, losers.map(({ id }) => id).sort());
  }

  const deletion = groups.get('del')?.value === 1 ? groups.get('del') : undefined;
  const deleted = deletion !== undefined && hasSeenAllContent(deletion.revisionId, counted, ancestry);
  const times = counted.map(({ revision }) => revision.t);
  const creation = counted.find(({ id }) => id === entityId);
  return {
    id: entityId,
    kind,
    groups,
    deleted,
    editedWhileDeleted: deletion !== undefined && !deleted,
    heads: newestHeads(counted, ancestry),
    overwritten,
    createdAt: creation?.revision.t ?? least(times),
    changedAt: greatest(times),
    deletedAt: deleted ? deletion.t : null,
    quarantined: quarantined.sort((a, b) => compareText(a.id, b.id)),
  };
}

/** The winner of one group, and the unseen losers whose value differs from it. What the app wrote by itself loses to
 * everything that somebody entered, even to what it had seen. [F3] [F5] */
function chooseWinner(
  group: string,
  candidates: KeyedRevision[],
  ancestry: Ancestry | null,
): { winner: KeyedRevision; losers: KeyedRevision[] } {
  const [only] = candidates;
  if (only && (candidates.length === 1 || !ancestry)) return { winner: only, losers: [] };
  const entered = candidates.filter(isEntered);
  const made = candidates.filter((candidate) => !isEntered(candidate));
  const enteredHeads = dropSeen(entered, entered, ancestry);
  const madeHeads = dropSeen(made, candidates, ancestry);
  const winner = (enteredHeads.length > 0 ? enteredHeads : madeHeads).reduce((best, candidate) =>
    isLater(candidate, best) ? candidate : best,
  );
  const value = winner.revision.s[group];
  const losers = [...enteredHeads, ...madeHeads].filter(
    (head) => head !== winner && !isSameJson(head.revision.s[group], value),
  );
  return { winner, losers };
}

/** Those revisions that none of `observers` has seen. */
function dropSeen(
  revisions: KeyedRevision[],
  observers: KeyedRevision[],
  ancestry: Ancestry | null,
): KeyedRevision[] {
  if (!ancestry || revisions.length === 0) return revisions;
  const isSeen = ancestry.seenBy(observers.map(toId), revisions.map(toId));
  return revisions.filter(({ id }) => !isSeen(id));
}

/** Whether a deletion has seen every revision with content that somebody entered; it has seen itself. [F4] */
function hasSeenAllContent(deletionId: string, counted: KeyedRevision[], ancestry: Ancestry | null): boolean {
  const content = counted.filter(
    (keyed) =>
      keyed.id !== deletionId && isEntered(keyed) && Object.keys(keyed.revision.s).some((g) => g !== 'del'),
  );
  if (content.length === 0 || !ancestry) return content.length === 0;
  const isSeen = ancestry.seenBy([deletionId], content.map(toId));
  return content.every(({ id }) => isSeen(id));
}

function newestHeads(counted: KeyedRevision[], ancestry: Ancestry | null): string[] {
  const heads = dropSeen(counted, counted, ancestry);
  const newest =
    heads.length > MAX_SEEN ? heads.sort((a, b) => (isLater(a, b) ? -1 : 1)).slice(0, MAX_SEEN) : heads;
  return newest.map(toId).sort();
}

function isEntered({ revision }: KeyedRevision): boolean {
  return revision.auto === undefined;
}

function isLater(a: KeyedRevision, b: KeyedRevision): boolean {
  return a.revision.t !== b.revision.t ? a.revision.t > b.revision.t : a.id > b.id;
}

function toSighted({ id, revision }: KeyedRevision): { id: string; sees: readonly string[] } {
  return { id, sees: revision.b ?? [] };
}

function toId({ id }: KeyedRevision): string {
  return id;
}

function least(numbers: number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), numbers[0] ?? 0);
}

function greatest(numbers: number[]): number {
  return numbers.reduce((a, b) => Math.max(a, b), 0);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
