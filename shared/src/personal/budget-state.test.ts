import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/day.ts';
import type { BudgetAmount, BudgetContext } from './budget-state.ts';
import { budgetPeriod, budgetSince, budgetState, countsAgainst } from './budget-state.ts';
import type { Budget } from './budgets.ts';
import { limitOn } from './budgets.ts';
import type { PeriodSetting } from './periods.ts';
import { periodOf, periodsIn } from './periods.ts';

const calendar: PeriodSetting = { weekStart: 1, monthStart: 1 };
const resolveCategory = (id: string) => (id === 'food' ? 'groceries' : id);
const on = (today: string, setting = calendar): BudgetContext => ({ today, setting, resolveCategory });

const monthly: Budget = {
  id: 'e_budget000000',
  deleted: false,
  createdAt: 0,
  heads: [],
  name: '',
  categories: ['groceries'],
  currency: 'EUR',
  limits: [['2026-11-01', 300_00]],
  unit: 'month',
  carry: false,
  counted: 'both',
};

const spent = (
  amountMinor: number | bigint,
  day: string,
  changes: Partial<BudgetAmount> = {},
): BudgetAmount => ({
  kind: 'expense',
  amountMinor,
  currency: 'EUR',
  category: 'groceries',
  day,
  deleted: false,
  unreadable: false,
  classId: null,
  ...changes,
});

describe('what counts against a budget', () => {
  const counts = (amount: BudgetAmount, changes: Partial<Budget> = {}) =>
    countsAgainst({ ...monthly, ...changes }, amount, resolveCategory);

  it('[L54] its currency and categories, merged ones too', () => {
    expect(counts(spent(1, '2026-11-01'))).toBe(true);
    expect(counts(spent(1, '2026-11-01', { category: 'food' }))).toBe(true);
    expect(counts(spent(1, '2026-11-01'), { categories: ['food'] })).toBe(true);
    expect(counts(spent(1, '2026-11-01', { category: 'transport' }))).toBe(false);
    expect(counts(spent(1, '2026-11-01', { category: '' }), { categories: null })).toBe(true);
    expect(counts(spent(1, '2026-11-01', { currency: 'USD' }))).toBe(false);
  });

  it('[L54] expenses and refunds, never income, what was deleted or cannot be read', () => {
    expect(counts(spent(1, '2026-11-01', { kind: 'refund' }))).toBe(true);
    expect(counts(spent(1, '2026-11-01', { kind: 'income' }))).toBe(false);
    expect(counts(spent(1, '2026-11-01', { deleted: true }))).toBe(false);
    expect(counts(spent(1, '2026-11-01', { unreadable: true }))).toBe(false);
  });

  it('[L54] own records, shares, or both', () => {
    const share = spent(1, '2026-11-01', { classId: 'c' });
    expect(counts(share)).toBe(true);
    expect(counts(share, { counted: 'own' })).toBe(false);
    expect(counts(share, { counted: 'shared' })).toBe(true);
    expect(counts(spent(1, '2026-11-01'), { counted: 'shared' })).toBe(false);
  });

  it('[L54] refunds reduce what was spent', () => {
    const amounts = [spent(100_00, '2026-11-02'), spent(30_00, '2026-11-03', { kind: 'refund' })];
    expect(budgetState(monthly, amounts, on('2026-11-10')).spentMinor).toBe(70_00n);
  });
});

