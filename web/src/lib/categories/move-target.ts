import type { BookedCategory, CategoryBook } from '@tallybook/shared/personal/own-categories';

/**
 * Before which of all categories one goes so that it passes the next one of its own list; null: last of all, and
 * undefined where there is none to pass. Others, which the list does not show, keep their places.
 */
export function moveTarget(
  category: BookedCategory,
  direction: 'up' | 'down',
  list: readonly BookedCategory[],
  book: CategoryBook,
): string | null | undefined {
  const at = list.findIndex(({ id }) => id === category.id);
  if (direction === 'up') return at > 0 ? list[at - 1]?.id : undefined;
  const next = at === -1 ? undefined : list[at + 1];
  if (!next) return undefined;
  return book.all[book.all.findIndex(({ id }) => id === next.id) + 1]?.id ?? null;
}
