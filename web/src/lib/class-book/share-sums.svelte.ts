import { firstDay, monthOf, type Month } from '@tallybook/shared/calendar/day';
import { countsAsWhole, monthsByDay, type SumGrain } from '@tallybook/shared/personal/month-spans';
import type { CountedAmount, DayRange } from '@tallybook/shared/personal/totals';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { ShareSumRow } from '$lib/platform/schema.ts';
import { ShareStore } from '$lib/platform/share-store.ts';

/** What my shares of one class come to for one day or month, kind, currency and category. */
export interface ShareAmount extends CountedAmount {
  readonly classId: string;
}

/** My shares of all classes as sums. */
export interface ShareTotals {
  /** The earliest month with any share. */
  readonly firstMonth: Month | null;
  /**
   * What counts in the range, as far as it was read: `need` brings the rest. Sums of whole months, where the grain allows
   * them, stand on the first day of the month.
   */
  amounts(range: DayRange, grain: SumGrain): readonly ShareAmount[];
  /** Reads what `amounts` lacks of the range; null when that is nothing. Settles, never rejects. */
  need(range: DayRange, grain: SumGrain): Promise<void> | null;
}

type RowByPeriod = ReadonlyMap<string, ShareSumRow>;

/** Two months, and the days that a time zone or a clock may be off. */
const RECENT_MS = 66 * 24 * 60 * 60 * 1000;

/** The sums in memory: every month, and the days of the newest ones and of those that were asked for. */
export class ShareSums implements ShareTotals {
  readonly #store: ShareStore;
  /** The day from which on all days are read. */
  readonly #since: string;
  #months = $state.raw<RowByPeriod>(new Map());
  #days = $state.raw<RowByPeriod>(new Map());
  #monthsByDay = $state.raw<ReadonlySet<Month>>(new Set());
  readonly #asked = new Set<Month>();
  #latest: Promise<boolean> | null = null;

  constructor(database: LedgerDatabase, nowMs: number) {
    this.#store = new ShareStore(database);
    this.#since = new Date(nowMs - RECENT_MS).toISOString().slice(0, 10);
  }

  get firstMonth(): Month | null {
    let first: Month | null = null;
    for (const month of this.#months.keys()) if (first === null || month < first) first = month;
    return first;
  }

  amounts(range: DayRange, grain: SumGrain): readonly ShareAmount[] {
    const found: ShareAmount[] = [];
    for (const [month, row] of this.#months) {
      if (countsAsWhole(range, month, grain)) addAmounts(found, row, firstDay(month));
    }
    for (const [day, row] of this.#days) {
      if (day >= range.from && day <= range.to && !countsAsWhole(range, monthOf(day), grain))
        addAmounts(found, row, day);
    }
    return found;
  }

  need(range: DayRange, grain: SumGrain): Promise<void> | null {
    const missing = monthsByDay(range, this.#months.keys(), grain).filter(
      (month) => firstDay(month) < this.#since && !this.#monthsByDay.has(month),
    );
    return missing.length === 0 ? null : this.#read(missing).then(() => undefined);
  }

  /** Reads again what is in memory, after a change; false when it cannot be read. */
  reread(): Promise<boolean> {
    return this.#read([]);
  }

  /** With the days of these months besides. What is shown is of one moment. */
  #read(months: readonly Month[]): Promise<boolean> {
    for (const month of months) this.#asked.add(month);
    const reading = this.#readAsked(() => this.#latest === reading);
    this.#latest = reading;
    return reading;
  }

  async #readAsked(isLatest: () => boolean): Promise<boolean> {
    const asked = new Set(this.#asked);
    const read = await this.#store.sums(this.#since, asked);
    // A later reading brings what this one would have, and what changed meanwhile.
    if (!isLatest()) return (await this.#latest) ?? false;
    if (!read.ok) return false;
    this.#months = byPeriod(read.value.months);
    this.#days = byPeriod(read.value.days);
    this.#monthsByDay = asked;
    return true;
  }
}

function addAmounts(found: ShareAmount[], { classes }: ShareSumRow, day: string): void {
  for (const [classId, cells] of Object.entries(classes)) {
    for (const cell of cells) {
      const amountMinor = BigInt(cell.amountMinor);
      found.push({ ...cell, amountMinor, day, classId, deleted: false, unreadable: cell.currency === '' });
    }
  }
}

function byPeriod(rows: readonly ShareSumRow[]): RowByPeriod {
  return new Map(rows.map((row) => [row.period, row]));
}