describe('how a budget stands', () => {
  it('[L55] on track, short with the day until which it lasts, and passed', () => {
    const at = (minor: number) => budgetState(monthly, [spent(minor, '2026-11-02')], on('2026-11-10'));
    expect(at(100_00)).toMatchObject({
      pace: 'on-track',
      lastsUntil: null,
      leftMinor: 200_00n,
      evenMinor: 100_00n,
    });
    expect(at(150_00)).toMatchObject({ pace: 'short', lastsUntil: '2026-11-20', leftMinor: 150_00n });
    expect(at(300_00)).toMatchObject({ pace: 'short', lastsUntil: '2026-11-10', leftMinor: 0n });
    expect(at(312_00)).toMatchObject({ pace: 'passed', leftMinor: -12_00n });
    expect(at(0)).toMatchObject({ pace: 'on-track', dayCount: 10, daysInPeriod: 30 });
  });

  it('[L55] what is dated later counts as spent, but not for the pace', () => {
    const state = budgetState(monthly, [spent(200_00, '2026-11-28')], on('2026-11-10'));
    expect(state).toMatchObject({ spentMinor: 200_00n, pace: 'on-track' });
    expect(budgetState(monthly, [spent(301_00, '2026-11-28')], on('2026-11-10')).pace).toBe('passed');
  });

  it('[L55] more refunds than expenses leave more than the limit', () => {
    const refund = spent(50_00, '2026-11-02', { kind: 'refund' });
    expect(budgetState(monthly, [refund], on('2026-11-10'))).toMatchObject({
      leftMinor: 350_00n,
      pace: 'on-track',
    });
  });

  it('[L55] carries over what is left, and what was overspent', () => {
    const carrying: Budget = { ...monthly, carry: true, limits: [['2026-10-01', 300_00]] };
    const left = budgetState(carrying, [spent(285_00, '2026-10-20')], on('2026-11-10'));
    expect(left).toMatchObject({ carriedMinor: 15_00n, availableMinor: 315_00n });
    const over = budgetState(carrying, [spent(650_00, '2026-10-20')], on('2026-11-10'));
    expect(over).toMatchObject({ carriedMinor: -350_00n, leftMinor: -50_00n, pace: 'passed', evenMinor: 0n });
    const without = budgetState(
      { ...carrying, carry: false },
      [spent(285_00, '2026-10-20')],
      on('2026-11-10'),
    );
    expect(without.carriedMinor).toBe(0n);
  });

  it('[L55] what was spent before the budget began carries nothing over', () => {
    const carrying: Budget = { ...monthly, carry: true };
    const state = budgetState(carrying, [spent(999_00, '2026-10-31')], on('2026-12-10'));
    expect(state.carriedMinor).toBe(300_00n);
    expect(budgetSince(carrying, '2026-12-10', calendar)).toBe('2026-11-01');
    expect(budgetSince(monthly, '2026-12-10', calendar)).toBe('2026-12-01');
  });

  it('[L55] its former periods have the limits that they had', () => {
    const changed: Budget = {
      ...monthly,
      limits: [
        ['2026-09-01', 100_00],
        ['2026-11-01', 300_00],
      ],
    };
    const periods = periodsIn({ from: '2026-08-01', to: '2026-11-10' }, 'month', calendar);
    const amounts = [spent(40_00, '2026-10-05'), spent(7_00, '2026-11-05', { kind: 'refund' })];
    expect(
      periods
        .map((period) => budgetPeriod(changed, period, amounts, resolveCategory))
        .map(({ limitMinor, spentMinor }) => [limitMinor, spentMinor]),
    ).toEqual([
      [null, 0n],
      [100_00n, 0n],
      [100_00n, 40_00n],
      [300_00n, -7_00n],
    ]);
  });

  const anyAmount = fc.record({
    kind: fc.constantFrom('expense' as const, 'expense' as const, 'refund' as const, 'income' as const),
    amountMinor: fc.integer({ min: 1, max: 1_000_000_000_000 }),
    offset: fc.integer({ min: -500, max: 60 }),
    category: fc.constantFrom('groceries', 'food', 'transport', ''),
    classId: fc.constantFrom(null, 'c1'),
    currency: fc.constantFrom('EUR', 'EUR', 'USD'),
  });

  it('[L55] left and spent are limit and carried over; carried over is what each period left', () => {
    fc.assert(
      fc.property(
        fc.record({
          amounts: fc.array(anyAmount, { maxLength: 40 }),
          unit: fc.constantFrom('week' as const, 'month' as const, 'year' as const),
          carry: fc.boolean(),
          counted: fc.constantFrom('both' as const, 'own' as const, 'shared' as const),
          categories: fc.constantFrom(null, ['groceries'], ['food', 'transport']),
          steps: fc.uniqueArray(fc.integer({ min: -450, max: 0 }), { minLength: 1, maxLength: 4 }),
          weekStart: fc.integer({ min: 1, max: 7 }),
          monthStart: fc.constantFrom(1, 15, 29, 30, 31),
          todayOffset: fc.nat(365),
        }),
        ({ amounts: raw, unit, carry, counted, categories, steps, weekStart, monthStart, todayOffset }) => {
          const setting = { weekStart, monthStart };
          const today = addDays('2027-06-01', todayOffset);
          const froms = steps.map((offset) => periodOf(unit, addDays(today, offset), setting).from);
          const limits = [...new Set(froms)].sort().map((from, at) => [from, 100_00 + at] as const);
          const budget: Budget = { ...monthly, unit, carry, counted, categories, limits };
          const amounts = raw.map(({ offset, ...rest }) => spent(0, addDays(today, offset), rest));
          const state = budgetState(budget, amounts, on(today, setting));

          expect(state.leftMinor + state.spentMinor).toBe(state.limitMinor + state.carriedMinor);
          expect(state.pace === 'passed').toBe(state.leftMinor < 0n);
          let carried = 0n;
          const first = limits[0]?.[0] ?? today;
          if (carry)
            for (const period of periodsIn({ from: first, to: today }, unit, setting)) {
              if (period.from >= state.period.from) break;
              let left = BigInt(limitOn(budget, period.from));
              for (const amount of amounts) {
                if (periodOf(unit, amount.day, setting).from !== period.from) continue;
                if (!countsAgainst(budget, amount, resolveCategory)) continue;
                left -= BigInt(amount.amountMinor) * (amount.kind === 'refund' ? -1n : 1n);
              }
              carried += left;
            }
          expect(state.carriedMinor).toBe(carried);
        },
      ),
      { numRuns: 500 },
    );
  });
});
