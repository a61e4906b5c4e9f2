import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { LIMITS } from '@tallybook/shared/protocol/limits';

/** Far above what an entry takes with all its changes, also one that fifty people share. */
const MOST_BYTES_PER_ENTRY = 24 * 1024;

/** Whether it is worth measuring how large the class is: that takes as long as it is large. */
export function mayBeFull(ledger: Pick<ClassLedger, 'entries' | 'comments'>): boolean {
  const count = Array.from(ledger.entries()).length + ledger.comments().length;
  return count * MOST_BYTES_PER_ENTRY >= LIMITS.documentWarningBytes;
}
