import type { Balance, Payment } from '@tallybook/shared/balances/payment';

/**
 * What other expense apps do, for comparison: over everybody at once, whether or not they share anything, the largest
 * debt pays the largest credit until nothing is left.
 */
export function greedyPlan(balances: readonly Balance[]): Payment[] {
  const open = balances.map(([id, minor]) => ({ id, minor }));
  const payments: Payment[] = [];
  for (;;) {
    const [first] = open;
    if (!first) return payments;
    const debtor = open.reduce((least, person) => (person.minor < least.minor ? person : least), first);
    const creditor = open.reduce((most, person) => (person.minor > most.minor ? person : most), first);
    if (creditor.minor === 0n) return payments;
    const amountMinor = -debtor.minor < creditor.minor ? -debtor.minor : creditor.minor;
    payments.push({ fromId: debtor.id, toId: creditor.id, amountMinor });
    debtor.minor += amountMinor;
    creditor.minor -= amountMinor;
  }
}
