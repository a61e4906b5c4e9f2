import type { Day } from '@tallybook/shared/calendar/day';
import type { RecurrenceRefusal, RecurrenceRule } from '@tallybook/shared/calendar/recurrence';
import type { Formats } from '$lib/locale/formats.ts';
import type { RecurrenceMessages } from '$lib/locale/recurrence-messages-en.ts';
import type { RuleProblem } from './rule-form.svelte.ts';

interface Words {
  readonly formats: Formats;
  readonly language: string;
  readonly r: RecurrenceMessages;
  readonly today: Day;
}

/** "Every month on the 31st, 12 times", of a rule that can be read. */
export function ruleInWords(
  { every, unit, anchor, until, count }: RecurrenceRule,
  { formats, language, r, today }: Words,
): string {
  const dayOfMonth = Number(anchor.slice(8));
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.parse(anchor),
  );
  const often = r.every[unit](formats.count(every), every === 1);
  const on = {
    day: '',
    week: r.onWeekday(weekday),
    month: r.onThe(dayOfMonth),
    year: r.onDay(formats.dayOfMonth(anchor)),
  }[unit];
  const times = count === undefined ? '' : r.times(formats.count(count), count === 1);
  const end = until === undefined ? '' : r.until(formats.day(until, today));
  return `${often}${on}${times}${end}`;
}

/** What is wrong with a rule and what to do, as a sentence. */
export function describeRuleProblem(
  problem: RuleProblem,
  r: RecurrenceMessages,
  count: (value: number) => string,
): string {
  return problem.field === 'rule' ? describeRefusal(problem.refusal, r, count) : r.problems.day;
}

function describeRefusal(
  refusal: RecurrenceRefusal,
  { problems }: RecurrenceMessages,
  count: (value: number) => string,
): string {
  switch (refusal.reason) {
    case 'out-of-range':
      return problems[refusal.field](count(refusal.max));
    case 'too-many':
      return problems.tooMany(count(refusal.max));
    case 'before-anchor':
      return problems.beforeAnchor;
    case 'not-a-day':
    case 'not-a-unit':
      return problems.day;
  }
}
