import { steadyPlan } from '@tallybook/shared/balances/steady-plan';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { suggestedPaymentId } from '@tallybook/shared/class-doc/commands/record-payment';
import type { ClassDebt } from '$lib/platform/schema.ts';

/**
 * The payments of the steady plan between me (a canonical id) and others: those that settling up shows. Those of a unit
 * are between who settles for it and others, so the rest of it has none. [P3] [D37]
 */
export function debtsBetween(ledger: ClassLedger, me: string, currency: string): ClassDebt[] {
  const plan = steadyPlan(ledger.balancesToSettle(currency), ledger.companyToSettle(currency));
  return plan.flatMap((payment): ClassDebt | [] => {
    const { fromId, toId, amountMinor } = payment;
    if (fromId !== me && toId !== me) return [];
    const other = fromId === me ? toId : fromId;
    const known = Array.from(ledger.members().values()).filter(({ canonicalId }) => canonicalId === other);
    return {
      memberIds: [other, ...known.map(({ id }) => id).filter((id) => id !== other)],
      name: known.find(({ name }) => name !== null)?.name ?? null,
      currency,
      minor: String(toId === me ? amountMinor : -amountMinor),
      suggestionId: suggestedPaymentId(ledger, { fromId, toId, currency }, amountMinor),
    };
  });
}
