import { describe, expect, it } from 'vitest';
import { budgetsMessagesEn as t } from '$lib/locale/budgets-messages-en.ts';
import { Formats } from '$lib/locale/formats.ts';
import { barParts } from './bar-parts.ts';
import { groupBudgets } from './budget-order.ts';
import { budgetTitle } from './budget-title.ts';
import { leftInWords, paceInWords } from './describe-state.ts';
import { linkToEntries } from './search-link.ts';
import { groceries, viewOf } from './test-views.ts';

const formats = new Formats('en-GB', 'en-IE');
const words = { t, formats, currency: 'EUR' };
const today = '2026-11-10';

describe('a budget in words', () => {
  it('is called by its name, or by what it is for', () => {
    const names = {
      nameOf: (id: string) => id.toUpperCase(),
      resolve: (id: string) => (id === 'food' ? 'groceries' : id),
      allSpending: 'All spending',
      andMore: t.andMore,
      count: String,
      language: 'en',
    };
    const called = (name: string, categories: string[] | null) => budgetTitle({ name, categories }, names);
    expect(called('Home', ['a'])).toBe('Home');
    expect(called('', null)).toBe('All spending');
    expect(called('', ['groceries', 'food'])).toBe('GROCERIES');
    expect(called('', ['a', 'b'])).toBe('A and B');
    expect(called('', ['a', 'b', 'c', 'd', 'e'])).toBe('A, B, C and 2 more');
  });

  it('says what is left, or by how much it is over', () => {
    expect(leftInWords(viewOf({ spentMinor: 57_90n }).state, words)).toBe('€42.10 left of €100.00');
    expect(leftInWords(viewOf({ spentMinor: 112_00n }).state, words)).toBe('€12.00 over €100.00');
    expect(leftInWords(viewOf({ availableMinor: -5_00n }).state, words)).toBe('€5.00 over');
  });

  it('says how the spending goes', () => {
    const pace = (changes: Parameters<typeof viewOf>[0]) => paceInWords(viewOf(changes).state, today, words);
    expect(pace({})).toBe('On track');
    expect(pace({ pace: 'short', lastsUntil: '2026-11-19' })).toBe('At this pace it lasts until 19 November');
    expect(pace({ pace: 'short', lastsUntil: '2026-11-02' })).toBe('At this pace it does not last');
    expect(pace({ pace: 'short', lastsUntil: today, spentMinor: 100_00n })).toBe('Used up');
    expect(pace({ pace: 'passed', spentMinor: 101_00n })).toBe('Passed');
  });
});

describe('the bar of a budget', () => {
  it('is as long as what may be spent, with a mark for an even spending', () => {
    expect(barParts(viewOf({ spentMinor: 50_00n }).state)).toEqual({ spent: 50, even: 33.3, limit: null });
    expect(barParts(viewOf({ spentMinor: 1n }).state).spent).toBe(1);
    expect(barParts(viewOf({ spentMinor: -5_00n }).state).spent).toBe(0);
  });

  it('is as long as what was spent once that is more, with a mark for the limit', () => {
    expect(barParts(viewOf({ spentMinor: 200_00n }).state)).toEqual({ spent: 100, even: null, limit: 50 });
    expect(barParts(viewOf({ spentMinor: 1n, availableMinor: -5n }).state).limit).toBe(0);
    expect(barParts(viewOf({ availableMinor: 0n, evenMinor: 0n }).state)).toEqual({
      spent: 0,
      even: 0,
      limit: null,
    });
  });
});

describe('the list of budgets', () => {
  it('is grouped by unit, what needs a look first', () => {
    const on = viewOf({}, { id: 'e_on', createdAt: 1 });
    const passed = viewOf({ pace: 'passed' }, { id: 'e_passed', createdAt: 3 });
    const short = viewOf({ pace: 'short' }, { id: 'e_short', createdAt: 2 });
    const week = viewOf({}, { id: 'e_week', unit: 'week' });
    const groups = groupBudgets([on, passed, short, week]);
    expect(groups.map(({ unit, views }) => [unit, views.map(({ budget }) => budget.id)])).toEqual([
      ['week', ['e_week']],
      ['month', ['e_passed', 'e_short', 'e_on']],
    ]);
  });

  it('leads to the entries behind a budget', () => {
    const around = { resolve: (id: string) => id, classIds: ['c1'] };
    const range = { from: '2026-11-01', to: '2026-11-30' };
    const filterOf = (address: string) => {
      const query = new URLSearchParams(address.split('?')[1]);
      return { filter: JSON.parse(query.get('filter') ?? '{}') as object, shares: query.get('shares') };
    };
    expect(filterOf(linkToEntries(groceries, range, around))).toEqual({
      filter: { categoryIds: ['groceries'], currencies: ['EUR'], kinds: ['expense', 'refund'], ...range },
      shares: '1',
    });
    const all = { ...groceries, categories: null };
    expect(filterOf(linkToEntries({ ...all, counted: 'own' }, range, around))).toMatchObject({
      shares: null,
    });
    expect(filterOf(linkToEntries({ ...all, counted: 'shared' }, range, around)).filter).toMatchObject({
      classIds: ['c1'],
    });
  });
});
