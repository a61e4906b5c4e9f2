import { componentsOf } from './components.ts';
import { byFromThenTo, overlapPayments } from './overlap.ts';
import type { Balance, Payment } from './payment.ts';

/**
 * The plan shown by default: the overlaps of each component, by payer, then by payee. Making one of its payments, wholly
 * or partly, leaves all others unchanged. Takes the balances of one currency in minor units and who appears together in
 * its live records; throws as `componentsOf` does. [P2] [P3] [P4]
 */
export function steadyPlan(balances: Iterable<Balance>, together: Iterable<readonly string[]>): Payment[] {
  return componentsOf(balances, together).flatMap(overlapPayments).sort(byFromThenTo);
}
