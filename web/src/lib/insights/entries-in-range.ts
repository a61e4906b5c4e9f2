import type { Day } from '@tallybook/shared/calendar/day';
import type { PersonalKind } from '@tallybook/shared/personal/personal-entry';
import type { DayRange } from '@tallybook/shared/personal/totals';
import { dayToNumber, idsOf, numberToDay } from '$lib/ledger/list-chunk.ts';
import { parseLabel } from '$lib/ledger/row-view.ts';
import type { ListChunkRow } from '$lib/platform/schema.ts';

/** What the columns of the list know of an entry. */
export interface RangeEntry {
  readonly id: string;
  readonly kind: PersonalKind;
  readonly amountMinor: number;
  readonly currency: string;
  readonly category: string;
  readonly day: Day;
  /** As titles and tags are compared. */
  readonly title: string;
  readonly tags: readonly string[];
  readonly deleted: false;
  readonly unreadable: boolean;
}

const noTags: readonly string[] = [];

/** The entries of a range, newest first, from the columns of the list; their records are not read for it. */
export function entriesInRange(rows: readonly ListChunkRow[], range: DayRange): RangeEntry[] {
  const [from, to] = [dayToNumber(range.from), dayToNumber(range.to)];
  const found: RangeEntry[] = [];
  // Chunks are in the order of days, the oldest first, as entries are within them.
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i];
    if (!row || (row.days[0] ?? 0) > to) continue;
    if ((row.days.at(-1) ?? 0) < from) break;
    addEntries(row, from, to, found);
  }
  return found;
}

function addEntries(row: ListChunkRow, from: number, to: number, found: RangeEntry[]): void {
  const ids = idsOf(row);
  const texts = row.texts.split('\n');
  const labels = row.labels.map((label) => parseLabel<PersonalKind>(label));
  const hasTags = row.texts.includes('\t#');
  let [dayNumber, day] = [0, ''];
  for (let at = row.days.length - 1; at >= 0; at--) {
    const number = row.days[at] ?? 0;
    if (number < from || number > to) continue;
    const label = labels[row.labelAt[at] ?? 0];
    const text = texts[at] ?? '';
    if (!label) continue;
    if (number !== dayNumber) [dayNumber, day] = [number, numberToDay(number)];
    found.push({
      id: ids[at] ?? '',
      ...label,
      amountMinor: row.amounts[at] ?? 0,
      day,
      title: text.slice(0, text.indexOf('\t')),
      tags: hasTags ? tagsIn(text) : noTags,
      deleted: false,
      unreadable: label.currency === '',
    });
  }
}

/** Title and note stand before the tags, amount and day after them. */
function tagsIn(text: string): readonly string[] {
  const parts = text.split('\t');
  return parts.length <= 4 ? noTags : parts.slice(2, -2).map((tag) => tag.slice(1));
}
