import { formatMinor } from '../money/amount.ts';
import type { PersonalEntry } from './personal-entry.ts';

/** Latin, Hebrew and Arabic marks that people leave out; the vowel signs of Indian scripts are letters to readers. */
const optionalMarks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;

/** Text as search and category memory compare it: no case, no diacritics, single spaces. [L6] */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(optionalMarks, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Whether every word of the query occurs in the entry's texts, category name, decimal amount or day. [L6] */
export function matchesSearch(entry: PersonalEntry, query: string, categoryName: string): boolean {
  const amount = formatMinor(entry.amountMinor, entry.currency);
  const text = foldText(`${entry.title}\n${entry.note}\n${categoryName}\n${amount}\n${entry.day}`);
  return foldText(query)
    .split(' ')
    .every((word) => text.includes(word) || text.includes(word.replace(',', '.')));
}
