import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainStyle } from '@tallybook/shared/money/read-number';
import { parseQuery } from '@tallybook/shared/personal/entry-query';
import { indexEntry, prepareSearch } from '@tallybook/shared/personal/entry-search';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { searchWordsEn } from '$lib/locale/search-messages-en.ts';
import { cutChunks, itemOf, keyOfItem } from './list-chunk.ts';
import { LineFinder } from './line-finder.ts';
import { ListIndex } from './list-index.ts';

const resolveCategory = (id: string): string => (id === 'food' ? 'groceries' : id);
const categoryName = (id: string): string => (id === '' ? '' : `Für ${id}`);
const classOf = (id: string): string | null => (id.endsWith('3') ? 'c_flat' : null);
const setting = {
  words: searchWordsEn,
  style: plainStyle,
  classes: [{ id: 'c_flat', name: 'Flat' }],
  people: [],
  categories: ['food', 'groceries', 'travel'].map((id) => ({ id, name: id })),
  today: '2026-03-01',
  dayBeforeMonth: true,
  firstWeekday: 0,
  resolveCategory,
};

const word = fc.constantFrom(
  'a',
  'te',
  'Tea',
  'thé',
  '#x',
  'für',
  'coffee',
  '12',
  '1.5',
  'Grün  tee',
  '\t',
  'ñ',
);
const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
const entry = fc.record({
  title: text,
  note: text,
  category: fc.constantFrom('', 'food', 'groceries', 'travel'),
  tags: fc.subarray(['work', 'Büro', 'trip']),
  amountMinor: fc.constantFrom(1, 99, 1_250, 100_000),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
  kind: fc.constantFrom('expense' as const, 'income' as const, 'refund' as const),
  day: fc.constantFrom('2025-12-31', '2026-02-01', '2026-02-28', '2026-03-01'),
  createdAt: fc.nat(5),
});
const piece = fc.constantFrom(
  ...['a', 'e', 'te', 'the', 'fur', 'gro', '12,5', '12.50', '1', '2026-02', '#w', '#buro', '>1', '=12.50'],
  ...['1..100', 'from:february', 'on:2026-02-28', '@flat', 'category:food', 'currency:jpy', '"u te"', 'zzz'],
);
const filter = fc.record(
  {
    categoryIds: fc.constantFrom(['groceries'], ['', 'travel']),
    tags: fc.constantFrom(['work'], ['Büro', 'trip']),
    kinds: fc.constantFrom(['income' as const], ['expense' as const, 'refund' as const]),
    classIds: fc.constantFrom([null], ['c_flat']),
    amountFrom: fc.constant('1.00'),
    from: fc.constant('2026-02-01'),
    to: fc.constant('2026-02-28'),
  },
  { requiredKeys: [] },
);

it('[L41] finds by columns exactly what matches entry by entry', () => {
  fc.assert(
    fc.property(
      fc.array(entry, { maxLength: 60 }),
      fc.array(piece, { maxLength: 4 }),
      filter,
      fc.integer({ min: 1, max: 40 }),
      (list, pieces, narrowed, length) => {
        const entries = list
          .map((own, at) => makeEntry({ ...own, id: `e_${String(at).padStart(16, '0')}` }))
          .sort((a, b) => (keyOfItem(itemOf(a)) < keyOfItem(itemOf(b)) ? -1 : 1));
        const rows = Array.from({ length: Math.ceil(entries.length / length) }, (_, part) => {
          const items = entries.slice(part * length, (part + 1) * length).map(itemOf);
          const [first] = items;
          return cutChunks(first ? keyOfItem(first) : '', items);
        }).flat();
        const search = prepareSearch(parseQuery(pieces.join(' '), setting), narrowed);
        const index = new ListIndex(rows);
        const found = index.find({ ...search, categoryName, resolveCategory, classOf });
        const expected = entries.toReversed().filter((each) => {
          const category = resolveCategory(each.category);
          const name = categoryName(category);
          const asked = { ...each, category, categoryName: name, classId: classOf(each.id), who: [] };
          return search.matches(indexEntry(asked));
        });
        expect(Array.from(found, (position) => index.idAt(position))).toEqual(expected.map(({ id }) => id));
      },
    ),
    { numRuns: 500 },
  );
});

it('[L41] finds entries of a class by the names of who takes part, and by who they are', () => {
  const items = ['Dinner', 'Anna’s taxi', 'Rent'].map((title, at) =>
    itemOf(makeEntry({ id: `e_${String(at).padStart(16, '0')}`, title })),
  );
  const [row] = cutChunks('', items);
  if (!row) throw new Error('there is a chunk');
  const parties = { sets: [['m_anna', 'm_bea'], ['m_bea']], at: Uint32Array.of(0, 1, 1) };
  const people = [{ id: 'm_anna', name: 'Anna' }];
  const find = (query: string): number[] => {
    const search = prepareSearch(parseQuery(query, { ...setting, people }));
    const names = new Map([['m_anna', 'anna']]);
    const finder = new LineFinder(search, { categoryName, resolveCategory }, names);
    const found: number[] = [];
    finder.find({ row, classId: 'c_flat', parties }, (at) => found.push(at));
    return found;
  };
  expect(find('anna')).toEqual([1, 0]);
  expect(find('anna dinner')).toEqual([0]);
  expect(find('who:anna')).toEqual([0]);
  expect(find('@flat')).toEqual([2, 1, 0]);
  expect(find('bea')).toEqual([]);
});
