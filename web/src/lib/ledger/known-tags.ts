import { tagKey } from '@tallybook/shared/personal/tags';
import type { PersonalLedger } from './personal-ledger.svelte.ts';

/** The tags in use, the most used first, spelled as the newest entries that are at hand spell them. */
export function knownTags({ stock, newest }: Pick<PersonalLedger, 'stock' | 'newest'>): string[] {
  const spellings = new Map<string, string>();
  // The entries of a large ledger are not read for this.
  for (const { tags } of !stock || stock.isPaged ? newest : stock.entries) {
    for (const tag of tags) if (!spellings.has(tagKey(tag))) spellings.set(tagKey(tag), tag);
  }
  return (stock?.index.tags() ?? []).map((key) => spellings.get(key) ?? key);
}
