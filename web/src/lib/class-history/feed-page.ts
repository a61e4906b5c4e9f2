import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { EntityFacts } from '@tallybook/shared/class-doc/records';
import { utcDayOf, type Day } from '@tallybook/shared/calendar/day';
import { ClassFeed, type FeedStep } from './class-feed.ts';
import { MAX_NEWS, type News } from './last-visit.ts';

export interface FeedDay {
  /** Null of a time that is no date, or still to come. */
  readonly day: Day | null;
  readonly key: string;
  readonly steps: readonly FeedStep[];
}

/** One page more is read at a time. */
export const PAGE = 50;

export interface FeedPage {
  readonly steps: readonly FeedStep[];
  readonly hasMore: boolean;
}

/** The newest `count` steps of one person or of all, without those that are shown elsewhere. */
export function readFeed(
  ledger: ClassLedger,
  count: number,
  personId: string,
  shownIds: ReadonlySet<string> = new Set(),
): FeedPage {
  const isLeft = (step: FeedStep): boolean => !shownIds.has(step.revisionId);
  // Nearly all entries were never changed, so whose they are tells enough.
  const mayBeTheirs = ({ id, heads: [head, other], createdBy }: EntityFacts): boolean =>
    head !== id || other !== undefined || ledger.identity(createdBy) === personId;
  const feed =
    personId === ''
      ? new ClassFeed(ledger, isLeft)
      : new ClassFeed(ledger, (step) => isOf(ledger, step, personId) && isLeft(step), mayBeTheirs);
  const steps = feed.take(count + 1);
  return { steps: steps.slice(0, count), hasMore: steps.length > count };
}

/** What is news, of one person or of all, newest first; what is over the most that is told stays in the feed. */
export function readNews(ledger: ClassLedger, { wants, mayHold }: News, personId: string): FeedStep[] {
  const isWanted = (step: FeedStep): boolean =>
    wants(step) && (personId === '' || isOf(ledger, step, personId));
  return new ClassFeed(ledger, isWanted, mayHold).take(MAX_NEWS);
}

function isOf(ledger: ClassLedger, { auto, authorId }: FeedStep, personId: string): boolean {
  return auto === null && ledger.identity(authorId) === personId;
}

/** Steps by day of this device's zone, in the order in which they come. `offsetMinutes`: as `Date` gives it. */
export function byDay(
  steps: readonly FeedStep[],
  isKnown: (t: number) => boolean,
  offsetMinutes: (t: number) => number,
): FeedDay[] {
  const days: { day: Day | null; key: string; steps: FeedStep[] }[] = [];
  for (const step of steps) {
    const day = isKnown(step.t) ? utcDayOf(step.t - offsetMinutes(step.t) * 60_000) : null;
    const last = days.at(-1);
    if (last?.day === day) last.steps.push(step);
    else days.push({ day, key: `${day ?? 'unknown'} ${step.revisionId}`, steps: [step] });
  }
  return days;
}
