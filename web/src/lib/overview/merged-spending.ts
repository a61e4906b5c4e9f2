import type { CategorySpending } from '@tallybook/shared/personal/totals';

/** What was spent per category, where some count for another one: largest first, as before. */
export function mergedSpending(
  spending: readonly CategorySpending[],
  resolve: (categoryId: string) => string,
): CategorySpending[] {
  const byCategory = new Map<string, CategorySpending>();
  for (const { category: own, amountMinor, count } of spending) {
    const category = resolve(own);
    const sums = byCategory.get(category);
    byCategory.set(category, {
      category,
      amountMinor: (sums?.amountMinor ?? 0n) + amountMinor,
      count: (sums?.count ?? 0) + count,
    });
  }
  // Equal ones by id, so that the order never depends on which was merged into which.
  return [...byCategory.values()].sort((a, b) =>
    a.amountMinor === b.amountMinor
      ? a.category < b.category
        ? -1
        : 1
      : a.amountMinor < b.amountMinor
        ? 1
        : -1,
  );
}
