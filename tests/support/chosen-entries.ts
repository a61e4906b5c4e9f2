import { createEntry, type PersonalFields } from '@tallybook/shared/personal/personal-commands';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import { RandomSource } from './random-source.ts';

/** Rows of entries that a test spells out; what is left out is an expense in EUR without category and note. */
export function rowsOfEntries(
  entries: readonly (Pick<PersonalFields, 'amountMinor' | 'day' | 'title'> & Partial<PersonalFields>)[],
): RevisionRow[] {
  const random = new RandomSource(1);
  return entries.map((entry, index) =>
    createEntry(
      { kind: 'expense', currency: 'EUR', category: '', note: '', ...entry },
      { t: Date.parse(`${entry.day}T12:00:00Z`) + index, id: idFromBytes('e', random.bytes(12)) },
    ),
  );
}
