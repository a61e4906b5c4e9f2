import { amountMessages } from '$lib/locale/amount-messages.ts';
import type { Locale } from '$lib/locale/context.ts';
import type { RecurrenceMessages } from '$lib/locale/recurrence-messages-en.ts';
import type { RecurringMessages } from '$lib/locale/recurring-messages-en.ts';
import { describeRuleProblem } from '$lib/recurrence/describe-rule.ts';
import type { RecurringProblem } from './recurring-form.svelte.ts';

interface Words {
  readonly locale: Locale;
  readonly r: RecurrenceMessages;
  readonly t: RecurringMessages;
}

/** What is wrong with a field and what to do, as a sentence. */
export function describeProblem(
  problem: RecurringProblem,
  currency: string,
  { locale, r, t }: Words,
): string {
  const { formats, language } = locale;
  const a = amountMessages(language);
  const count = (value: number): string => formats.count(value);
  switch (problem.field) {
    case 'amount':
      return a.amountRefusals.describe(problem.refusal, (minor) => formats.amount(minor, currency));
    case 'rule':
      return describeRuleProblem(problem.problem, r, count);
    case 'currency':
    case 'category':
      return a.fieldRefusals[problem.field];
    case 'tags':
      return problem.reason === 'too-many'
        ? t.problems.tooManyTags(count(problem.limit), count(problem.given))
        : t.problems.notATag(problem.found);
    case 'title':
      return a.fieldRefusals.tooLong(count(problem.limit), count(problem.given));
    case 'note':
      return problem.reason === 'too-long'
        ? a.fieldRefusals.tooLong(count(problem.limit), count(problem.given))
        : a.fieldRefusals.tooHeavy;
  }
}
