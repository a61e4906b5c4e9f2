import type { CurrencyState } from '$lib/live-class/currency-states.ts';

/** What is not zero of a member's balance in one currency; above zero, they are owed it. */
export interface OpenBalance {
  readonly currency: string;
  readonly minor: bigint;
}

export function openBalances(
  currencies: readonly Pick<CurrencyState, 'currency' | 'balances'>[],
  memberId: string,
): readonly OpenBalance[] {
  return currencies.flatMap(({ currency, balances }) => {
    const minor = balances.find((one) => one.memberId === memberId)?.balanceMinor ?? 0n;
    return minor === 0n ? [] : [{ currency, minor }];
  });
}
