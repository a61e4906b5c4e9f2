import type { Day } from '@tallybook/shared/calendar/day';
import type { RecurrenceRule } from '@tallybook/shared/calendar/recurrence';
import type { ClassPlan } from '@tallybook/shared/class-doc/records';
import type { Formats } from '$lib/locale/formats.ts';
import type { ClassPlansMessages } from '$lib/locale/class-plans-messages-en.ts';

/** "Every month on the 31st, 12 times", of a rule that can be read. */
export function ruleInWords(
  { every, unit, anchor, until, count }: RecurrenceRule,
  { formats, language, t, today }: { formats: Formats; language: string; t: ClassPlansMessages; today: Day },
): string {
  const dayOfMonth = Number(anchor.slice(8));
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.parse(anchor),
  );
  const often = t.every[unit](formats.count(every), every === 1);
  const on = {
    day: '',
    week: t.onWeekday(weekday),
    month: t.onThe(dayOfMonth),
    year: t.onDay(formats.dayOfMonth(anchor)),
  }[unit];
  const times = count === undefined ? '' : t.times(formats.count(count), count === 1);
  const end = until === undefined ? '' : t.until(formats.day(until, today));
  return `${often}${on}${times}${end}`;
}

export function planTitle({ template }: ClassPlan, t: ClassPlansMessages): string {
  return template === null || template.title === '' ? t.untitled : template.title;
}
