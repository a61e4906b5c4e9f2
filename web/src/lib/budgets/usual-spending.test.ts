import { describe, expect, it } from 'vitest';
import type { DayRange } from '@tallybook/shared/personal/totals';
import type { SpendingAmount } from '$lib/spending/spending.svelte.ts';
import { UsualSpending } from './usual-spending.svelte.ts';

function spent(amountMinor: number, day: string, category: string): SpendingAmount {
  const rest = { currency: 'EUR', deleted: false, unreadable: false, classId: null };
  return { kind: 'expense', amountMinor, day, category, ...rest };
}

const amounts = [
  spent(310_00, '2026-09-10', 'groceries'),
  spent(314_00, '2026-10-10', 'food'),
  spent(700_00, '2026-10-11', 'old'),
  spent(900_00, '2026-11-02', 'rent'),
];
const asked = { categories: ['groceries'], currency: 'EUR', counted: 'both' } as const;

/** `need`: the promise that a range is waited for with. */
function usualOf(need: () => Promise<void> | null): UsualSpending {
  return new UsualSpending({
    spending: {
      phase: 'ready',
      firstMonth: '2026-09',
      amounts: ({ from, to }: DayRange) => amounts.filter(({ day }) => day >= from && day <= to),
      need,
    },
    resolve: (id) => (id === 'food' ? 'groceries' : id),
    today: () => '2026-11-23',
    setting: () => ({ weekStart: 1, monthStart: 1 }),
    unit: () => 'month',
  });
}

describe('what is usually spent', () => {
  it('is the average of the complete periods, merged categories together', () => {
    const usual = usualOf(() => null);
    expect(usual.suggest(asked)).toBeNull();
    usual.read();
    expect(usual.suggest(asked)).toEqual({ usualMinor: 312_00, limitMinor: 320_00 });
    expect(usual.suggest({ ...asked, categories: [] })).toBeNull();
    expect(usual.suggest({ ...asked, currency: 'USD' })).toBeNull();
  });

  it('names the category with the most spending that can be chosen', () => {
    const usual = usualOf(() => null);
    usual.read();
    expect(usual.largestCategory('EUR', (id) => id !== 'old')).toBe('groceries');
    expect(usual.largestCategory('EUR', () => false)).toBeNull();
  });

  it('waits for what has to be read, unless it was given up', async () => {
    const usual = usualOf(() => Promise.resolve());
    usual.read()?.();
    await Promise.resolve().then(() => undefined);
    expect(usual.suggest(asked)).toBeNull();
    usual.read();
    await expect.poll(() => usual.suggest(asked)?.limitMinor).toBe(320_00);
  });
});
