import { describe, expect, it } from 'vitest';
import type { CurrencyState } from '$lib/live-class/live-class.svelte.ts';
import { myBalances } from './my-figure.ts';

const none = { paidMinor: 0n, shareMinor: 0n, settledMinor: 0n };
const of = (currency: string, mine: bigint): CurrencyState => ({
  currency,
  balances: [
    { memberId: 'm_bea', ...none, balanceMinor: -mine },
    { memberId: 'm_anna', ...none, balanceMinor: mine },
  ],
  isSettled: mine === 0n,
  steady: [],
  fewest: null,
});

describe('myBalances', () => {
  it('puts the currency of the class first and leaves out what is even', () => {
    const currencies = [of('CHF', 5n), of('USD', 0n), of('EUR', -1230n)];
    expect(myBalances(currencies, 'm_anna', 'EUR')).toEqual([
      { currency: 'EUR', minor: -1230n },
      { currency: 'CHF', minor: 5n },
    ]);
  });

  it('is empty for who is not in any sum', () => {
    expect(myBalances([of('EUR', 5n)], 'm_new', 'EUR')).toEqual([]);
  });
});
