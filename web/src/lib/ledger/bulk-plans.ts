import type { Category } from '@tallybook/shared/personal/categories';
import { changedGroups, validateFields } from '@tallybook/shared/personal/personal-commands';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { flowOf } from '@tallybook/shared/personal/suggest-category';
import { mergeTags, tagChanges } from '@tallybook/shared/personal/tags';
import type { GroupValue } from '@tallybook/shared/revisions/fold';
import { MAX_GROUPS } from '@tallybook/shared/revisions/shown-groups';

/** Groups of a record by name, as an edit writes them. */
export type Groups = Readonly<Record<string, unknown>>;

/** Why a command for many leaves an entry as it is. */
export type SkipReason = 'gone' | 'in-bin' | 'other-flow' | 'too-full' | 'changed-since';

/** Per entry the revision that a command wrote, and the groups that bring back what was there before. */
export type BulkUndo = ReadonlyMap<string, { readonly revisionId: string; readonly before: Groups }>;

/** What a command writes into an entry and what would undo it; null when it is so already. */
export type Plan = (
  entry: PersonalEntry,
  groups: () => ReadonlyMap<string, GroupValue>,
) => { readonly groups: Groups; readonly before: Groups } | SkipReason | null;

export const deletion: Plan = (entry) => (entry.deleted ? null : { groups: { del: 1 }, before: { del: 0 } });

/** One that an edit has taken out of the bin already is confirmed: there is no bin to which that could be undone. */
export const restoring: Plan = (entry) => {
  if (!entry.deleted && !entry.editedWhileDeleted) return null;
  return { groups: { del: 0 }, before: entry.deleted ? { del: 1 } : {} };
};

/** Null takes the category away. A category of the other flow of money is not for this entry. */
export function recategorising(category: Pick<Category, 'id' | 'flow'> | null): Plan {
  const id = category?.id ?? '';
  return (entry) => {
    if (entry.deleted) return 'in-bin';
    if (category && category.flow !== flowOf(entry.kind)) return 'other-flow';
    return entry.category === id ? null : { groups: { category: id }, before: { category: entry.category } };
  };
}

/** Tags to add and to remove, as they are stored. */
export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export function tagging({ add, remove }: TagChange): Plan {
  return (entry, winners) => {
    if (entry.deleted) return 'in-bin';
    const tags = mergeTags(remove, add, entry.tags);
    const groups = tagChanges(entry.tags, tags);
    if (Object.keys(groups).length === 0) return null;
    // Only what grew can be too much; what was too much before may still shrink.
    if (tags.length > entry.tags.length && (isTooFull({ ...entry, tags }) || !isRoomFor(groups, winners())))
      return 'too-full';
    const before = tagChanges(tags, entry.tags);
    return { groups, before };
  };
}

/**
 * Gives an entry the fields of `past` where `seen`, as it was shown, has others, and takes it out of the bin. What was
 * written elsewhere into other fields meanwhile stays.
 */
export function bringingBack(seen: PersonalEntry, past: PersonalEntry): Plan {
  const back = changedGroups(seen, past);
  const inverse = changedGroups(past, seen);
  return (entry, winners) => {
    const groups: Groups = { ...back, ...(entry.deleted && { del: 0 }) };
    const names = Object.keys(groups);
    if (names.length === 0) return null;
    // What cannot be read can still be put back as it was stored.
    const valueBefore = (name: string): unknown => winners().get(name)?.value ?? inverse[name];
    const before = Object.fromEntries(names.map((name) => [name, valueBefore(name)]));
    return { groups, before };
  };
}

/** Brings back what was there before `undo`'s command, but for groups that were changed once more since. */
export function undoing(undo: BulkUndo): Plan {
  return (entry, winners) => {
    const done = undo.get(entry.id);
    if (!done) return null;
    const own = Object.entries(done.before).filter(
      ([group]) => winners().get(group)?.revisionId === done.revisionId,
    );
    if (own.length === 0) return 'changed-since';
    // An edit that a deletion has not seen would take the entry out of the bin.
    if (entry.deleted && own.some(([group]) => group !== 'del')) return 'in-bin';
    const groups = Object.fromEntries(own);
    const before = Object.fromEntries(own.map(([group]) => [group, winners().get(group)?.value]));
    return { groups, before };
  };
}

/** Whether an entity would show these groups as well: one for each tag that it ever had is kept. */
function isRoomFor(groups: Groups, shown: ReadonlyMap<string, GroupValue>): boolean {
  return new Set([...shown.keys(), ...Object.keys(groups)]).size <= MAX_GROUPS;
}

function isTooFull(entry: PersonalEntry): boolean {
  const checked = validateFields(entry);
  return !checked.ok && checked.refusal.some(({ reason }) => reason === 'too-many' || reason === 'too-heavy');
}

/** Whether an entry has the fields of `past` already. */
export function isAsIn(now: PersonalEntry, past: PersonalEntry): boolean {
  return !now.unreadable && Object.keys(changedGroups(now, past)).length === 0;
}
