import type { Balance, Payment } from './payment.ts';

/**
 * Creditors and debtors, each by id, laid on one line of cumulative amounts: every overlap of a creditor with a debtor
 * is a payment. Gives the payments by payer, then by payee, at most one fewer than there are people. Since a payment
 * shortens both lines at one place by one amount, making it moves none of the others. Throws when the balances do not
 * sum to zero. [P3]
 */
export function overlapPayments(balances: readonly Balance[]): Payment[] {
  const byId = balances.toSorted(byMemberId);
  const creditors = byId.filter(([, minor]) => minor > 0n).values();
  const payments: Payment[] = [];
  let creditor: Balance | undefined;
  let dueMinor = 0n;
  for (const [fromId, minor] of byId) {
    for (let owedMinor = -minor; owedMinor > 0n;) {
      if (dueMinor === 0n) {
        creditor = creditors.next().value;
        dueMinor = creditor?.[1] ?? 0n;
      }
      if (!creditor) throw new RangeError('More is owed than is due');
      const amountMinor = owedMinor < dueMinor ? owedMinor : dueMinor;
      payments.push({ fromId, toId: creditor[0], amountMinor });
      owedMinor -= amountMinor;
      dueMinor -= amountMinor;
    }
  }
  if (dueMinor > 0n || creditors.next().value) throw new RangeError('More is due than is owed');
  return payments;
}

/** Orders balances by id, by code unit: the same on every replica. */
export function byMemberId([a]: Balance, [b]: Balance): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Orders payments by payer, then by payee, by code unit. */
export function byFromThenTo(a: Payment, b: Payment): number {
  if (a.fromId !== b.fromId) return a.fromId < b.fromId ? -1 : 1;
  return a.toId < b.toId ? -1 : a.toId > b.toId ? 1 : 0;
}
