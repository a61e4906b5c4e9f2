import type { Day } from './day.ts';

export type RecurrenceUnit = 'day' | 'week' | 'month' | 'year';

/** Every `every` units from the anchor day on, which is the first occurrence, until a day or for a count, if any. */
export interface RecurrenceRule {
  /** From 1 to 999. */
  every: number;
  unit: RecurrenceUnit;
  anchor: Day;
  /** The last day that may be an occurrence. */
  until?: Day;
  /** How many occurrences there are, from the anchor, 1 to 9999. */
  count?: number;
  /** Occurrences before this day are not made: the rule was changed or resumed on it. They still count towards `count`. */
  since?: Day;
}
