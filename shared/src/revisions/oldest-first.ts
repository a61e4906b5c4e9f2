import type { Ancestry } from './ancestry.ts';
import type { KeyedRevision } from './candidates.ts';
import { isLater } from './candidates.ts';

/** A revision's place in time: its own clock, or that of what it has seen where that is later. */
interface Place {
  t: number;
  /** The longest way down to a revision that has seen nothing. */
  depth: number;
}

/**
 * Revisions so that what was seen stands before who saw it, however wrong the clocks: one with a slow clock comes right
 * after the latest it has seen. Of the others the lesser (t, id) comes first. [F12]
 */
export function oldestFirst(revisions: readonly KeyedRevision[], ancestry: Ancestry): KeyedRevision[] {
  const latestByCircle = new Map<number, number>();
  for (const { id, revision } of revisions) {
    const circle = ancestry.circleOf(id);
    latestByCircle.set(circle, Math.max(latestByCircle.get(circle) ?? 0, revision.t));
  }
  const seenByCircle: Place[] = [];
  for (let circle = 0; circle < ancestry.circleCount; circle++) {
    const place = { t: 0, depth: 0 };
    for (const named of ancestry.namedBy(circle)) {
      const seen = seenByCircle[named];
      place.t = Math.max(place.t, seen?.t ?? 0, latestByCircle.get(named) ?? 0);
      place.depth = Math.max(place.depth, (seen?.depth ?? 0) + 1);
    }
    seenByCircle.push(place);
  }
  const placeOf = ({ id, revision }: KeyedRevision): Place => {
    const seen = seenByCircle[ancestry.circleOf(id)];
    return { t: Math.max(revision.t, seen?.t ?? 0), depth: seen?.depth ?? 0 };
  };
  return revisions
    .map((keyed) => ({ keyed, place: placeOf(keyed) }))
    .sort(
      (a, b) =>
        a.place.t - b.place.t || a.place.depth - b.place.depth || (isLater(a.keyed, b.keyed) ? 1 : -1),
    )
    .map(({ keyed }) => keyed);
}
