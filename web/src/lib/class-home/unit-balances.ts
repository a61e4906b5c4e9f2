import type { Units } from '@tallybook/shared/balances/units';
import type { CurrencyState } from '$lib/live-class/live-class.svelte.ts';

/** What a unit gets back (above zero) or owes in one currency, in minor units. */
interface UnitBalance {
  /** The member under whose id plans settle it. */
  readonly settlerId: string;
  readonly minor: bigint;
}

/** The units of which anybody has figures in a currency, by the id of who settles, the same for whoever looks. */
export function unitBalances({ balances }: CurrencyState, units: Units): readonly UnitBalance[] {
  const minorById = new Map<string, bigint>();
  for (const { memberId, balanceMinor } of balances) {
    const [settlerId] = units.get(memberId) ?? [];
    if (settlerId !== undefined) minorById.set(settlerId, (minorById.get(settlerId) ?? 0n) + balanceMinor);
  }
  return Array.from(minorById, ([settlerId, minor]) => ({ settlerId, minor })).sort((a, b) =>
    a.settlerId < b.settlerId ? -1 : 1,
  );
}
