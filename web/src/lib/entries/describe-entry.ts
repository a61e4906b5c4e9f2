import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { Locale } from '$lib/locale/context.ts';

/** An entry in a few words, for a message about it: "Coffee €3.20". */
export function describeEntry(entry: PersonalEntry, { messages, formats }: Locale): string {
  const category = messages.categories[entry.category] ?? messages.saved.unnamed;
  const name = entry.title === '' ? category : entry.title;
  return entry.unreadable ? name : `${name} ${formats.amount(entry.amountMinor, entry.currency)}`;
}
