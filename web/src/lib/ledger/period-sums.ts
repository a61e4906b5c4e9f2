import { firstDay } from '@tallybook/shared/calendar/day';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { CountedAmount } from '@tallybook/shared/personal/totals';
import type { PeriodRow } from '$lib/platform/schema.ts';
import { changeCells } from '$lib/platform/sum-cells.ts';

/** The row of a period with `entry` added, or taken away (`sign` -1); null when nothing is left of it. */
export function changePeriod(
  row: PeriodRow | undefined,
  period: string,
  entry: PersonalEntry,
  sign: 1 | -1,
): PeriodRow | null {
  const count = (row?.count ?? 0) + sign;
  if (count === 0) return null;
  const minor = BigInt(sign * entry.amountMinor);
  return { period, count, sums: changeCells(row?.sums ?? [], entry, minor, sign) };
}

/** The sums of a period as totals count them; those of a month stand on its first day. */
export function amountsOf({ period, sums }: PeriodRow): CountedAmount[] {
  const day = period.length === 7 ? firstDay(period) : period;
  return sums.map((cell) => ({
    ...cell,
    amountMinor: BigInt(cell.amountMinor),
    day,
    deleted: false,
    unreadable: cell.currency === '',
  }));
}

/** Whether a row read back is one that this app wrote. */
export function isPeriodRow(row: unknown): row is PeriodRow {
  if (typeof row !== 'object' || row === null) return false;
  const { period, count, sums } = row as Partial<PeriodRow>;
  return typeof period === 'string' && Number.isSafeInteger(count) && Array.isArray(sums);
}
