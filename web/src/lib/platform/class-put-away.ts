import { localMemory } from './local-memory.ts';

/** Per class what a person does not want to be told or asked any more. */
type PutAway = Readonly<Record<string, readonly string[]>>;

/** Questions and notices of classes that were put away, one memory for each profile of this device. */
export function classPutAwayMemory(profileName: string) {
  return localMemory(`tallybook:put-away:${profileName}`, isPutAway);
}

function isPutAway(value: unknown): value is PutAway {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((keys) => Array.isArray(keys) && keys.every((key) => typeof key === 'string'))
  );
}
