import type { Day } from '@tallybook/shared/calendar/day';
import {
  createBudget,
  deleteBudget,
  editBudget,
  limitOn,
  type Budget,
  type BudgetFields,
} from '@tallybook/shared/personal/budgets';
import { periodOf, type PeriodSetting } from '@tallybook/shared/personal/periods';
import type { FormSave } from '$lib/ledger/draft.svelte.ts';
import type { OwnRecords } from '$lib/ledger/own-records.svelte.ts';
import type { StorageResult } from '$lib/platform/storage-result.ts';

type Records = Pick<OwnRecords<'budgets'>, 'write'>;

/** `form`: the one whose draft ends with it. */
export function addBudget(
  records: Records,
  fields: BudgetFields,
  today: Day,
  setting: PeriodSetting,
  form?: FormSave,
): Promise<StorageResult<null>> {
  return records.write((_known, nextStamp) => {
    const row = createBudget(fields, today, setting, nextStamp('e'));
    return { rows: [row], value: null };
  }, form);
}

/** Changes what was touched of a budget as it is stored by now; 'gone' when somebody else has deleted it. */
export function changeBudget(
  records: Records,
  id: string,
  touched: Partial<BudgetFields>,
  today: Day,
  setting: PeriodSetting,
): Promise<StorageResult<'changed' | 'gone'>> {
  return records.write((known, nextStamp) => {
    const budget = known.find((each) => each.id === id);
    if (!budget || budget.deleted) return { rows: [], value: 'gone' };
    const fields = { ...fieldsOf(budget, today, setting), ...touched };
    const row = editBudget(budget, fields, today, setting, nextStamp('r'));
    return { rows: row ? [row] : [], value: 'changed' };
  });
}

/** Deletes a budget, or brings it back. */
export function putAwayBudget(
  records: Records,
  id: string,
  isDeleted: boolean,
): Promise<StorageResult<null>> {
  return records.write((known, nextStamp) => {
    const budget = known.find((each) => each.id === id);
    const isDone = !budget || budget.deleted === isDeleted;
    return { rows: isDone ? [] : [deleteBudget(budget, isDeleted, nextStamp('r'))], value: null };
  });
}

/** A budget as a form shows it today. */
export function fieldsOf(budget: Budget, today: Day, setting: PeriodSetting): BudgetFields {
  const { name, categories, currency, unit, carry, counted } = budget;
  const limitMinor = limitOn(budget, periodOf(unit, today, setting).from);
  return { name, categories, currency, unit, carry, counted, limitMinor };
}
