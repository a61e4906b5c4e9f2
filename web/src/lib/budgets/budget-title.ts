import type { Budget } from '@tallybook/shared/personal/budgets';

interface Words {
  readonly nameOf: (category: string) => string;
  readonly resolve: (category: string) => string;
  readonly allSpending: string;
  readonly andMore: (names: string, count: string) => string;
  readonly count: (value: number) => string;
  readonly language: string;
}

const MOST_NAMES = 3;

/** What a budget is called: its name, or what it is for. Merged categories stand once. */
export function budgetTitle({ name, categories }: Pick<Budget, 'name' | 'categories'>, words: Words): string {
  if (name !== '') return name;
  if (categories === null) return words.allSpending;
  const names = [...new Set(categories.map(words.resolve))].map(words.nameOf);
  if (names.length > MOST_NAMES + 1)
    return words.andMore(names.slice(0, MOST_NAMES).join(', '), words.count(names.length - MOST_NAMES));
  return new Intl.ListFormat(words.language, { type: 'conjunction' }).format(names);
}
