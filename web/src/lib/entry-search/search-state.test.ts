import { expect, it } from 'vitest';
import { querySetting } from './query-setting.ts';
import { addressOfSearch, searchOfAddress } from './search-address.ts';
import { readKept, SearchState, withKept } from './search-state.svelte.ts';

const setting = querySetting({
  language: 'en',
  numberLocale: 'en-GB',
  today: '2026-11-22',
  classes: [],
  categories: [
    { id: 'groceries', name: 'Groceries' },
    { id: 'e_food', name: 'Food' },
  ],
  resolveCategory: (id) => (id === 'e_food' ? 'groceries' : id),
});
const searching = (text = '', filter = {}) =>
  new SearchState(
    () => setting,
    { text, filter },
    (action) => action(),
  );

it('tells the pieces that ask for more than words, which can be taken out or declined', () => {
  const search = searching('coffee >100 last week');
  expect(search.understood.map(({ text }) => text)).toEqual(['>100', 'last week']);
  const [amount, days] = search.understood;
  if (!amount || !days) throw new Error('both were understood');
  search.remove(amount);
  expect(search.text).toBe('coffee last week');
  search.decline(days);
  expect(search.understood).toEqual([]);
  search.text = '';
  search.text = 'last week';
  expect(search.understood).toHaveLength(1);
});

it('shows the first letter before anything is sought, and seeks what is typed by then', () => {
  const waiting: (() => void)[] = [];
  const search = new SearchState(
    () => setting,
    { text: '', filter: {} },
    (action) => waiting.push(action),
  );
  search.text = '>1';
  expect(search.text).toBe('>1');
  expect(search.prepared).toBeNull();
  search.text = '>10';
  waiting.forEach((action) => action());
  expect(search.understood.map(({ text }) => text)).toEqual(['>10']);
  search.text = '>100';
  expect(search.understood.map(({ text }) => text)).toEqual(['>100']);
});

it('asks for nothing when nothing is typed and nothing narrowed down', () => {
  const search = searching('  ');
  expect(search.prepared).toBeNull();
  search.narrow({ categoryIds: ['pets'], amountFrom: '10' });
  expect(search.filterCount).toBe(2);
  expect(search.prepared).not.toBeNull();
  search.narrow({ categoryIds: [], amountFrom: null });
  expect(search.filterCount).toBe(0);
  expect(search.prepared).toBeNull();
});

it('a search for a category that was merged since finds what it was merged into', () => {
  const [category] = searching('category:food').understood;
  expect(category).toMatchObject({ kind: 'category', ids: ['groceries'] });
});

it('outlives a reload in the address, and an address that was cut short does no harm', () => {
  const search = { text: 'döner & co', filter: { tags: ['work'], from: '2026-01-01' } };
  const address = addressOfSearch('/expenses', search);
  expect(searchOfAddress(new URLSearchParams(address.split('?')[1]))).toEqual(search);
  expect(addressOfSearch('/expenses', { text: '', filter: {} })).toBe('/expenses');
  expect(searchOfAddress(new URLSearchParams('q=tea&filter={"tags":["wo'))).toEqual({
    text: 'tea',
    filter: {},
  });
  const odd = searchOfAddress(
    new URLSearchParams('filter={"tags":7,"from":"soon","amountTo":"1e9","kinds":["income"]}'),
  );
  expect(odd.filter).toEqual({ kinds: ['income'] });
});

it('keeps one search per name, and what a newer version stored beside them', () => {
  const newer = { name: 'Charts', version: 9 };
  const first = withKept([newer], { name: 'Work', text: '#work', filter: {} });
  const second = withKept(first, { name: 'WORK', text: '#office', filter: { kinds: ['expense'] } });
  expect(readKept(second).kept).toEqual([{ name: 'WORK', text: '#office', filter: { kinds: ['expense'] } }]);
  expect(readKept(second).rest).toEqual([newer]);
});
