import type { AmountRefusal } from '@tallybook/shared/money/parse-amount';
import type { SplitFault } from '$lib/split-editor/read-split.ts';
import type { ClassPlansMessages } from '$lib/locale/class-plans-messages-en.ts';
import type { RecurrenceMessages } from '$lib/locale/recurrence-messages-en.ts';
import { describeRuleProblem } from '$lib/recurrence/describe-rule.ts';
import type { PlanProblem } from './plan-form.svelte.ts';

interface Words {
  readonly t: ClassPlansMessages;
  readonly r: RecurrenceMessages;
  readonly count: (value: number) => string;
  readonly amount: (refusal: AmountRefusal) => string;
  readonly split: (fault: SplitFault) => string;
}

/** What is wrong with a field of a plan and what to do, as a sentence. */
export function describeProblem(problem: PlanProblem, words: Words): string {
  const { t, count } = words;
  switch (problem.field) {
    case 'amount':
      return words.amount(problem.refusal);
    case 'split':
      return words.split(problem.fault);
    case 'title':
    case 'note':
      return t.problems.tooLong(count(problem.limit), count(problem.given));
    case 'rule':
    case 'anchor':
    case 'until':
      return describeRuleProblem(problem, words.r, count);
  }
}
