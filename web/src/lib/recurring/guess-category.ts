import type { Flow } from '@tallybook/shared/personal/categories';
import { suggestCategory, type CategoryMemory } from '@tallybook/shared/personal/suggest-category';
import { learntFrom } from '$lib/ledger/learnt-from.ts';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';
import { categoryHintsEn } from '$lib/locale/category-hints-messages-en.ts';
import { pickLanguage } from '$lib/locale/pick-language.ts';

/** The category that a description suggests; null for none. */
export type GuessCategory = (title: string, flow: Flow) => string | null;

/** Guesses as the form of an entry does; learns from the ledger with the first description that is typed. */
export function categoryGuesser(open: OpenLedger, language: string): GuessCategory {
  let memory: CategoryMemory | undefined;
  let hints: ReadonlyMap<string, string> | undefined;
  return (title, flow) => {
    memory ??= learntFrom(open);
    hints ??= readHints(language);
    return suggestCategory(title, flow, memory, hints)?.category ?? null;
  };
}

function readHints(language: string): ReadonlyMap<string, string> {
  const hints = new Map<string, string>();
  for (const [category, words] of Object.entries(pickLanguage({ en: categoryHintsEn }, language))) {
    for (const word of words.split(' ')) hints.set(word, category);
  }
  return hints;
}
