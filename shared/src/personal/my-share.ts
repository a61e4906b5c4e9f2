import type { ClassEntry } from '../class-doc/records.ts';
import type { LegPart } from '../revisions/money-group.ts';
import type { PersonalEntry } from './personal-entry.ts';

/** My share of one currency of a class entry, in the shape in which personal totals and lists count records. */
export interface MyShare extends PersonalEntry {
  /** The class entry that it is a share of. */
  entryId: string;
}

/**
 * What I bear of an expense, or get of an income, of a class as spending and income of my own: one share per currency,
 * none when it is no spending (a payment, a conversion, whatever else is of kind s), does not count (deleted,
 * unreadable), or has no part of mine. `recordKind` is the kind of its folded entity, `isMe` knows all my ids. The personal ledger holds no record of it, so that nothing counts twice. [L11]
 */
export function mySharesOf(
  entry: ClassEntry,
  recordKind: string,
  isMe: (memberId: string) => boolean,
): MyShare[] {
  const { kind } = entry;
  if (recordKind === 's' || entry.deleted || entry.unreadable) return [];
  return entry.legs.flatMap(({ cur, pay, owe }, i) => {
    // Income has pay and owe swapped: who is paid gets the share.
    const amountMinor = sumOfMine(kind === 'income' ? pay : owe, isMe);
    if (amountMinor === 0) return [];
    return {
      id: i === 0 ? entry.id : `${entry.id}/${i}`,
      entryId: entry.id,
      kind: kind === 'income' ? 'income' : 'expense',
      amountMinor,
      currency: cur,
      day: entry.day,
      title: entry.title,
      category: entry.category,
      note: entry.note,
      tags: [],
      deleted: false,
      deletedAt: null,
      editedWhileDeleted: entry.editedWhileDeleted,
      createdAt: entry.createdAt,
      changedAt: entry.changedAt,
      heads: entry.heads,
      unreadable: false,
    };
  });
}

/** At most the amount of the leg, hence exact. */
function sumOfMine(parts: readonly LegPart[], isMe: (memberId: string) => boolean): number {
  return parts.reduce((sum, [id, minor]) => (isMe(id) ? sum + minor : sum), 0);
}
