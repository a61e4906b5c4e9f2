import { describe, expect, it } from 'vitest';
import { tellBudgets, levelOf } from './budget-notices.ts';
import { viewOf } from './test-views.ts';

const mark = (level: string, from = '2026-11-01') => ({ e_a: { from, level } });
const never = () => false;

describe('what is told of budgets', () => {
  it('begins at 80 % used, and when more was spent than allowed', () => {
    expect(levelOf(viewOf({ spentMinor: 79_99n }).state)).toBe('none');
    expect(levelOf(viewOf({ spentMinor: 80_00n }).state)).toBe('short');
    expect(levelOf(viewOf({ spentMinor: 100_00n }).state)).toBe('short');
    expect(levelOf(viewOf({ spentMinor: 100_01n }).state)).toBe('passed');
    expect(levelOf(viewOf({ spentMinor: 0n, availableMinor: 0n }).state)).toBe('none');
    expect(levelOf(viewOf({ spentMinor: 0n, availableMinor: -5n }).state)).toBe('passed');
  });

  it('tells once when a budget crosses, and again when it is passed', () => {
    const short = [viewOf({ spentMinor: 85_00n })];
    const first = tellBudgets(short, mark('none'), never);
    expect(first.news).toEqual(short);
    expect(tellBudgets(short, first.told ?? {}, never)).toEqual({ news: [], told: null });
    const passed = [viewOf({ spentMinor: 120_00n })];
    const second = tellBudgets(passed, first.told ?? {}, never);
    expect(second.news).toEqual(passed);
    expect(second.told).toEqual(mark('passed'));
  });

  it('does not tell again after a refund and another crossing in the same period', () => {
    const told = mark('passed');
    const back = tellBudgets([viewOf({ spentMinor: 10_00n })], told, never);
    expect(back).toEqual({ news: [], told: null });
    expect(tellBudgets([viewOf({ spentMinor: 130_00n })], told, never).news).toEqual([]);
  });

  it('begins anew with another period', () => {
    const view = viewOf({ spentMinor: 85_00n });
    expect(tellBudgets([view], mark('passed', '2026-10-01'), never).news).toEqual([view]);
  });

  it('at the first look tells only of what is passed, and of nothing that was just made', () => {
    const short = viewOf({ spentMinor: 85_00n });
    const passed = viewOf({ spentMinor: 120_00n });
    expect(tellBudgets([short], {}, never)).toEqual({ news: [], told: mark('short') });
    expect(tellBudgets([passed], {}, never).news).toEqual([passed]);
    expect(tellBudgets([passed], {}, () => true)).toEqual({ news: [], told: mark('passed') });
  });

  it('reads marks that it did not write as none, and keeps those of other budgets', () => {
    const told = { e_a: 'soon', e_b: { from: '2026-11-01', level: 'short' } };
    const telling = tellBudgets([viewOf({ spentMinor: 1n })], told, never);
    expect(telling).toEqual({ news: [], told: { ...told, ...mark('none') } });
  });
});
