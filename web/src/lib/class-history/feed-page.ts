import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { EntityFacts } from '@tallybook/shared/class-doc/records';
import { utcDayOf, type Day } from '@tallybook/shared/calendar/day';
import { ClassFeed, type FeedStep } from './class-feed.ts';

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

/** The newest `count` steps, of one person or of all. */
export function readFeed(ledger: ClassLedger, count: number, personId: string): FeedPage {
  const isTheirs = (step: FeedStep): boolean =>
    step.auto === null && ledger.identity(step.authorId) === personId;
  // Nearly all entries were never changed, so whose they are tells enough.
  const mayBeTheirs = ({ id, heads: [head, other], createdBy }: EntityFacts): boolean =>
    head !== id || other !== undefined || ledger.identity(createdBy) === personId;
  const feed = personId === '' ? new ClassFeed(ledger) : new ClassFeed(ledger, isTheirs, mayBeTheirs);
  const steps = feed.take(count + 1);
  return { steps: steps.slice(0, count), hasMore: steps.length > count };
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
