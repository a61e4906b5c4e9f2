import { useClasses } from '$lib/class-book/context.ts';
import { useLedger } from '$lib/ledger/context.ts';
import { useLocale } from '$lib/locale/context.ts';
import { PeriodNames } from '$lib/period-choice/period-names.ts';
import { periodSetting } from '$lib/spending/period-setting.ts';
import { Spending } from '$lib/spending/spending.svelte.ts';
import type { Budget } from '@tallybook/shared/personal/budgets';
import type { PeriodSetting } from '@tallybook/shared/personal/periods';
import { BudgetBook } from './budget-book.svelte.ts';
import { budgetTitle } from './budget-title.ts';
import { useBudgetsMessages } from './messages.ts';

export interface BudgetTools {
  readonly spending: Spending;
  readonly book: BudgetBook;
  readonly setting: () => PeriodSetting;
  readonly resolve: (category: string) => string;
  readonly titleOf: (budget: Pick<Budget, 'name' | 'categories'>) => string;
}

/** How periods are called; called while a component is made. */
export function usePeriodNames(): PeriodNames {
  const { settings, today } = useLedger();
  const { language, numberLocale } = useLocale();
  return new PeriodNames(
    language,
    () => periodSetting(settings, numberLocale),
    () => today.day,
  );
}

/** What the screens of budgets read; called while a component is made, which calls `book.read` in an effect. */
export function useBudgets(): BudgetTools {
  const { ledger, categories, budgets, settings, today } = useLedger();
  const { messages: app, formats, language, numberLocale } = useLocale();
  const t = useBudgetsMessages();
  const spending = new Spending({ ledger, classes: useClasses() });
  const setting = (): PeriodSetting => periodSetting(settings, numberLocale);
  const resolve = (category: string): string => categories.resolve(category);
  return {
    spending,
    setting,
    resolve,
    book: new BudgetBook({ records: budgets, spending, categories, today: () => today.day, setting }),
    titleOf: (budget) =>
      budgetTitle(budget, {
        nameOf: (category) => categories.show(category, app.categories).name || app.noCategory,
        resolve,
        allSpending: t.allSpending,
        andMore: t.andMore,
        count: (value) => formats.count(value),
        language,
      }),
  };
}
