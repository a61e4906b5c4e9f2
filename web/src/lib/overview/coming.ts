import type { Day } from '@tallybook/shared/calendar/day';
import type { ClassRow } from '$lib/platform/schema.ts';

/** What will be entered by itself on a day to come. */
export interface ComingEntry {
  readonly key: string;
  readonly day: Day;
  readonly title: string;
  readonly category: string;
  readonly kind: 'expense' | 'income' | 'refund';
  readonly currency: string;
  /** Mine of it, in minor units. */
  readonly amountMinor: number;
  readonly href: string;
  /** '' for one of my own plans. */
  readonly className: string;
}

/** My parts of what the plans of classes enter after today up to a day. Soonest first. */
export function classComing(
  rows: readonly ClassRow[],
  { today, until }: { today: Day; until: Day },
): ComingEntry[] {
  return inOrder(
    rows.flatMap(({ id, name, coming = [] }) =>
      coming
        .filter(({ day, myMinor }) => day > today && day <= until && myMinor > 0)
        .map(({ day, title, category, kind, currency, myMinor, planId }) => ({
          key: `${id}/${planId}/${day}`,
          day,
          title,
          category,
          kind,
          currency,
          amountMinor: myMinor,
          href: `/classes/${id}/plans/${planId}`,
          className: name,
        })),
    ),
  );
}

export function inOrder(entries: readonly ComingEntry[]): ComingEntry[] {
  return entries.toSorted((a, b) => (a.day !== b.day ? (a.day < b.day ? -1 : 1) : a.key < b.key ? -1 : 1));
}

/** What of them is spending in a currency up to a day. */
export function comingSum(entries: readonly ComingEntry[], currency: string, until: Day): bigint {
  return entries
    .filter((entry) => entry.currency === currency && entry.day <= until && entry.kind !== 'income')
    .reduce((sum, { kind, amountMinor }) => sum + BigInt(kind === 'refund' ? -amountMinor : amountMinor), 0n);
}
