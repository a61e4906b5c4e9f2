import type { AmountRefusal } from '@tallybook/shared/money/parse-amount';
import { MAX_BUDGET_CATEGORIES } from '@tallybook/shared/personal/budgets';
import type { BudgetsMessages } from '$lib/locale/budgets-messages-en.ts';
import type { BudgetProblem } from './budget-form.svelte.ts';

interface Words {
  readonly t: BudgetsMessages;
  readonly count: (value: number) => string;
  readonly amount: (refusal: AmountRefusal) => string;
}

/** What is wrong with a field of a budget and what to do, as a sentence. */
export function describeProblem(problem: BudgetProblem, { t, count, amount }: Words): string {
  switch (problem.field) {
    case 'limit':
      return problem.refusal.reason === 'negative' ? t.problems.negative : amount(problem.refusal);
    case 'currency':
      return t.problems.currency;
    case 'categories':
      return problem.reason === 'none'
        ? t.problems.noCategory
        : t.problems.tooMany(count(MAX_BUDGET_CATEGORIES));
    case 'name':
      return t.problems.tooLong(count(problem.limit), count(problem.given));
  }
}
