import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { ClassShare } from '$lib/class-book/class-shelf.ts';
import { byDay } from '$lib/ledger/entry-list.ts';

interface LatestRow {
  readonly entry: PersonalEntry;
  /** Null for a record of the personal ledger. */
  readonly classId: string | null;
  /** Of the record to open: one of a class has a share per currency. */
  readonly entryId: string;
}

/** The newest rows of both; `entries` are in order already, the shares in none. */
export function latestOf(
  entries: readonly PersonalEntry[],
  shares: readonly ClassShare[],
  count: number,
): LatestRow[] {
  const own = entries.slice(0, count).map((entry) => ({ entry, classId: null, entryId: entry.id }));
  const inClasses = shares.map(({ classId, share }) => ({ entry: share, classId, entryId: share.entryId }));
  return [...own, ...inClasses].sort((a, b) => byDay(a.entry, b.entry)).slice(0, count);
}
