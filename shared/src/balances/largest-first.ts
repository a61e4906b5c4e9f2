import { byMemberId } from './overlap.ts';
import type { Balance, Payment } from './payment.ts';

/**
 * Greedy: the largest debt pays the largest credit until nothing is left; equal ones go by id. Seldom the fewest
 * payments, yet at most one fewer than people, and sometimes shorter than the overlap. The balances sum to zero.
 */
export function largestFirst(balances: readonly Balance[]): Payment[] {
  const creditors = balances.filter(([, minor]) => minor > 0n).sort(smallestFirst);
  const debtors = balances
    .filter(([, minor]) => minor < 0n)
    .map(([id, minor]): Balance => [id, -minor])
    .sort(smallestFirst);
  const payments: Payment[] = [];
  for (let debtor = debtors.pop(); debtor; debtor = debtors.pop()) {
    const creditor = creditors.pop();
    if (!creditor) throw new RangeError('More is owed than is due');
    const [fromId, owedMinor] = debtor;
    const [toId, dueMinor] = creditor;
    payments.push({ fromId, toId, amountMinor: owedMinor < dueMinor ? owedMinor : dueMinor });
    if (owedMinor > dueMinor) putBack(debtors, [fromId, owedMinor - dueMinor]);
    if (dueMinor > owedMinor) putBack(creditors, [toId, dueMinor - owedMinor]);
  }
  return payments;
}

/** The last is the next to be taken: the largest, of equal ones the smallest id. */
function smallestFirst(a: Balance, b: Balance): number {
  if (a[1] !== b[1]) return a[1] < b[1] ? -1 : 1;
  return byMemberId(b, a);
}

function putBack(queue: Balance[], balance: Balance): void {
  const place = queue.findLastIndex((other) => smallestFirst(other, balance) < 0);
  queue.splice(place + 1, 0, balance);
}
