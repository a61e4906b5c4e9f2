import { describe, expect, it } from 'vitest';
import type { SpendingAmount } from '$lib/spending/spending.svelte.ts';
import { overviewFigures, overviewRanges, spentByMonth } from './overview-figures.ts';

const setting = { weekStart: 1, monthStart: 1 };
const november = { unit: 'month', from: '2026-11-01', to: '2026-11-30' } as const;

const amount = (amountMinor: number, rest: Partial<SpendingAmount> = {}): SpendingAmount => ({
  kind: 'expense',
  amountMinor,
  currency: 'EUR',
  category: 'groceries',
  day: '2026-11-03',
  deleted: false,
  unreadable: false,
  classId: null,
  ...rest,
});

const around = {
  usualCurrency: 'EUR',
  pastCount: 0,
  resolve: (id: string) => id,
  rates: [],
  day: '2026-11-22',
};
const figuresOf = (part: SpendingAmount[], before: SpendingAmount[] = [], past: SpendingAmount[] = []) =>
  overviewFigures({ part, before, past }, { ...around, pastCount: past.length > 0 ? 2 : 0 });

describe('overviewRanges', () => {
  const ranges = (today: string, firstMonth: string | null) =>
    overviewRanges(november, { today, setting, firstMonth });

  it('counts up to today and compares with the period before up to the same day', () => {
    const { part, before } = ranges('2026-11-22', '2026-01');
    expect(part).toEqual({ from: '2026-11-01', to: '2026-11-22' });
    expect(before).toEqual({ from: '2026-10-01', to: '2026-10-22' });
  });

  it('compares the last day of a short month with the whole month before', () => {
    expect(ranges('2026-11-30', '2026-01').before.to).toBe('2026-10-31');
  });

  it('tells what is usual from at most six complete periods in which something was logged', () => {
    expect(ranges('2026-11-22', '2026-01').past).toEqual({ from: '2026-05-01', to: '2026-10-31', count: 6 });
    expect(ranges('2026-11-22', '2026-09').past).toEqual({ from: '2026-09-01', to: '2026-10-31', count: 2 });
    expect(ranges('2026-11-22', '2026-11').past).toBeNull();
  });

  it('has nothing to count of a period that is still to come', () => {
    expect(ranges('2026-10-31', '2026-01').part).toBeNull();
  });
});

describe('overviewFigures', () => {
  it('takes refunds off the spending and keeps income apart', () => {
    const { totals } = figuresOf([
      amount(1000),
      amount(300, { kind: 'refund' }),
      amount(5000, { kind: 'income', category: 'salary' }),
    ]);
    expect(totals).toEqual({ spentMinor: 700n, outMinor: 1000n, inMinor: 5000n, refundMinor: 300n });
  });

  it('counts in the usual currency and lists the others, never mixed in', () => {
    const { currency, totals, others, about } = figuresOf([
      amount(1000),
      amount(1280, { currency: 'JPY' }),
      amount(500, { currency: 'JPY', kind: 'income' }),
    ]);
    expect([currency, totals.spentMinor]).toEqual(['EUR', 1000n]);
    expect(others).toEqual([{ currency: 'JPY', spentMinor: 1280n }]);
    expect(about).toMatchObject({ totalMinor: 1000n, missing: ['JPY'] });
  });

  it('counts in the most used currency in a period that has nothing in the usual one', () => {
    const { currency } = figuresOf([
      amount(1, { currency: 'USD' }),
      amount(2, { currency: 'JPY', count: 2 }),
    ]);
    expect(currency).toBe('JPY');
  });

  it('says what of the spending are shares, and of how many classes', () => {
    const figures = figuresOf([
      amount(1000),
      amount(200, { classId: 'flat' }),
      amount(300, { classId: 'trip' }),
      amount(50, { classId: 'trip', kind: 'refund' }),
      amount(999, { classId: 'club', currency: 'USD' }),
    ]);
    expect([figures.totals.spentMinor, figures.sharedMinor, figures.classCount]).toEqual([1450n, 450n, 2]);
  });

  it('has nothing to compare with where nothing counted, and rounds what is usual', () => {
    expect(figuresOf([amount(1)]).beforeMinor).toBeNull();
    const { beforeMinor, usualMinor } = figuresOf([amount(1)], [amount(40)], [amount(100), amount(1)]);
    expect([beforeMinor, usualMinor]).toEqual([40n, 51n]);
  });

  it('compares each category, those that were merged with the one in their place', () => {
    const { categories } = overviewFigures(
      {
        part: [amount(500), amount(300, { category: 'bars' })],
        before: [amount(100, { category: 'bars' }), amount(7, { category: 'pets' })],
        past: [],
      },
      { ...around, resolve: (id) => (id === 'bars' ? 'groceries' : id) },
    );
    expect(categories).toEqual([{ category: 'groceries', amountMinor: 800n, beforeMinor: 100n }]);
  });
});

describe('spentByMonth', () => {
  it('has each month, also without any spending, and adds up to what was spent', () => {
    const amounts = [
      amount(100, { day: '2026-01-31' }),
      amount(50, { day: '2026-03-01' }),
      amount(20, { day: '2026-03-05', kind: 'refund' }),
      amount(999, { day: '2026-03-05', kind: 'income' }),
    ];
    expect(spentByMonth(amounts, 'EUR', ['2026-01', '2026-02', '2026-03'])).toEqual([
      { key: '2026-01', amountMinor: 100n },
      { key: '2026-02', amountMinor: 0n },
      { key: '2026-03', amountMinor: 30n },
    ]);
  });
});
