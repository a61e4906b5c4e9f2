import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { stored } from '$lib/platform/storage-result.ts';
import type { PersonalLedger, WriteResult } from './personal-ledger.svelte.ts';

export interface BroughtBack {
  readonly entry: PersonalEntry;
  /** Gives the entry the fields of before, and puts it into the bin again if it was there. */
  readonly undo: () => Promise<WriteResult<PersonalEntry>>;
}

/**
 * Makes an entry what it was in `past`: an edit like any other, so that what is written elsewhere meanwhile is merged.
 * One in the bin is taken out of it.
 */
export async function bringBack(
  ledger: Pick<PersonalLedger, 'editEntry' | 'restoreEntry' | 'deleteEntry'>,
  now: PersonalEntry,
  past: PersonalEntry,
): Promise<WriteResult<BroughtBack>> {
  const write = (seen: PersonalEntry, fields: PersonalEntry): Promise<WriteResult<PersonalEntry>> =>
    ledger.editEntry(seen, fieldsOf(fields));
  const restored = now.deleted ? await ledger.restoreEntry(now.id) : stored(now);
  const edited = restored.ok ? await write(restored.value, past) : restored;
  if (!edited.ok) return edited;
  const entry = edited.value;
  return stored({
    entry,
    undo: async () => {
      // An amount that cannot be read has no fields to go back to.
      const undone = now.unreadable ? stored(entry) : await write(entry, now);
      return undone.ok && now.deleted ? ledger.deleteEntry(entry.id) : undone;
    },
  });
}

/** Whether an entry has the fields of `past` already. */
export function isAsIn(now: PersonalEntry, past: PersonalEntry): boolean {
  return !now.unreadable && JSON.stringify(fieldsOf(now)) === JSON.stringify(fieldsOf(past));
}

function fieldsOf(entry: PersonalEntry): PersonalFields & { readonly tags: readonly string[] } {
  const { kind, amountMinor, currency, day, title, category, note, tags } = entry;
  return { kind, amountMinor, currency, day, title, category, note, tags };
}
