import type { Day } from '@tallybook/shared/calendar/day';
import type { PersonalKind } from '@tallybook/shared/personal/personal-entry';
import type { ListChunkRow } from '$lib/platform/schema.ts';
import { dayToNumber, idsOf, numberToDay } from './list-chunk.ts';
import { parseLabel } from './row-view.ts';

/** What the columns of the list know of an entry. */
export interface IndexEntry {
  readonly id: string;
  /** Folded, as searches compare it. */
  readonly title: string;
  readonly kind: PersonalKind;
  /** '' of an entry that cannot be read. */
  readonly currency: string;
  readonly category: string;
  readonly day: Day;
  readonly amountMinor: number;
}

/** The live entries of the columns from a day on, those of `wanted` ids alone where it is given; the newest first. */
export function* indexEntries(
  rows: readonly ListChunkRow[],
  { since, wanted }: { since?: Day; wanted?: (id: string) => boolean } = {},
): Generator<IndexEntry> {
  const first = since === undefined ? 0 : dayToNumber(since);
  for (const row of rows.toReversed()) {
    if ((row.days.at(-1) ?? 0) < first) return;
    const labels = row.labels.map((label) => parseLabel<PersonalKind>(label));
    const ids = idsOf(row);
    let texts: readonly string[] | undefined;
    for (let at = ids.length - 1; at >= 0; at--) {
      const [id, dayNumber] = [ids[at] ?? '', row.days[at] ?? 0];
      if (dayNumber < first) return;
      const label = labels[row.labelAt[at] ?? 0];
      if (!label || (wanted && !wanted(id))) continue;
      const text = (texts ??= row.texts.split('\n'))[at] ?? '';
      const title = text.slice(0, text.indexOf('\t'));
      yield { id, title, ...label, day: numberToDay(dayNumber), amountMinor: row.amounts[at] ?? 0 };
    }
  }
}
