import type { Leg } from '../revisions/money-group.ts';
import { byFromThenTo, overlapPayments } from './overlap.ts';
import type { Payment } from './payment.ts';

/**
 * Who owes whom through one leg (minor units): what each member paid less what they bear, under their canonical ids,
 * then the overlap of those below zero on those above. Netting first keeps two payers of one expense from owing each
 * other. [P9]
 */
export function debtsOfLeg(leg: Leg, identity: (id: string) => string): Payment[] {
  const netById = new Map<string, bigint>();
  const add = (memberId: string, minor: bigint) => {
    const id = identity(memberId);
    netById.set(id, (netById.get(id) ?? 0n) + minor);
  };
  for (const [id, minor] of leg.pay) add(id, BigInt(minor));
  for (const [id, minor] of leg.owe) add(id, -BigInt(minor));
  return overlapPayments([...netById]);
}

/**
 * Who owes whom exactly, with no debt moved to a third: the debts of all live legs in the currency, netted per pair,
 * by payer, then by payee; amounts in minor units. Needs more payments than the other plans. [P9]
 */
export function pairwisePlan(
  legs: Iterable<Leg>,
  currency: string,
  identity: (id: string) => string,
): Payment[] {
  const debtsBySmallerId = new Map<string, Map<string, bigint>>();
  for (const leg of legs) {
    if (leg.cur !== currency) continue;
    for (const { fromId, toId, amountMinor } of debtsOfLeg(leg, identity)) {
      const [smaller, greater, minor] =
        fromId < toId ? [fromId, toId, amountMinor] : [toId, fromId, -amountMinor];
      let debts = debtsBySmallerId.get(smaller);
      if (!debts) {
        debts = new Map<string, bigint>();
        debtsBySmallerId.set(smaller, debts);
      }
      debts.set(greater, (debts.get(greater) ?? 0n) + minor);
    }
  }
  const payments: Payment[] = [];
  for (const [smaller, debts] of debtsBySmallerId) {
    for (const [greater, minor] of debts) {
      if (minor > 0n) payments.push({ fromId: smaller, toId: greater, amountMinor: minor });
      if (minor < 0n) payments.push({ fromId: greater, toId: smaller, amountMinor: -minor });
    }
  }
  return payments.sort(byFromThenTo);
}
