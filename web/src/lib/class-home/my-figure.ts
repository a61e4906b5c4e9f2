import type { CurrencyState } from '$lib/live-class/live-class.svelte.ts';

/** What I am owed (above zero) or owe in one currency. */
export interface MyBalance {
  readonly currency: string;
  readonly minor: bigint;
}

/** My balances that are not zero, the class's own currency first: the first is the one large figure. */
export function myBalances(
  currencies: readonly CurrencyState[],
  myId: string,
  own: string,
): readonly MyBalance[] {
  return currencies
    .flatMap(({ currency, balances }) => {
      const minor = balances.find(({ memberId }) => memberId === myId)?.balanceMinor ?? 0n;
      return minor === 0n ? [] : [{ currency, minor }];
    })
    .sort((a, b) => Number(b.currency === own) - Number(a.currency === own));
}
