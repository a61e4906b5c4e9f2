import { describe, expect, it } from 'vitest';
import type { BudgetAmount } from '@tallybook/shared/personal/budget-state';
import { completePeriods, suggestLimit } from './suggest-limit.ts';

const setting = { weekStart: 1, monthStart: 1 };
const asked = { categories: ['groceries'], currency: 'EUR', counted: 'both' } as const;
const same = (id: string) => id;

function spent(amountMinor: number, day: string): BudgetAmount {
  const rest = { currency: 'EUR', category: 'groceries', deleted: false, unreadable: false, classId: null };
  return { kind: 'expense', amountMinor, day, ...rest };
}

describe('the suggested limit', () => {
  it('looks at up to six complete periods, none before the first records', () => {
    const froms = (first: string | null) =>
      completePeriods('month', '2026-11-23', setting, first).map(({ from }) => from);
    expect(froms(null)).toEqual([]);
    expect(froms('2026-11')).toEqual([]);
    expect(froms('2026-09')).toEqual(['2026-10-01', '2026-09-01']);
    expect(froms('2020-01')).toHaveLength(6);
  });

  it('is the average, up to a round figure', () => {
    const periods = completePeriods('month', '2026-11-23', setting, '2026-09');
    const suggest = (...amounts: BudgetAmount[]) => suggestLimit(asked, periods, amounts, same);
    expect(suggest(spent(324_00, '2026-10-05'), spent(300_00, '2026-09-05'))).toEqual({
      usualMinor: 312_00,
      limitMinor: 320_00,
    });
    expect(suggest(spent(16_40, '2026-10-05'))).toEqual({ usualMinor: 8_20, limitMinor: 9_00 });
    expect(suggest(spent(640_00, '2026-10-31'))).toEqual({ usualMinor: 320_00, limitMinor: 320_00 });
  });

  it('is none without spending in them', () => {
    const periods = completePeriods('month', '2026-11-23', setting, '2026-09');
    expect(suggestLimit(asked, periods, [spent(5, '2026-11-02')], same)).toBeNull();
    expect(suggestLimit(asked, [], [], same)).toBeNull();
  });
});
