import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { Locale } from '$lib/locale/context.ts';

/** What was entered in a few words, for a message about it: "Coffee €3.20". */
export function describeFields(
  {
    title,
    category,
    amountMinor,
    currency,
  }: Pick<PersonalFields, 'title' | 'category' | 'amountMinor' | 'currency'>,
  { messages, formats }: Locale,
): string {
  const name = title === '' ? (messages.categories[category] ?? messages.saved.unnamed) : title;
  return `${name} ${formats.amount(amountMinor, currency)}`;
}

/** An entry of a class in the same words. */
export function describeClassEntry({ title, category, legs }: ClassEntry, locale: Locale): string {
  const [leg] = legs;
  if (leg) return describeFields({ title, category, amountMinor: leg.amt, currency: leg.cur }, locale);
  return title === '' ? locale.messages.saved.unnamed : title;
}
