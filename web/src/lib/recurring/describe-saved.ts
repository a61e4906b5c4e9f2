import type { Day } from '@tallybook/shared/calendar/day';
import type { Formats } from '$lib/locale/formats.ts';
import type { RecurringMessages } from '$lib/locale/recurring-messages-en.ts';
import type { SavedPlan } from './plan-commands.ts';

/** What was saved and what happens next, as a message: "Rent is recurring. The next one is entered on …". */
export function describeSaved(
  what: string,
  { entered, next }: Pick<SavedPlan, 'entered' | 'next'>,
  { t, formats, today }: { t: RecurringMessages; formats: Formats; today: Day },
): string {
  return [
    what,
    entered > 0 ? t.saved.entered(formats.count(entered), entered === 1) : '',
    next === null ? t.saved.noNext : t.saved.next(formats.day(next, today)),
  ]
    .filter(Boolean)
    .join(' ');
}
