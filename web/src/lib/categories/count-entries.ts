import type { CountedAmount } from '@tallybook/shared/personal/totals';

/** How many entries there are of each category, those of merged ones where they count. */
export function countEntries(
  amounts: Iterable<Pick<CountedAmount, 'category' | 'count'>>,
  resolve: (categoryId: string) => string,
): ReadonlyMap<string, number> {
  const byCategory = new Map<string, number>();
  for (const { category, count = 1 } of amounts) {
    const id = resolve(category);
    byCategory.set(id, (byCategory.get(id) ?? 0) + count);
  }
  return byCategory;
}
