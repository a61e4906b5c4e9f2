import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { ClassComment } from '@tallybook/shared/class-doc/records';

/** The comments on one entry that were not deleted, oldest first. */
export function commentsOn(ledger: ClassLedger, entryId: string): readonly ClassComment[] {
  return ledger
    .comments(entryId)
    .filter(({ deleted }) => !deleted)
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/** How many comments each entry has that has any: read once for a whole list, not once per row. */
export function commentCounts(ledger: ClassLedger): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { on, deleted } of ledger.comments()) {
    if (!deleted) counts.set(on, (counts.get(on) ?? 0) + 1);
  }
  return counts;
}
