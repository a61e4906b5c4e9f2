import type { Balance } from '@tallybook/shared/balances/payment';
import type { Leg } from '@tallybook/shared/class-doc/records';

/** Balances once a leg more counts; who is even before and after is left out. They go on summing to zero. */
export function balancesAfter(
  before: readonly Balance[],
  leg: Leg,
  identity: (id: string) => string,
): [memberId: string, minor: bigint][] {
  const byId = new Map<string, bigint>(before);
  const add = (memberId: string, minor: bigint) => {
    const id = identity(memberId);
    byId.set(id, (byId.get(id) ?? 0n) + minor);
  };
  for (const [id, minor] of leg.pay) add(id, BigInt(minor));
  for (const [id, minor] of leg.owe) add(id, -BigInt(minor));
  return Array.from(byId);
}
