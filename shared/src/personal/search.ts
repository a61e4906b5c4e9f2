import { formatMinor } from '../money/amount.ts';
import { foldText } from './fold-text.ts';
import type { PersonalEntry } from './personal-entry.ts';

export { foldText } from './fold-text.ts';

/** Whether every word of the query occurs in the entry's texts, category name, decimal amount or day. [L6] */
export function matchesSearch(entry: PersonalEntry, query: string, categoryName: string): boolean {
  const amount = formatMinor(entry.amountMinor, entry.currency);
  const text = foldText(`${entry.title}\n${entry.note}\n${categoryName}\n${amount}\n${entry.day}`);
  return foldText(query)
    .split(' ')
    .every((word) => text.includes(word) || text.includes(word.replace(',', '.')));
}
