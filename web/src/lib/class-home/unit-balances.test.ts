import { describe, expect, it } from 'vitest';
import type { CurrencyState } from '$lib/live-class/live-class.svelte.ts';
import { unitBalances } from './unit-balances.ts';

function state(balances: readonly (readonly [id: string, minor: bigint])[]): CurrencyState {
  return {
    currency: 'EUR',
    balances: balances.map(([memberId, balanceMinor]) => ({
      memberId,
      paidMinor: 0n,
      shareMinor: 0n,
      settledMinor: 0n,
      balanceMinor,
    })),
    isSettled: false,
    steady: [],
    fewest: null,
  };
}

describe('what units get back', () => {
  it('is the sum of their members under who settles, zero too, and nobody else', () => {
    const units = new Map<string, readonly string[]>();
    for (const unit of [
      ['b', 'd'],
      ['a', 'e'],
    ])
      for (const id of unit) units.set(id, unit);
    expect(
      unitBalances(
        state([
          ['d', 500n],
          ['b', -120n],
          ['c', -380n],
          ['e', 0n],
        ]),
        units,
      ),
    ).toEqual([
      { settlerId: 'a', minor: 0n },
      { settlerId: 'b', minor: 380n },
    ]);
    expect(unitBalances(state([['d', 500n]]), new Map())).toEqual([]);
  });
});
