import type { Ancestry, StepBudget } from './ancestry.ts';
import type { KeyedRevision } from './candidates.ts';
import { isEntered, isLater } from './candidates.ts';

/** Revisions of which none has seen another. */
type Front = readonly KeyedRevision[];

const NO_FRONT: Front = [];
/** Somebody's values stood there, but to find out whose would take too long. */
const UNKNOWN_FRONT: Front = [];

/**
 * For each revision that sets a group, the one whose value stood there before its writer's eyes: the winner of the
 * fold over what it had seen. One walk from the oldest to the newest, in which those who add nothing share the front
 * of whom they saw, so that a chain of thousands takes linear time and memory. Where fronts meet, the older values are
 * searched for; once the budget for that is spent, what stood before such a revision stays out of the result. [F13]
 */
export function findEarlierWinners(
  setters: readonly KeyedRevision[],
  candidates: readonly KeyedRevision[],
  ancestry: Ancestry,
  budget: StepBudget,
): ReadonlyMap<string, KeyedRevision> {
  const winnerById = new Map<string, KeyedRevision>();
  if (setters.length < 2) return winnerById;
  const newest = setters.reduce((greatest, { id }) => Math.max(greatest, ancestry.circleOf(id)), 0);
  const enteredBefore = frontsBefore(candidates.filter(isEntered), newest, ancestry, budget);
  const madeBefore = frontsBefore(
    candidates.filter((candidate) => !isEntered(candidate)),
    newest,
    ancestry,
    budget,
  );
  for (const { id } of setters) {
    const circle = ancestry.circleOf(id);
    const entered = enteredBefore(circle);
    const [first, ...rest] = entered === NO_FRONT ? madeBefore(circle) : entered;
    if (first)
      winnerById.set(
        id,
        rest.reduce((best, one) => (isLater(one, best) ? one : best), first),
      );
  }
  return winnerById;
}

/** By circle, the newest of the candidates that its revisions had seen. */
function frontsBefore(
  candidates: readonly KeyedRevision[],
  newest: number,
  ancestry: Ancestry,
  budget: StepBudget,
): (circle: number) => Front {
  const ownByCircle = new Map<number, KeyedRevision[]>();
  let oldest = Infinity;
  for (const candidate of candidates) {
    const circle = ancestry.circleOf(candidate.id);
    const own = ownByCircle.get(circle);
    if (own) own.push(candidate);
    else ownByCircle.set(circle, [candidate]);
    oldest = Math.min(oldest, circle);
  }
  const frontBefore: Front[] = [];
  for (let circle = oldest; circle <= newest; circle++) {
    const fronts = new Set<Front>();
    for (const seen of ancestry.namedBy(circle)) {
      if (seen >= oldest) fronts.add(ownByCircle.get(seen) ?? frontBefore[seen - oldest] ?? NO_FRONT);
    }
    fronts.delete(NO_FRONT);
    frontBefore.push(mergeFronts(fronts, ancestry, budget));
  }
  return (circle) => frontBefore[circle - oldest] ?? NO_FRONT;
}

function mergeFronts(fronts: ReadonlySet<Front>, ancestry: Ancestry, budget: StepBudget): Front {
  const [only = NO_FRONT] = fronts;
  if (fronts.size < 2) return only;
  if (fronts.has(UNKNOWN_FRONT) || budget.steps < 0) return UNKNOWN_FRONT;
  for (const front of fronts) budget.steps -= front.length;
  if (budget.steps < 0) return UNKNOWN_FRONT;
  const all = Array.from(new Set(Array.from(fronts).flat()));
  const ids = all.map(({ id }) => id);
  const isSeen = ancestry.seenWithin(budget, ids, ids);
  return isSeen ? all.filter(({ id }) => !isSeen(id)) : UNKNOWN_FRONT;
}
