import { Ancestry } from './ancestry.ts';
import type { IsCandidate, KeyedRevision } from './candidates.ts';
import { collectCandidates, toSighted } from './candidates.ts';
import { findEarlierWinners } from './earlier-winners.ts';
import { foldEntity } from './fold-entity.ts';
import { oldestFirst } from './oldest-first.ts';

/** One group of one step in a history. */
export interface GroupChange {
  group: string;
  /** What the writer had before them; undefined when nothing, or when to find it would take too long. */
  before: unknown;
  after: unknown;
}

/** One revision in the history of an entity. */
export interface HistoryStep {
  revisionId: string;
  t: number;
  authorId: string;
  what: 'created' | 'edited' | 'deleted' | 'restored';
  changes: readonly GroupChange[];
  /** Groups of this revision that lost without having been seen by what won; each can be restored. */
  overwrittenGroups: readonly string[];
  /** The plan's revision, when the app wrote this by itself. */
  auto: string | null;
  /** Counts nowhere, or its money does not: the reason. */
  quarantined: string | null;
}

/** Steps in search of what stood before, per group: a count that only hundreds of concurrent edits reach. */
const MAX_STEPS = 100_000;

/**
 * All readable revisions of an entity, oldest first, each with what it changed against what its writer had seen.
 * [F12] [F13]
 */
export function entityHistory(
  entityId: string,
  revisions: readonly KeyedRevision[],
  isCandidate?: IsCandidate,
): HistoryStep[] {
  if (revisions.length === 0) return [];
  // In an order that does not tell in which order they came, since it decides when too many steps are spent.
  const sorted = revisions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const { counted, quarantined, byGroup, isShown } = collectCandidates(entityId, sorted, isCandidate);
  const ancestry = new Ancestry(sorted.map(toSighted));
  const winnersByGroup = new Map<string, ReadonlyMap<string, KeyedRevision>>();
  for (const [group, setters] of settersByGroup(counted, isShown)) {
    const candidates = byGroup.get(group) ?? [];
    winnersByGroup.set(group, findEarlierWinners(setters, candidates, ancestry, { steps: MAX_STEPS }));
  }
  const reasonById = new Map(quarantined.map(({ id, reason }) => [id, reason]));
  const overwritten = groupsByRevision(foldEntity(entityId, revisions, isCandidate).overwritten);
  const ordered = oldestFirst(revisions, ancestry);
  const isCounted = new Set(counted);
  const creation = counted.find(({ id }) => id === entityId) ?? ordered.find((keyed) => isCounted.has(keyed));

  return ordered.map((keyed) => {
    const { id, revision } = keyed;
    const changes = Object.keys(revision.s)
      .filter(isShown)
      .map((group) => ({
        group,
        before: winnersByGroup.get(group)?.get(id)?.revision.s[group],
        after: revision.s[group],
      }));
    return {
      revisionId: id,
      t: revision.t,
      authorId: revision.a,
      what: keyed === creation ? 'created' : whatHappened(changes),
      changes,
      overwrittenGroups: overwritten.get(id) ?? [],
      auto: revision.auto ?? null,
      quarantined: reasonById.get(id) ?? null,
    };
  });
}

function whatHappened(changes: readonly GroupChange[]): HistoryStep['what'] {
  const deletion = changes.find(({ group }) => group === 'del');
  if (deletion?.after === 1) return 'deleted';
  return deletion?.after === 0 && deletion.before === 1 ? 'restored' : 'edited';
}

function settersByGroup(
  revisions: readonly KeyedRevision[],
  isShown: (group: string) => boolean,
): Iterable<readonly [group: string, setters: readonly KeyedRevision[]]> {
  const byGroup = new Map<string, KeyedRevision[]>();
  for (const keyed of revisions) {
    for (const group of Object.keys(keyed.revision.s)) {
      if (!isShown(group)) continue;
      const setters = byGroup.get(group);
      if (setters) setters.push(keyed);
      else byGroup.set(group, [keyed]);
    }
  }
  return byGroup;
}

function groupsByRevision(
  revisionsByGroup: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const byRevision = new Map<string, string[]>();
  for (const group of Array.from(revisionsByGroup.keys()).sort()) {
    for (const id of revisionsByGroup.get(group) ?? []) {
      const groups = byRevision.get(id);
      if (groups) groups.push(group);
      else byRevision.set(id, [group]);
    }
  }
  return byRevision;
}
