import { addDays, type Day } from '@tallybook/shared/calendar/day';
import { createEntry, type PersonalFields } from '@tallybook/shared/personal/personal-commands';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import { everyMonth, oddities } from './realistic-entries.ts';
import { RandomSource } from './random-source.ts';

/** Noon UTC, in ms since 1970, so that a row is never dated after the moment it was written. */
const noonOf = (day: Day) => Date.parse(`${day}T12:00:00Z`);

function rowsOf(fields: readonly PersonalFields[], random: RandomSource): RevisionRow[] {
  return fields.map((entry, index) =>
    createEntry(entry, { t: noonOf(entry.day) + index, id: idFromBytes('e', random.bytes(12)) }),
  );
}

/** Three months of one person's spending up to `today`: about 75 records, the same ones for the same day. */
export function realisticRows(today: Day): RevisionRow[] {
  const fields: PersonalFields[] = [];
  for (const monthsAgo of [2, 1, 0]) {
    for (const { daysAgo, ...entry } of everyMonth) {
      const wobbleMinor = entry.varies ? ((monthsAgo * 7 + daysAgo * 3) % 11) * 37 - 150 : 0;
      fields.push({
        kind: entry.kind ?? 'expense',
        amountMinor: entry.amountMinor + wobbleMinor,
        currency: 'EUR',
        day: addDays(today, -daysAgo - monthsAgo * 30),
        title: entry.title,
        category: entry.category,
        note: entry.note ?? '',
      });
    }
  }
  for (const { daysAgo, ...entry } of oddities) {
    fields.push({ kind: 'expense', currency: 'EUR', note: '', ...entry, day: addDays(today, -daysAgo) });
  }
  return rowsOf(fields, new RandomSource(20_260_101));
}

/** `count` records spread over the `days` before `today`, the same ones for the same seed. */
export function generateRows(count: number, seed: number, today: Day, days = 365): RevisionRow[] {
  const random = new RandomSource(seed);
  const fields = Array.from({ length: count }, (): PersonalFields => {
    const entry = random.pick(everyMonth);
    return {
      kind: entry.kind ?? 'expense',
      amountMinor: Math.max(1, Math.round(entry.amountMinor * (0.5 + random.next()))),
      currency: random.next() < 0.95 ? 'EUR' : 'USD',
      day: addDays(today, -random.integer(0, days - 1)),
      title: `${entry.title} ${random.integer(1, 99)}`,
      category: entry.category,
      note: random.next() < 0.2 ? (entry.note ?? 'Split the bill in half') : '',
    };
  });
  return rowsOf(fields, random);
}
