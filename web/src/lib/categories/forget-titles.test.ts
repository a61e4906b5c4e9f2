import type { TitleSuggestion } from '@tallybook/shared/personal/suggest-category';
import { describe, expect, it } from 'vitest';
import { forgetEverything, forgetTitle, searchLearnt, undoForgetting } from './forget-titles.ts';

const learnt = (title: string, category: string, changedAt = 100): TitleSuggestion => ({
  title,
  flow: 'out',
  category,
  changedAt,
  count: 1,
});

describe('forgetting what was learnt', () => {
  it('holds for entries of a device whose clock is ahead too', () => {
    expect(forgetTitle({ tea: 1 }, learnt('coffee', 'fun', 900), 500)).toEqual({ tea: 1, coffee: 900 });
    expect(forgetTitle({}, learnt('coffee', 'fun', 100), 500)).toEqual({ coffee: 500 });
    expect(forgetEverything({}, [learnt('coffee', 'fun', 900), learnt('tea', 'fun')], 500)).toEqual({
      '': 900,
    });
  });

  it('of everything takes the place of each, but not of what reaches further', () => {
    expect(forgetEverything({ tea: 1, cake: 700, odd: 'x' }, [learnt('coffee', 'fun')], 500)).toEqual({
      '': 500,
      cake: 700,
    });
  });

  it('is undone without what another tab forgot meanwhile', () => {
    const before = { tea: 1 };
    const one = forgetTitle(before, learnt('coffee', 'fun'), 500);
    expect(undoForgetting({ ...one, cake: 600 }, before, one)).toEqual({ tea: 1, cake: 600 });
    const all = forgetEverything(before, [learnt('coffee', 'fun')], 500);
    expect(undoForgetting(all, before, all)).toEqual(before);
    expect(undoForgetting({ ...all, cake: 600 }, before, all)).toEqual({ tea: 1, cake: 600 });
  });
});

describe('searching what was learnt', () => {
  const all = [learnt('café nero', 'eating-out'), learnt('tram', 'transport')];
  const names = (id: string): string => ({ 'eating-out': 'Eating out', transport: 'Tram and bus' })[id] ?? '';

  it('finds titles and the names of categories, whatever the case', () => {
    expect(searchLearnt(all, '  NERO ', names)).toEqual([all[0]]);
    expect(searchLearnt(all, 'bus', names)).toEqual([all[1]]);
    expect(searchLearnt(all, 'boat', names)).toEqual([]);
  });

  it('is off while nothing is typed', () => {
    expect(searchLearnt(all, '  ', names)).toBe(all);
  });
});
