import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { OwnCategoryBook } from '$lib/ledger/own-category-book.svelte.ts';
import type { Locale } from '$lib/locale/context.ts';

/** An entry in a few words, for a message about it: "Coffee €3.20". `categories`: for the names of own ones. */
export function describeEntry(
  entry: PersonalEntry,
  { messages, formats }: Locale,
  categories?: OwnCategoryBook,
): string {
  const category = categories
    ? categories.show(entry.category, messages.categories).name
    : (messages.categories[entry.category] ?? '');
  const name = [entry.title, category].find((text) => text !== '') ?? messages.saved.unnamed;
  return entry.unreadable ? name : `${name} ${formats.amount(entry.amountMinor, entry.currency)}`;
}
