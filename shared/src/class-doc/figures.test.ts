import { describe, expect, it } from 'vitest';
import { ALI, BEA, CYD, balancesIn, change, ledgerOf, moneyOf } from './test-records.ts';

const E = 'e_0000010';
const dinner = moneyOf(
  [[ALI, 90]],
  [
    [ALI, 30],
    [BEA, 30],
    [CYD, 30],
  ],
);
const settlement = (id: string, fromId: string, toId: string, minor: number, more: object = {}) =>
  change(id, { k: 's', s: { money: moneyOf([[fromId, minor]], [[toId, minor]]), ...more } });

describe('figures', () => {
  it('[B2] tell what each paid, bears and settled, for expenses, income and settlements', () => {
    const ledger = ledgerOf(
      change(E, { s: { money: dinner } }),
      // 60 came in to Bea, who owes it; Ali and Bea get half of it each.
      change('e_0000020', {
        k: 'i',
        s: {
          money: moneyOf(
            [
              [ALI, 30],
              [BEA, 30],
            ],
            [[BEA, 60]],
          ),
        },
      }),
      settlement('e_0000030', CYD, ALI, 20),
    );
    expect(Object.fromEntries(ledger.balances().get('EUR') ?? [])).toEqual({
      [ALI]: { paidMinor: 90n, shareMinor: 0n, settledMinor: -20n, balanceMinor: 70n },
      [BEA]: { paidMinor: -60n, shareMinor: 0n, settledMinor: 0n, balanceMinor: -60n },
      [CYD]: { paidMinor: 0n, shareMinor: 30n, settledMinor: 20n, balanceMinor: -10n },
    });
  });

  it('[B3] peers 4: leave nothing of 100 by three, nor of 112.00 given and 112.00 back', () => {
    const thirds = moneyOf(
      [[ALI, 10_000]],
      [
        [ALI, 3334],
        [BEA, 3333],
        [CYD, 3333],
      ],
    );
    const ledger = ledgerOf(
      change('e_0000020', { s: { money: thirds } }),
      settlement('e_0000030', BEA, ALI, 3333),
      settlement('e_0000040', CYD, ALI, 3333),
      change('e_0000050', { s: { money: moneyOf([[ALI, 11_200]], [[BEA, 11_200]]) } }),
      settlement('e_0000060', BEA, ALI, 11_200),
    );
    expect(balancesIn(ledger)).toEqual([]);
  });

  it('[B4] list who is not at zero by id, and stay when titles change', () => {
    const ledger = ledgerOf(
      change(E, {
        s: {
          money: moneyOf(
            [[CYD, 90]],
            [
              [ALI, 60],
              [BEA, 30],
            ],
          ),
        },
      }),
      settlement('e_0000020', BEA, CYD, 30),
    );
    expect(balancesIn(ledger)).toEqual([
      [ALI, -60],
      [CYD, 60],
    ]);
    const sheet = ledger.balances();
    ledger.apply([change('r_0000010', { e: E, b: [E], s: { title: 'Rent', note: 'May' } })]);
    expect(ledger.balances()).toBe(sheet);
  });

  it('[B5] know who appears together in live legs', () => {
    const ledger = ledgerOf(
      change(E, {
        s: {
          money: moneyOf(
            [[CYD, 90]],
            [
              [ALI, 90],
              [BEA, 0],
            ],
          ),
        },
      }),
      change('e_0000020', { s: { money: moneyOf([[ALI, 5]], [[CYD, 5]]) } }),
      change('e_0000030', { s: { money: moneyOf([[ALI, 5]], [[BEA, 5]]) } }),
      change('e_0000040', { s: { money: moneyOf([[ALI, 5]], [[BEA, 5]], 'USD') } }),
    );
    expect(Array.from(ledger.together('EUR'))).toEqual([
      [ALI, BEA],
      [ALI, CYD],
    ]);
    ledger.apply([change('r_0000020', { e: 'e_0000020', b: ['e_0000020'], s: { del: 1 } })]);
    expect(Array.from(ledger.together('EUR'))).toHaveLength(2);
    ledger.apply([change('r_0000010', { e: E, b: [E], s: { del: 1 } })]);
    expect(Array.from(ledger.together('EUR'))).toEqual([[ALI, BEA]]);
    expect([ledger.together('USD'), ledger.together('__proto__')]).toEqual([[[ALI, BEA]], []]);
  });
});
