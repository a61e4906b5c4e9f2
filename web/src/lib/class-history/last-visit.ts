import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { EntityFacts } from '@tallybook/shared/class-doc/records';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { LastVisit } from '$lib/platform/seen-changes.ts';
import { ClassFeed, type FeedStep } from './class-feed.ts';

/** How far one looks for what is new: what is over it is said as "over". */
export const MAX_NEWS = 99;

/** What of a feed is news; `mayHold` tells by an entity whether it has any. */
export interface News {
  readonly wants: (step: FeedStep) => boolean;
  readonly mayHold: (facts: EntityFacts) => boolean;
}

/**
 * What others have done that was not here at the last visit. What came to this device since counts, also when it was
 * done before, without a network; where that is not known (`arrived` is null) the time of a change decides.
 */
export function newsSince(
  ledger: ClassLedger,
  { seenT, arrived }: { seenT: number; arrived: ReadonlySet<string> | null },
  isMine: (authorId: string) => boolean,
): News {
  const isOfOthers = ({ auto, authorId }: FeedStep): boolean => auto === null && !isMine(authorId);
  if (!arrived) {
    return {
      wants: (step) => step.t > seenT && isOfOthers(step),
      mayHold: ({ changedAt }) => changedAt > seenT,
    };
  }
  const entityIds = new Set(Array.from(arrived, (id) => ledger.revision(id)?.e ?? id));
  return {
    wants: (step) => arrived.has(step.revisionId) && isOfOthers(step),
    mayHold: ({ id }) => entityIds.has(id),
  };
}

/** How many changes of others are news, at most one more than `MAX_NEWS`. */
export function countNews(ledger: ClassLedger, { wants, mayHold }: News): number {
  return new ClassFeed(ledger, wants, mayHold).take(MAX_NEWS + 1).length;
}

/** What is news in an open class. */
export function newsOf(live: LiveClass, visit: LastVisit): News {
  const { seenT, standing } = visit;
  const arrived = standing ? live.arrivedSince(standing) : null;
  return live.read((ledger) => newsSince(ledger, { seenT, arrived }, (id) => live.member(id).isMe));
}

/** A visit now. */
export function visitNow(live: LiveClass): LastVisit {
  const seenT = live.read((ledger) => ledger.maxSeenMs);
  return { atMs: Date.now(), seenT, standing: live.standing() };
}
