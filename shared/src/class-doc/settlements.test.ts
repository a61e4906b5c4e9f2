import { describe, expect, it } from 'vitest';
import { ALI, BEA, CYD, change, ledgerOf, moneyOf } from './test-records.ts';

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

describe('settlements', () => {
  it('[B8] peers 19: take for a settlement only exactly one from and one other to', () => {
    const legs = (money: object) => (money as { legs: object[] }).legs;
    const two = { legs: [...legs(dinner), ...legs(moneyOf([[ALI, 5]], [[BEA, 5]], 'USD'))] };
    const moneys = [
      moneyOf([[ALI, 5]], [[BEA, 5]]),
      dinner,
      moneyOf(
        [
          [ALI, 3],
          [CYD, 2],
        ],
        [[BEA, 5]],
      ),
      moneyOf([[ALI, 5]], [[ALI, 5]]),
      two,
      moneyOf([[ALI, 5]], [[BEA, 5]], 'EUR', { how: { mode: 'convert' } }),
      { legs: [...two.legs, ...legs(dinner)] },
      { legs: [] },
    ];
    const ledger = ledgerOf(
      ...moneys.map((money, i) => change(`s_000000${String(i)}`, { k: 's', s: { money } })),
    );
    expect(Array.from(ledger.entries(), ({ kind }) => kind)).toEqual([
      'settlement',
      'other',
      'other',
      'other',
      'conversion',
      'conversion',
      'other',
      'settlement',
    ]);
    expect(ledger.entry('s_0000007')?.unreadable).toBe(true);
  });

  it('[B9] name all settlements of a pair, both ways, deleted ones too', () => {
    const ledger = ledgerOf(
      settlement('e_0000030', ALI, BEA, 1),
      settlement('e_0000020', BEA, ALI, 2),
      settlement('e_0000040', BEA, CYD, 2),
      settlement('e_0000050', BEA, 'm_dan000', 3, { del: 1 }),
      change('e_0000060', { s: { money: moneyOf([[ALI, 5]], [[BEA, 5]]) } }),
    );
    expect(ledger.settlementsBetween(ALI, BEA)).toEqual(['e_0000020', 'e_0000030']);
    expect(ledger.settlementsBetween(CYD, ALI)).toEqual([]);
    ledger.apply([change('r_0000010', { k: 'm', e: 'm_dan000', s: { same: ALI } })]);
    expect(ledger.settlementsBetween('m_dan000', BEA)).toEqual(['e_0000020', 'e_0000030', 'e_0000050']);
  });
});
