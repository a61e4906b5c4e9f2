import { amountMessages } from '$lib/locale/amount-messages.ts';
import type { Locale } from '$lib/locale/context.ts';
import type { recordMessagesEn } from '$lib/locale/record-messages-en.ts';
import type { FormField, FormProblem } from './expense-form.svelte.ts';

/** The element of each field, which gets the focus when something is wrong with it. */
export const elementIds: Readonly<Record<FormField, string>> = {
  amount: 'amount',
  currency: 'amount',
  title: 'description',
  category: 'category',
  day: 'date',
  note: 'note',
  tags: 'tags',
  participants: 'participants',
  split: 'split',
};

/** What is wrong with a field and what to do, as a sentence. */
export function describeProblem(
  problem: FormProblem,
  currency: string,
  { language, formats }: Locale,
  texts: typeof recordMessagesEn,
): string {
  const m = amountMessages(language);
  switch (problem.field) {
    case 'amount':
      return m.amountRefusals.describe(problem.refusal, (minor) => formats.amount(minor, currency));
    case 'currency':
      return m.fieldRefusals.currency;
    case 'day':
      return m.fieldRefusals.day;
    case 'category':
      return m.fieldRefusals.category;
    case 'participants':
      return texts.nobody;
    case 'split':
      return problem.sentence ?? texts.splitNotReady;
    case 'tags':
      return problem.reason === 'too-many'
        ? texts.tooManyTags(formats.count(problem.limit), formats.count(problem.given))
        : texts.notATag(problem.found);
    case 'title':
      return m.fieldRefusals.tooLong(formats.count(problem.limit), formats.count(problem.given));
    case 'note':
      return problem.reason === 'too-long'
        ? m.fieldRefusals.tooLong(formats.count(problem.limit), formats.count(problem.given))
        : m.fieldRefusals.tooHeavy;
  }
}
