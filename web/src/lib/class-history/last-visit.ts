import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { ClassFeed, type FeedStep } from './class-feed.ts';

/** How far one looks for what is new: what is over it is said as "over". */
export const MAX_NEWS = 99;

/** Whether a step happened since a visit and by somebody else. */
export function isNews(step: FeedStep, seenT: number, isMine: (authorId: string) => boolean): boolean {
  return step.t > seenT && step.auto === null && !isMine(step.authorId);
}

/** How many changes of others there are since a visit, at most one more than `MAX_NEWS`. */
export function countNews(ledger: ClassLedger, seenT: number, isMine: (authorId: string) => boolean): number {
  const feed = new ClassFeed(ledger);
  let count = 0;
  for (let step = feed.next(); step && step.t > seenT && count <= MAX_NEWS; step = feed.next()) {
    if (isNews(step, seenT, isMine)) count++;
  }
  return count;
}
