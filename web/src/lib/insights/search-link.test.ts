import { plainStyle } from '@tallybook/shared/money/read-number';
import { indexEntry, prepareSearch } from '@tallybook/shared/personal/entry-search';
import { parseQuery } from '@tallybook/shared/personal/entry-query';
import { spentByCategory } from '@tallybook/shared/personal/totals';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { searchOfAddress } from '$lib/entry-search/search-address.ts';
import { searchWordsEn } from '$lib/locale/search-messages-en.ts';
import { linkToEntries } from './search-link.ts';

const range = { from: '2026-11-01', to: '2026-11-23' };
const read = (link: string) => searchOfAddress(new URL(link, 'http://localhost').searchParams);
const setting = {
  words: searchWordsEn,
  style: plainStyle,
  classes: [],
  people: [],
  categories: [],
  today: '2026-11-23',
  dayBeforeMonth: true,
  firstWeekday: 0,
  resolveCategory: (id: string) => id,
};

it('leads to the list with the same entries as the figure', () => {
  expect(read(linkToEntries(range, 'CHF', { categoryIds: ['food'] }, true))).toEqual({
    text: '',
    filter: { categoryIds: ['food'], currencies: ['CHF'], kinds: ['expense', 'refund'], ...range },
    shares: true,
  });
});

it('leads from one’s own figure to no shares', () => {
  expect(read(linkToEntries(range, 'CHF', { tags: ['trip'] }, false)).shares).toBeUndefined();
});

it('[L60] finds entries that come to the figure, also those without a category', () => {
  const anyEntry = fc.record({
    kind: fc.constantFrom('expense' as const, 'expense' as const, 'refund' as const, 'income' as const),
    amountMinor: fc.integer({ min: 1, max: 10 ** 12 }),
    currency: fc.constantFrom('CHF', 'JPY'),
    category: fc.constantFrom('', 'food', 'e_own'),
    day: fc.constantFrom('2026-10-31', '2026-11-01', '2026-11-10', '2026-11-23', '2026-11-24'),
  });
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 20 }), (drawn) => {
      const entries = drawn.map((fields, n) => makeEntry({ ...fields, id: `e_${String(n)}` }));
      for (const { category, amountMinor } of spentByCategory(entries, 'CHF', range)) {
        const { filter } = read(linkToEntries(range, 'CHF', { categoryIds: [category] }, true));
        const { matches } = prepareSearch(parseQuery('', setting), filter);
        const found = entries.filter((entry) =>
          matches(indexEntry({ ...entry, categoryName: '', classId: null, who: [] })),
        );
        const sum = found.reduce(
          (total, one) => total + BigInt(one.kind === 'refund' ? -one.amountMinor : one.amountMinor),
          0n,
        );
        expect(sum).toBe(amountMinor);
      }
    }),
  );
});
