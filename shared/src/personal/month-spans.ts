import type { Month } from '../calendar/day.ts';
import { firstDay, lastDay, monthOf } from '../calendar/day.ts';
import type { DayRange } from './totals.ts';

/** How finely sums are asked for: day by day, or months as one where a range holds all of their days. */
export type SumGrain = 'day' | 'whole';

/** Whether every day of a month lies in the range. */
export function holdsMonth({ from, to }: DayRange, month: Month): boolean {
  return firstDay(month) >= from && lastDay(month) <= to;
}

/** Whether a sum of a whole month answers for it in the range. */
export function countsAsWhole(range: DayRange, month: Month, grain: SumGrain): boolean {
  return grain === 'whole' && holdsMonth(range, month);
}

/** The months, of those given, whose days have to be known one by one to sum up the range. */
export function monthsByDay(range: DayRange, months: Iterable<Month>, grain: SumGrain): Month[] {
  const [first, last] = [monthOf(range.from), monthOf(range.to)];
  return Array.from(months).filter(
    (month) => month >= first && month <= last && !countsAsWhole(range, month, grain),
  );
}
