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
