import type { Revision } from './revision.ts';

/** The most groups that an entity shows. */
export const MAX_GROUPS = 64;

const knownGroups: ReadonlySet<string> = new Set(
  ['money', 'title', 'date', 'category', 'note', 'tags', 'files', 'del'].concat([
    'name',
    'look',
    'state',
    'same',
    'currency',
    'on',
    'text',
    'rule',
    'template',
    'distinct',
    'kept',
    'continued',
    'pay',
    'unit',
  ]),
);

/**
 * Which groups of an entity are shown: 64, those that this app knows first, then the others by code unit. A record has
 * room for thousands, and each costs a walk through the whole history of the entity. [F16]
 */
export function chooseGroups(revisions: readonly { revision: Revision }[]): (group: string) => boolean {
  const groups = new Set<string>();
  for (const { revision } of revisions) for (const group of Object.keys(revision.s)) groups.add(group);
  if (groups.size <= MAX_GROUPS) return () => true;
  const known = Array.from(groups).filter((group) => knownGroups.has(group));
  const others = Array.from(groups)
    .filter((group) => !knownGroups.has(group))
    .sort();
  const shown = new Set([...known, ...others].slice(0, MAX_GROUPS));
  return (group) => shown.has(group);
}
