import { Ancestry } from './ancestry.ts';
import type { IsCandidate, KeyedRevision, Quarantined } from './candidates.ts';
import { checkMoney, collectCandidates, isEntered, isLater, toSighted } from './candidates.ts';
import { isSameJson } from './json-shape.ts';
import { hasOpenKind, isOfKind, kindOfEntity } from './kind.ts';
import { MAX_SEEN } from './revision.ts';
import { MAX_GROUPS } from './shown-groups.ts';

/** The winning value of a group and the revision that wrote it. */
export interface GroupValue {
  value: unknown;
  revisionId: string;
  t: number;
  author: string;
  /** The plan's revision, when the app wrote this by itself. */
  auto: string | null;
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
  /** The author of the creating revision, or of the earliest (t, id) while there is none. */
  createdBy: string;
  changedAt: number;
  /** The author of the latest revision by (t, id). */
  changedBy: string;
  deletedAt: number | null;
  /** Revisions of this entity that count nowhere, or whose money does not, by code unit. */
  quarantined: readonly Quarantined[];
}

const NOTHING_QUARANTINED: readonly Quarantined[] = [];
const NOTHING_OVERWRITTEN: ReadonlyMap<string, readonly string[]> = new Map();

/**
 * What an entity is after all its revisions, in whatever order they came: per group, what another has seen is out,
 * and the greatest (t, id) of the rest wins. `revisions` are distinct and at least one. [F1] [F2]
 */
export function foldEntity(
  entityId: string,
  revisions: readonly KeyedRevision[],
  isCandidate?: IsCandidate,
): FoldedEntity {
  const [only] = revisions;
  if (only && revisions.length === 1) {
    const entity = foldSingle(entityId, only, isCandidate);
    if (entity) return entity;
  }
  const { kind, counted, quarantined, byGroup } = collectCandidates(entityId, revisions, isCandidate);
  // All of them, since what one has seen through a revision in quarantine it has seen.
  const ancestry = counted.length > 1 ? new Ancestry(revisions.map(toSighted)) : null;
  const groups = new Map<string, GroupValue>();
  let overwritten: Map<string, readonly string[]> | null = null;
  // In an order that does not tell in which order revisions came.
  for (const [group, candidates] of Array.from(byGroup).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { winner, losers } = chooseWinner(group, candidates, ancestry);
    const { t, a, s, auto } = winner.revision;
    groups.set(group, { value: s[group], revisionId: winner.id, t, author: a, auto: auto ?? null });
    if (losers.length > 0) (overwritten ??= new Map()).set(group, losers.map(({ id }) => id).sort());
  }

  const deletion = groups.get('del')?.value === 1 ? groups.get('del') : undefined;
  const deleted = deletion !== undefined && hasSeenAllContent(deletion.revisionId, counted, ancestry);
  const { first, latest } = outermost(entityId, counted);
  return {
    id: entityId,
    kind: hasOpenKind(entityId) ? kindOfMoney(groups, counted, kind) : kind,
    groups,
    deleted,
    editedWhileDeleted: deletion !== undefined && !deleted,
    heads: newestHeads(counted, ancestry),
    overwritten: overwritten ?? NOTHING_OVERWRITTEN,
    createdAt: first?.revision.t ?? 0,
    createdBy: first?.revision.a ?? '',
    changedAt: latest?.revision.t ?? 0,
    changedBy: latest?.revision.a ?? '',
    deletedAt: deleted ? deletion.t : null,
    quarantined:
      quarantined.length > 1 ? quarantined.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : quarantined,
  };
}

/**
 * The fold of an entity that was never edited, as nearly all are; null when something about it is to be put in
 * quarantine or left out. It gives what the general fold gives, in a third of the time.
 */
