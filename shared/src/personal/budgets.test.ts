import { describe, expect, it } from 'vitest';
import type { Day } from '../calendar/day.ts';
import { MAX_AMOUNT_MINOR } from '../money/amount.ts';
import { foldLog } from '../revisions/fold.ts';
import type { RevisionRow } from '../revisions/revision.ts';
import { readBackup, writeBackup } from './backup.ts';
import type { Budget, BudgetFields } from './budgets.ts';
import {
  budgetFromEntity,
  createBudget,
  deleteBudget,
  editBudget,
  isBudget,
  limitOn,
  validateBudget,
} from './budgets.ts';
import type { PeriodSetting } from './periods.ts';

const setting: PeriodSetting = { weekStart: 1, monthStart: 1 };
const groceries: BudgetFields = {
  name: '',
  categories: ['groceries'],
  currency: 'EUR',
  limitMinor: 300_00,
  unit: 'month',
  carry: false,
  counted: 'both',
};

let clock = 0;
function stamp(prefix: 'e' | 'r' = 'r') {
  clock += 1;
  return { t: 1_700_000_000_000 + clock, id: `${prefix}_${String(clock).padStart(12, '0')}` };
}

function read(rows: readonly RevisionRow[]): Budget {
  const budgets = Array.from(foldLog(rows).entities.values(), budgetFromEntity);
  const [budget] = budgets;
  if (budgets.length !== 1 || !budget) throw new Error(`${String(budgets.length)} budgets, or none readable`);
  return budget;
}

function edit(rows: readonly RevisionRow[], changes: Partial<BudgetFields>, today: Day): RevisionRow[] {
  const budget = read(rows);
  const fields = { ...fieldsOf(budget, today), ...changes };
  const row = editBudget(budget, fields, today, setting, stamp());
  return row ? [...rows, row] : [...rows];
}

function fieldsOf(budget: Budget, today: Day): BudgetFields {
  const { name, categories, currency, unit, carry, counted } = budget;
  return { name, categories, currency, unit, carry, counted, limitMinor: limitOn(budget, today) };
}

describe('the record of a budget', () => {
  it('[L52] reads back as it was written, through the fold and a backup', () => {
    const all: BudgetFields = { ...groceries, categories: null, name: '  Everything  ', carry: true };
    for (const fields of [groceries, all, { ...groceries, unit: 'week' as const, counted: 'own' as const }]) {
      const rows = [createBudget(fields, '2026-11-23', setting, stamp('e'))];
      const budget = read(rows);
      expect(isBudget(budget)).toBe(true);
      expect(fieldsOf(budget, '2026-11-23')).toEqual({ ...fields, name: fields.name.trim() });
      const file = writeBackup({
        rows,
        settings: new Map(),
        unreadable: [],
        createdAt: '2026-11-23T12:00:00Z',
        app: 'test',
      });
      const restored = readBackup(file);
      expect(restored.ok ? read(restored.value.rows) : null).toEqual(budget);
    }
  });

  it('[L52] begins with the period of the day on which it is made', () => {
    const budget = read([createBudget(groceries, '2026-11-23', setting, stamp('e'))]);
    expect(budget.limits).toEqual([['2026-11-01', 300_00]]);
    const weekly = read([createBudget({ ...groceries, unit: 'week' }, '2026-11-25', setting, stamp('e'))]);
    expect(weekly.limits).toEqual([['2026-11-23', 300_00]]);
  });

  it('[L52] names every field at fault', () => {
    const refusalsOf = (changes: Partial<BudgetFields>) => {
      const check = validateBudget({ ...groceries, ...changes });
      return check.ok ? [] : check.refusal;
    };
    expect(refusalsOf({})).toEqual([]);
    expect(refusalsOf({ limitMinor: 0 })).toEqual([{ field: 'limit', reason: 'zero' }]);
    expect(refusalsOf({ limitMinor: -1 })).toEqual([{ field: 'limit', reason: 'negative' }]);
    expect(refusalsOf({ limitMinor: 0.5 })).toEqual([{ field: 'limit', reason: 'not-an-integer' }]);
    expect(refusalsOf({ limitMinor: Number.NaN })).toEqual([{ field: 'limit', reason: 'not-an-integer' }]);
    expect(refusalsOf({ limitMinor: MAX_AMOUNT_MINOR + 1 })).toEqual([
      { field: 'limit', reason: 'too-large' },
    ]);
    expect(refusalsOf({ limitMinor: MAX_AMOUNT_MINOR })).toEqual([]);
    expect(refusalsOf({ categories: [] })).toEqual([{ field: 'categories', reason: 'none' }]);
    const many = Array.from({ length: 61 }, (_, at) => `c${String(at)}`);
    expect(refusalsOf({ categories: many })).toEqual([{ field: 'categories', reason: 'too-many' }]);
    expect(refusalsOf({ currency: 'EURO', limitMinor: 0, name: 'x'.repeat(61) })).toEqual([
      { field: 'limit', reason: 'zero' },
      { field: 'currency', reason: 'not-a-currency' },
      { field: 'name', reason: 'too-long', limit: 60, given: 61 },
    ]);
    expect(() => createBudget({ ...groceries, limitMinor: 0 }, '2026-11-23', setting, stamp('e'))).toThrow();
  });

  it('[L52] what another app wrote is no budget, and breaks nothing', () => {
    const budget = read([createBudget(groceries, '2026-11-23', setting, stamp('e'))]);
    const faults: Record<string, unknown>[] = [
      { limits: [] },
      { limits: [['2026-11-01', 0]] },
      { limits: [['2026-13-01', 5]] },
      {
        limits: [
          ['2026-11-01', 5],
          ['2026-10-01', 5],
        ],
      },
      { currency: 'euro' },
      { unit: 'day' },
      { categories: [1] },
      { counted: 'all' },
    ];
    for (const fault of faults) expect(isBudget({ ...budget, ...fault })).toBe(false);
  });

  it('[L52] a budget that no form would accept any more can still be changed', () => {
    const budget: Budget = {
      ...read([createBudget(groceries, '2026-11-23', setting, stamp('e'))]),
      name: 'x'.repeat(90),
      categories: [],
    };
    const row = editBudget(budget, groceries, '2026-11-23', setting, stamp());
    expect(row?.json).toContain('"categories"');
  });
});

