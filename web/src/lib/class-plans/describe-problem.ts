import type { AmountRefusal } from '@tallybook/shared/money/parse-amount';
import type { RecurrenceRefusal } from '@tallybook/shared/calendar/recurrence';
import type { SplitFault } from '$lib/split-editor/read-split.ts';
import type { ClassPlansMessages } from '$lib/locale/class-plans-messages-en.ts';
import type { PlanProblem } from './plan-form.svelte.ts';

interface Words {
  readonly t: ClassPlansMessages;
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
      return describeRule(problem.refusal, words);
    case 'anchor':
    case 'until':
      return t.problems.day;
  }
}

function describeRule(refusal: RecurrenceRefusal, { t, count }: Words): string {
  switch (refusal.reason) {
    case 'out-of-range':
      return t.problems[refusal.field](count(refusal.max));
    case 'too-many':
      return t.problems.tooMany(count(refusal.max));
    case 'before-anchor':
      return t.problems.beforeAnchor;
    case 'not-a-day':
    case 'not-a-unit':
      return t.problems.day;
  }
}
