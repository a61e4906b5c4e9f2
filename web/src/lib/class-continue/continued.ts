import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';

/** The id of the comment on a class that says where it goes on: one in each class, however often it is said. */
export const MARK_ID = 'e_goeson00';

/** What the class says of where it goes on; null as long as it does not. */
export function markOf(ledger: ClassLedger): string | null {
  const mark = ledger.comments().find(({ id, deleted }) => id === MARK_ID && !deleted);
  return mark?.text ?? null;
}