describe('a change of a budget', () => {
  it('[L53] another limit holds from the period of the day on, and not before', () => {
    let rows = [createBudget(groceries, '2026-09-10', setting, stamp('e'))];
    rows = edit(rows, { limitMinor: 350_00 }, '2026-11-23');
    expect(read(rows).limits).toEqual([
      ['2026-09-01', 300_00],
      ['2026-11-01', 350_00],
    ]);
    rows = edit(rows, { limitMinor: 320_00 }, '2026-11-24');
    expect(
      [read(rows)].map((budget) => [limitOn(budget, '2026-10-01'), limitOn(budget, '2026-11-01')]),
    ).toEqual([[300_00, 320_00]]);
    expect(limitOn(read(rows), '2026-01-01')).toBe(300_00);
  });

  it('[L53] another currency or unit begins anew', () => {
    const rows = edit(
      [createBudget(groceries, '2026-09-10', setting, stamp('e'))],
      { limitMinor: 1 },
      '2026-10-01',
    );
    expect(read(edit(rows, { unit: 'week' }, '2026-11-25')).limits).toEqual([['2026-11-23', 1]]);
    expect(read(edit(rows, { currency: 'USD' }, '2026-11-25')).limits).toEqual([['2026-11-01', 1]]);
  });

  it('[L53] writes only what differs, and nothing when nothing does', () => {
    const rows = [createBudget(groceries, '2026-11-23', setting, stamp('e'))];
    const budget = read(rows);
    expect(editBudget(budget, fieldsOf(budget, '2026-12-05'), '2026-12-05', setting, stamp())).toBeNull();
    const row = editBudget(budget, { ...groceries, carry: true }, '2026-12-05', setting, stamp());
    expect(JSON.parse(row?.json ?? '{}')).toMatchObject({ s: { carry: 1 } });
    expect(row?.json).not.toContain('limit');
  });

  it('[L53] a name and categories can be taken away again', () => {
    let rows = [createBudget({ ...groceries, name: 'Food' }, '2026-11-23', setting, stamp('e'))];
    rows = edit(rows, { name: '', categories: null }, '2026-11-23');
    expect(read(rows)).toMatchObject({ name: '', categories: null });
  });

  it('[L53] changes of two devices are both there, and one limit with its unit and currency', () => {
    const rows = [createBudget(groceries, '2026-11-23', setting, stamp('e'))];
    const phone = edit(rows, { limitMinor: 5000_00, unit: 'year' }, '2026-11-24');
    const laptop = edit(rows, { limitMinor: 90_00, name: 'Food', carry: true }, '2026-11-24');
    for (const union of [
      [...phone, ...laptop.slice(1)],
      [...laptop, ...phone.slice(1)],
    ]) {
      const budget = read(union);
      expect(budget).toMatchObject({
        unit: 'month',
        limits: [['2026-11-01', 90_00]],
        name: 'Food',
        carry: true,
      });
    }
  });

  it('[L53] what is deleted comes back as it was', () => {
    const rows = [createBudget(groceries, '2026-11-23', setting, stamp('e'))];
    const gone = [...rows, deleteBudget(read(rows), true, stamp())];
    expect(read(gone).deleted).toBe(true);
    const back = [...gone, deleteBudget(read(gone), false, stamp())];
    expect({ ...read(back), heads: [] }).toEqual({ ...read(rows), heads: [] });
  });
});
