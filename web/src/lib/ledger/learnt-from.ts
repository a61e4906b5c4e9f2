import {
  learnTitles,
  type CategoryMemory,
  type LearntTitle,
} from '@tallybook/shared/personal/suggest-category';
import type { OpenLedger } from './open-ledger.ts';

/** What the entries of a ledger suggest: only categories that are offered, and nothing from what was forgotten. */
export function learntFrom({
  ledger,
  categories,
  settings,
}: Pick<OpenLedger, 'ledger' | 'categories' | 'settings'>): CategoryMemory {
  const { book } = categories;
  function* offered(titles: Iterable<LearntTitle>): Generator<LearntTitle> {
    for (const each of titles) {
      const category = categories.resolve(each.category);
      if (!book?.byId.get(category)?.archived) yield { ...each, category };
    }
  }
  const titles = ledger.stock?.index.titles() ?? [];
  return learnTitles(book ? offered(titles) : titles, settings.get('forgotten'));
}
