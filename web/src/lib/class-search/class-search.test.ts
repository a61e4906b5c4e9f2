import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { QuerySetting } from '@tallybook/shared/personal/entry-query';
import { SearchState } from '$lib/entry-search/search-state.svelte.ts';
import { searchWordsEn } from '$lib/locale/search-messages-en.ts';
import { expect, it } from 'vitest';
import { ClassIndex } from './class-index.ts';
import { ClassSearch } from './class-search.svelte.ts';
import { foundSums } from './found-sums.ts';
import { addressOf, askedByAddress } from './narrowing.ts';

const names = new Map([
  ['m_anna', 'Anna'],
  ['m_bea', 'Bea'],
]);
const identity = (id: string): string => (id === 'm_bea2' ? 'm_bea' : id);

function entry(id: string, own: Partial<ClassEntry> = {}): ClassEntry {
  return {
    ...{ id, kind: 'expense', how: null, original: null, day: '2026-11-20', title: 'Dinner' },
    legs: [{ cur: 'EUR', amt: 1250, pay: [['m_anna', 1250]], owe: [['m_bea2', 1250]] }],
    ...{ category: 'food', note: '', tags: ['trip'], plannedBy: null, unreadable: false, createdAt: 0 },
    ...{ createdBy: 'm_anna', changedAt: 0, changedBy: 'm_anna', deleted: false, deletedAt: null },
    ...{ editedWhileDeleted: false, heads: [], overwritten: new Map() },
    ...own,
  };
}

const dinner = entry('e_dinner');
const refund = entry('e_refund', {
  kind: 'income',
  title: 'Deposit',
  category: '',
  tags: [],
  day: '2026-11-01',
  legs: [{ cur: 'EUR', amt: 5000, pay: [['m_bea2', 5000]], owe: [['m_anna', 5000]] }],
});
const payment = entry('e_payment', {
  kind: 'settlement',
  title: '',
  category: '',
  tags: [],
  legs: [{ cur: 'USD', amt: 700, pay: [['m_bea', 700]], owe: [['m_anna', 700]] }],
});
const entries = [dinner, payment, refund];

const setting: QuerySetting = {
  today: '2026-11-22',
  style: { decimal: '.', group: ',' },
  dayBeforeMonth: true,
  firstWeekday: 0,
  words: searchWordsEn,
  classes: [],
  categories: [{ id: 'food', name: 'Groceries' }],
  people: Array.from(names, ([id, name]) => ({ id, name })),
  resolveCategory: (id) => id,
};

function searchFor(text: string, narrowing: ClassSearch['narrowing'] = {}): ClassSearch {
  const typed = new SearchState(
    () => setting,
    { text, filter: {} },
    (action) => action(),
  );
  const index = new ClassIndex({
    classId: 'c',
    categoryName: (id) => (id === 'food' ? 'Groceries' : ''),
    identity,
    memberNames: names,
  });
  return new ClassSearch(typed, narrowing, () => ({ index, entries, identity }));
}

it.each<[text: string, found: readonly ClassEntry[]]>([
  ['dinner', [dinner]],
  ['grocer', [dinner]],
  ['#trip', [dinner]],
  ['>20', [refund]],
  ['12.50', [dinner]],
  ['2026-11-01', [refund]],
  ['bea', entries],
  ['with:bea deposit', [refund]],
  ['dinner deposit', []],
])('finds by “%s”', (text, found) => {
  expect(searchFor(text).found).toEqual(found);
});

it.each<[narrowing: ClassSearch['narrowing'], found: readonly ClassEntry[]]>([
  [{ person: 'm_bea' }, entries],
  [{ person: 'm_bea', part: 'paid' }, [payment]],
  [{ person: 'm_bea', part: 'for' }, [dinner, refund]],
  [{ person: 'm_anna', part: 'paid' }, [dinner, refund]],
  [{ category: '' }, [payment, refund]],
  [{ kind: 'payment' }, [payment]],
  [{ kind: 'income', category: 'food' }, []],
])('narrows down to %j', (narrowing, found) => {
  expect(searchFor('', narrowing).found).toEqual(found);
});

it('finds nothing as long as nothing is asked', () => {
  const search = searchFor(' ');
  expect([search.isAsking, search.found]).toEqual([false, []]);
});

it('says what to leave out where nothing is found, the most first', () => {
  const search = searchFor('dinner', { person: 'm_bea', part: 'paid', kind: 'payment' });
  expect(search.found).toEqual([]);
  expect(search.loosened()).toEqual([{ without: 'text', count: 1 }]);
  search.leaveOut('text');
  expect(search.found).toEqual([payment]);
  const two = searchFor('dinner', { kind: 'income' });
  expect(two.loosened().map(({ without }) => without)).toEqual(['text', 'kind']);
  two.leaveOut('kind');
  expect([two.found, two.narrowing]).toEqual([[dinner], {}]);
  expect(searchFor('nowhere').loosened()).toEqual([]);
});

it('keeps a search in the address, and takes any address', () => {
  const narrowing = { person: 'm_bea', part: 'paid', category: '', kind: 'expense' } as const;
  const address = new URL(addressOf('/s', ' 50% & #trip ', narrowing), 'http://here');
  expect(askedByAddress(address.searchParams)).toEqual({ text: '50% & #trip', narrowing });
  expect(addressOf('/s', '', {})).toBe('/s');
  expect(askedByAddress(new URLSearchParams('part=paid&kind=thing&q=x'))).toEqual({
    text: 'x',
    narrowing: {},
  });
});

it('sums what was found per currency and kind, exactly beyond what a number holds', () => {
  const huge = entry('e_huge', { legs: [{ cur: 'EUR', amt: Number.MAX_SAFE_INTEGER, pay: [], owe: [] }] });
  expect(foundSums([...entries, huge, huge])).toEqual([
    { currency: 'EUR', kind: 'expense', minor: 2n * BigInt(Number.MAX_SAFE_INTEGER) + 1250n },
    { currency: 'EUR', kind: 'income', minor: 5000n },
    { currency: 'USD', kind: 'payment', minor: 700n },
  ]);
});