function foldSingle(
  entityId: string,
  keyed: KeyedRevision,
  isCandidate: IsCandidate | undefined,
): FoldedEntity | null {
  const { id, revision } = keyed;
  const { k, t, a, s, auto = null } = revision;
  if (!isOfKind(entityId, kindOfEntity(entityId, [keyed]), k)) return null;
  const names = Object.keys(s);
  if (names.length > MAX_GROUPS) return null;
  const groups = new Map<string, GroupValue>();
  for (const group of names) {
    if (group === 'money' && !checkMoney(revision).ok) return null;
    if (isCandidate && !isCandidate(group, revision)) continue;
    groups.set(group, { value: s[group], revisionId: id, t, author: a, auto });
  }
  const deleted = groups.get('del')?.value === 1;
  return {
    id: entityId,
    kind: k,
    groups,
    deleted,
    editedWhileDeleted: false,
    heads: [id],
    overwritten: NOTHING_OVERWRITTEN,
    createdAt: t,
    createdBy: a,
    changedAt: t,
    changedBy: a,
    deletedAt: deleted ? t : null,
    quarantined: NOTHING_QUARANTINED,
  };
}

/** The winner of one group, and the unseen losers whose value differs from it. What the app wrote by itself loses to
 * everything that somebody entered, even to what it had seen. [F3] [F5] */
function chooseWinner(
  group: string,
  candidates: readonly KeyedRevision[],
  ancestry: Ancestry | null,
): { winner: KeyedRevision; losers: readonly KeyedRevision[] } {
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
  revisions: readonly KeyedRevision[],
  observers: readonly KeyedRevision[],
  ancestry: Ancestry | null,
): readonly KeyedRevision[] {
  if (!ancestry || revisions.length === 0) return revisions;
  const isSeen = ancestry.seenBy(observers.map(toId), revisions.map(toId));
  return revisions.filter(({ id }) => !isSeen(id));
}

/** Whether a deletion has seen every revision with content that somebody entered; it has seen itself. [F4] */
function hasSeenAllContent(
  deletionId: string,
  counted: readonly KeyedRevision[],
  ancestry: Ancestry | null,
): boolean {
  const content = counted.filter(
    (keyed) =>
      keyed.id !== deletionId && isEntered(keyed) && Object.keys(keyed.revision.s).some((g) => g !== 'del'),
  );
  if (content.length === 0 || !ancestry) return content.length === 0;
  const isSeen = ancestry.seenBy([deletionId], content.map(toId));
  return content.every(({ id }) => isSeen(id));
}

/** The revisions that no other has seen, by code unit: also those that the fold is too short to name. [F9] */
export function allHeads(entityId: string, revisions: readonly KeyedRevision[]): readonly string[] {
  const { counted } = collectCandidates(entityId, revisions);
  return dropSeen(counted, counted, new Ancestry(revisions.map(toSighted)))
    .map(toId)
    .sort();
}

function newestHeads(counted: readonly KeyedRevision[], ancestry: Ancestry | null): string[] {
  const heads = dropSeen(counted, counted, ancestry);
  const newest =
    heads.length > MAX_SEEN ? heads.toSorted((a, b) => (isLater(a, b) ? -1 : 1)).slice(0, MAX_SEEN) : heads;
  return newest.map(toId).sort();
}

/** The creating revision, or the earliest one while it is missing, and the latest. */
function outermost(
  entityId: string,
  counted: readonly KeyedRevision[],
): { first: KeyedRevision | undefined; latest: KeyedRevision | undefined } {
  let [first] = counted;
  let latest = first;
  for (const keyed of counted) {
    if (keyed.id === entityId || (first && first.id !== entityId && isLater(first, keyed))) first = keyed;
    if (latest && isLater(keyed, latest)) latest = keyed;
  }
  return { first, latest };
}

/** The kind that the writer of the winning money gave it, where the entity's id leaves it open. [F7] */
function kindOfMoney(
  groups: ReadonlyMap<string, GroupValue>,
  counted: readonly KeyedRevision[],
  earliest: string,
): string {
  const revisionId = groups.get('money')?.revisionId;
  return counted.find(({ id }) => id === revisionId)?.revision.k ?? earliest;
}

function toId({ id }: KeyedRevision): string {
  return id;
}
