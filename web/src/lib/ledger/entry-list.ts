import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';

type Order = (a: PersonalEntry, b: PersonalEntry) => number;

/** Newest day first; within a day newest created first. By code unit, so that all devices agree. */
export const byDay: Order = (a, b) => byText(b.day, a.day) || b.createdAt - a.createdAt || byText(b.id, a.id);

/** Newest deletion first. */
export const byDeletion: Order = (a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0) || byText(b.id, a.id);

/** A sorted list with the entry of `before`'s place gone and `after` in its place; a new array. */
export function replaceInOrder(
  list: readonly PersonalEntry[],
  before: PersonalEntry | undefined,
  after: PersonalEntry | undefined,
  order: Order,
): readonly PersonalEntry[] {
  const result = before ? list.filter((entry) => entry.id !== before.id) : [...list];
  if (!after) return result;
  let low = 0;
  let high = result.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = result[middle];
    if (found && order(found, after) < 0) low = middle + 1;
    else high = middle;
  }
  result.splice(low, 0, after);
  return result;
}

/** The same for many at once: those with `ids` gone, `added` in their places. */
export function replaceAllInOrder(
  list: readonly PersonalEntry[],
  ids: ReadonlySet<string>,
  added: readonly PersonalEntry[],
  order: Order,
): readonly PersonalEntry[] {
  const kept = list.filter(({ id }) => !ids.has(id));
  return added.length === 0 ? kept : [...kept, ...added].sort(order);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
