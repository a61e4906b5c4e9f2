import type { Category } from '@tallybook/shared/personal/categories';
import { validateFields } from '@tallybook/shared/personal/personal-commands';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { flowOf } from '@tallybook/shared/personal/suggest-category';
import { mergeTags, tagChanges } from '@tallybook/shared/personal/tags';
import type { GroupValue } from '@tallybook/shared/revisions/fold';

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

export const restoring: Plan = (entry) =>
  entry.deleted || entry.editedWhileDeleted ? { groups: { del: 0 }, before: { del: 1 } } : null;

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
  return (entry) => {
    if (entry.deleted) return 'in-bin';
    const tags = mergeTags(remove, add, entry.tags);
    const groups = tagChanges(entry.tags, tags);
    if (Object.keys(groups).length === 0) return null;
    // Only what grew can be too much; what was too much before may still shrink.
    if (tags.length > entry.tags.length && isTooFull({ ...entry, tags })) return 'too-full';
    const before = tagChanges(tags, entry.tags);
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

function isTooFull(entry: PersonalEntry): boolean {
  const checked = validateFields(entry);
  return !checked.ok && checked.refusal.some(({ reason }) => reason === 'too-many' || reason === 'too-heavy');
}
