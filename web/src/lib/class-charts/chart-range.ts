import { addMonths, firstDay, isDay, lastDay, monthOf, type Day } from '@tallybook/shared/calendar/day';
import type { DayRange } from '@tallybook/shared/personal/totals';

export type RangeChoice = 'all' | 'year' | 'months' | 'own';

/** The first and the last day there are: entries of any day count while nothing else is asked for. */
const wholeCalendar: DayRange = { from: '0001-01-01', to: '9999-12-31' };

/** This year and this month count to their ends, with what is planned in them. */
export function chosenRange(choice: Exclude<RangeChoice, 'own'>, today: Day): DayRange {
  const month = monthOf(today);
  const year = today.slice(0, 4);
  if (choice === 'year') return { from: `${year}-01-01`, to: `${year}-12-31` };
  // Year 1 has no year before it.
  const first = today < '0002-01-01' ? '0001-01' : addMonths(month, -11);
  return choice === 'months' ? { from: firstDay(first), to: lastDay(month) } : wholeCalendar;
}

/** Two days as a date field gives them, '' for an open end; null when the last is before the first. */
export function ownRange(from: string, to: string): DayRange | null {
  const range = {
    from: isDay(from) ? from : wholeCalendar.from,
    to: isDay(to) ? to : wholeCalendar.to,
  };
  return range.from <= range.to ? range : null;
}
