import type { ClassBalance } from '$lib/platform/schema.ts';

/** What all classes come to, per currency in the order of their first one, without those that come to nothing. */
export function balancesInAll(
  ofClasses: Iterable<readonly ClassBalance[]>,
): (readonly [currency: string, minor: bigint])[] {
  const sums = new Map<string, bigint>();
  for (const balances of ofClasses) {
    for (const { currency, balanceMinor } of balances)
      sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(balanceMinor));
  }
  return [...sums].filter(([, minor]) => minor !== 0n);
}
