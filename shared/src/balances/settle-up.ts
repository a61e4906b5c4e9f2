import { type FewestPlan, fewestPlan } from './fewest-plan.ts';
import type { Balance, Payment } from './payment.ts';
import { steadyPlan } from './steady-plan.ts';

/** What a screen offers for one currency: the steady plan, and the fewest payments where that saves any. */
export interface SettleUp {
  steady: Payment[];
  /** Null when it would save no payment. */
  fewest: FewestPlan | null;
}

/** Both plans for the balances of one currency (minor units); throws as `componentsOf` does. [P7] */
export function settleUp(balances: Iterable<Balance>, together: Iterable<readonly string[]>): SettleUp {
  const people = [...balances];
  const sets = [...together];
  const steady = steadyPlan(people, sets);
  const fewest = fewestPlan(people, sets);
  return { steady, fewest: fewest.payments.length < steady.length ? fewest : null };
}
