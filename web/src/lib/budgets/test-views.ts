import type { BudgetState } from '@tallybook/shared/personal/budget-state';
import type { Budget } from '@tallybook/shared/personal/budgets';
import type { BudgetView } from './budget-order.ts';

export const groceries: Budget = {
  id: 'e_a',
  deleted: false,
  createdAt: 1,
  heads: [],
  name: '',
  categories: ['groceries'],
  currency: 'EUR',
  limits: [['2026-11-01', 100_00]],
  unit: 'month',
  carry: false,
  counted: 'both',
};

const state: BudgetState = {
  period: { unit: 'month', from: '2026-11-01', to: '2026-11-30' },
  limitMinor: 100_00n,
  carriedMinor: 0n,
  availableMinor: 100_00n,
  spentMinor: 0n,
  leftMinor: 100_00n,
  dayCount: 10,
  daysInPeriod: 30,
  evenMinor: 33_33n,
  lastsUntil: null,
  pace: 'on-track',
};

/** A budget of 100.00 in November, for tests. */
export function viewOf(changes: Partial<BudgetState>, budget: Partial<Budget> = {}): BudgetView {
  const changed = { ...state, ...changes };
  const leftMinor = changed.availableMinor - changed.spentMinor;
  return { budget: { ...groceries, ...budget }, state: { ...changed, leftMinor } };
}
