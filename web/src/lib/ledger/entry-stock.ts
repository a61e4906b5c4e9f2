import type { Month } from '@tallybook/shared/calendar/day';
import type { SumGrain } from '@tallybook/shared/personal/month-spans';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { CountedAmount, DayRange } from '@tallybook/shared/personal/totals';
import type { ListIndex } from './list-index.ts';
import type { DerivedRows } from './projection-changes.ts';

/** The entries as a ledger holds them for its screens: all of them, or those that were asked for. */
export interface EntryStock {
  readonly isPaged: boolean;
  /** Of entries that are not deleted. */
  readonly count: number;
  readonly deletedCount: number;
  /** All, in the order of the list; a paged stock reads them when they are first asked for, and has none until then. */
  readonly entries: readonly PersonalEntry[];
  /** As `entries`: those in the bin. */
  readonly deletedEntries: readonly PersonalEntry[];
  /** The first of the list; at least five where there are as many. */
  readonly newest: readonly PersonalEntry[];
  /** What counts in totals, at least of the last two months. */
  readonly amounts: readonly CountedAmount[];
  /** Everything that counts; sums of months where there is much of it. */
  readonly monthlyAmounts: readonly CountedAmount[];
  amountsOfMonth(month: Month): readonly CountedAmount[];
  /** The earliest month that anything is logged in. */
  readonly firstMonth: Month | null;
  /**
   * What counts in a range, as far as it was read: `need` brings the rest. Sums of whole months, where the grain allows
   * them, stand on the first day of the month.
   */
  amountsIn(range: DayRange, grain: SumGrain): readonly CountedAmount[];
  /** Reads what `amountsIn` lacks of the range; null when that is nothing. Settles, never rejects. */
  need(range: DayRange, grain: SumGrain): Promise<void> | null;
  /** The columns of all entries, or of the newest until `readIndex` has settled. */
  readonly index: ListIndex;
  /** Settles, never rejects. */
  readIndex(): Promise<void>;
  /** Undefined while a paged stock reads it. */
  entryById(id: string): PersonalEntry | undefined;
  /** Whether `entryById` may know it in a moment. */
  isReading(id: string): boolean;
  /** Makes `entryById` know these. Settles, never rejects. */
  readEntries(ids: readonly string[]): Promise<void>;
  /** Takes over a change; false when it has to be loaded anew instead. */
  replace(
    touched: readonly (readonly [id: string, entry: PersonalEntry | null])[],
    derived: DerivedRows | null,
  ): boolean;
}
