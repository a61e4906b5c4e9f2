import type { Leg } from '../revisions/money-group.ts';
import { debtsOfLeg } from './pairwise-plan.ts';

/**
 * What stands between two people over all live legs, in minor units per currency: above zero `b` owes `a`, below zero
 * `a` owes `b`; settled currencies are left out. The same figures as in the pairwise plan. [P10]
 */
export function betweenTwo(
  legs: Iterable<Leg>,
  a: string,
  b: string,
  identity: (id: string) => string,
): Map<string, bigint> {
  const [idOfA, idOfB] = [identity(a), identity(b)];
  const owedByCurrency = new Map<string, bigint>();
  for (const leg of legs) {
    for (const { fromId, toId, amountMinor } of debtsOfLeg(leg, identity)) {
      const minor = owedBetween(fromId, toId, amountMinor);
      if (minor !== 0n) owedByCurrency.set(leg.cur, (owedByCurrency.get(leg.cur) ?? 0n) + minor);
    }
  }
  for (const [currency, minor] of owedByCurrency) if (minor === 0n) owedByCurrency.delete(currency);
  return owedByCurrency;

  function owedBetween(fromId: string, toId: string, amountMinor: bigint): bigint {
    if (fromId === idOfB && toId === idOfA) return amountMinor;
    return fromId === idOfA && toId === idOfB ? -amountMinor : 0n;
  }
}
