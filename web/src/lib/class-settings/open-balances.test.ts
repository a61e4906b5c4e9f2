import { describe, expect, it } from 'vitest';
import type { CurrencyState } from '$lib/live-class/currency-states.ts';
import { openBalances } from './open-balances.ts';

const of = (currency: string, minor: bigint): Pick<CurrencyState, 'currency' | 'balances'> => ({
  currency,
  balances: [
    { memberId: 'm_ana00000', paidMinor: 0n, shareMinor: 0n, settledMinor: 0n, balanceMinor: minor },
  ],
});

describe('what is open of a member', () => {
  it('is told per currency, without those in which they are even', () => {
    expect(openBalances([of('EUR', -1230n), of('USD', 0n), of('JPY', 7n)], 'm_ana00000')).toEqual([
      { currency: 'EUR', minor: -1230n },
      { currency: 'JPY', minor: 7n },
    ]);
    expect(openBalances([of('EUR', -1230n)], 'm_nobody00')).toEqual([]);
  });
});
