import { localMemory } from './local-memory.ts';

/** Per class, how many changes of others there were when it was last looked at. */
export type SeenChanges = Readonly<Record<string, number>>;

/** One for each profile, known to all tabs. Counts only: nothing of the records is kept here. */
export function seenChangesMemory(profileName: string) {
  return localMemory(`tallybook:seen:${profileName}`, isSeenChanges);
}

function isSeenChanges(value: unknown): value is SeenChanges {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((count) => Number.isSafeInteger(count))
  );
}

/**
 * When the feed of a class was last looked at here, the latest time (ms) of any change that it held then, and how far
 * its document had come: what somebody did earlier without a network comes later.
 */
export interface LastVisit {
  readonly atMs: number;
  readonly seenT: number;
  /** Left out by apps that did not know it. */
  readonly standing?: { readonly documentId: string; readonly vector: string };
}

type LastVisits = Readonly<Record<string, LastVisit>>;

/** The last look at the feed of each class, one for each profile of this device. */
export function lastVisitMemory(profileName: string) {
  return localMemory(`tallybook:visits:${profileName}`, isLastVisits);
}

function isLastVisits(value: unknown): value is LastVisits {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(isVisit)
  );
}

function isStanding(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'documentId' in value &&
    'vector' in value &&
    typeof value.documentId === 'string' &&
    typeof value.vector === 'string'
  );
}

function isVisit(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'atMs' in value &&
    'seenT' in value &&
    Number.isSafeInteger(value.atMs) &&
    Number.isSafeInteger(value.seenT) &&
    (!('standing' in value) || isStanding(value.standing))
  );
}
