import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { findPlan } from '@tallybook/shared/class-doc/commands/plans';
import type { ClassPlan } from '@tallybook/shared/class-doc/records';

/** The plan that an entry was made from, also after somebody changed all of it; null for what no plan made. */
export function planOfEntry(ledger: ClassLedger, entryId: string): ClassPlan | null {
  if (!entryId.startsWith('o_')) return null;
  for (const { auto } of ledger.history(entryId)) {
    const plan = auto === null ? undefined : findPlan(ledger, ledger.revision(auto)?.e ?? auto);
    if (plan) return plan;
  }
  return null;
}
