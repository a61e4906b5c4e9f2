import type { PersonalPlan } from '@tallybook/shared/personal/plans';
import type { OwnCategoryBook } from '$lib/ledger/own-category-book.svelte.ts';

interface Words {
  readonly categories: OwnCategoryBook;
  readonly names: Readonly<Record<string, string>>;
  readonly untitled: string;
}

/** What a plan or an entry is called: its description, else its category. */
export function nameOf(
  of: { title: string; category: string } | null,
  { categories, names, untitled }: Words,
): string {
  if (!of) return untitled;
  return (
    [of.title, of.category === '' ? '' : categories.show(of.category, names).name].find(Boolean) ?? untitled
  );
}

export function planName({ template }: PersonalPlan, words: Words): string {
  return nameOf(template, words);
}
