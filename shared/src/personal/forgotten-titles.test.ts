import { describe, expect, it } from 'vitest';
import { learnTitles, suggestCategory, suggestionsByTitle, type LearntTitle } from './suggest-category.ts';

const taught = (title: string, category: string, changedAt: number): LearntTitle => ({
  title,
  flow: 'out',
  category,
  changedAt,
});

describe('[L7] a forgotten title', () => {
  const titles = [taught('corner shop', 'groceries', 100), taught('shop', 'gifts', 50)];

  it('suggests nothing from entries up to that moment, nor do its words', () => {
    expect(suggestCategory('corner shop', 'out', learnTitles(titles))?.category).toBe('groceries');
    const memory = learnTitles(titles, { 'corner shop': 100 });
    expect(suggestCategory('corner cafe', 'out', memory)).toBeNull();
    expect(suggestCategory('shop', 'out', memory)?.category).toBe('gifts');
  });

  it('learns anew from entries changed later', () => {
    const memory = learnTitles([...titles, taught('corner shop', 'home', 101)], { 'corner shop': 100 });
    expect(suggestCategory('corner shop', 'out', memory)?.category).toBe('home');
  });

  it('is every title at once under the empty one, until it is used anew', () => {
    expect(suggestionsByTitle(learnTitles(titles, { '': 99 })).map(({ title }) => title)).toEqual([
      'corner shop',
    ]);
    const memory = learnTitles([...titles, taught('shop', 'home', 101)], { '': 100, shop: 60 });
    expect(suggestionsByTitle(memory)).toEqual([
      { title: 'shop', flow: 'out', category: 'home', changedAt: 101, count: 1 },
    ]);
  });

  it('is not one for values that are no moment, nor for names that every object has', () => {
    const memory = learnTitles([...titles, taught('constructor', 'home', 1)], { 'corner shop': '100' });
    expect(suggestCategory('corner shop', 'out', memory)?.category).toBe('groceries');
    expect(suggestCategory('constructor', 'out', memory)?.category).toBe('home');
  });

  it('is missing in the list of what titles suggest, which begins with the most used', () => {
    const memory = learnTitles(
      [...titles, taught('tea', 'eating-out', 7), taught('tea', 'gifts', 8), taught('tea', 'gifts', 5)],
      {
        shop: 50,
      },
    );
    expect(suggestionsByTitle(memory)).toEqual([
      { title: 'tea', flow: 'out', category: 'gifts', changedAt: 8, count: 3 },
      { title: 'corner shop', flow: 'out', category: 'groceries', changedAt: 100, count: 1 },
    ]);
  });
});
