import { firstDay } from '@tallybook/shared/calendar/day';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { CountedAmount } from '@tallybook/shared/personal/totals';
import type { PeriodRow, SumCell } from '$lib/platform/schema.ts';

/** The row of a period with `entry` added, or taken away (`sign` -1); null when nothing is left of it. */
export function changePeriod(
  row: PeriodRow | undefined,
  period: string,
  entry: PersonalEntry,
  sign: 1 | -1,
): PeriodRow | null {
  const count = (row?.count ?? 0) + sign;
  if (count === 0) return null;
  return { period, count, sums: changeSums(row?.sums ?? [], entry, sign) };
}

function changeSums(sums: readonly SumCell[], entry: PersonalEntry, sign: 1 | -1): SumCell[] {
  const { kind, currency, category } = entry;
  const label = labelOf(entry);
  const at = sums.findIndex((cell) => labelOf(cell) >= label);
  const found = at === -1 ? undefined : sums[at];
  const known = found && labelOf(found) === label ? found : undefined;
  const amountMinor = String(BigInt(known?.amountMinor ?? 0) + BigInt(sign * entry.amountMinor));
  const count = (known?.count ?? 0) + sign;
  const cells = count === 0 ? [] : [{ kind, currency, category, amountMinor, count }];
  return sums.toSpliced(at === -1 ? sums.length : at, known ? 1 : 0, ...cells);
}

/** What entries that are summed up together have in common. */
export function labelOf({
  kind,
  currency,
  category,
}: Pick<SumCell, 'kind' | 'currency' | 'category'>): string {
  return `${kind} ${currency} ${category}`;
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
