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

describe('balances', { timeout: 60_000 }, () => {
  it('[B1] count money of every kind that has some, unless it is deleted or in quarantine', () => {
    const kinds = ['x', 'i', 's', 'poll'];
    const ledger = ledgerOf(
      ...kinds.map((k, i) =>
        change(`e_000001${String(i)}`, { k, s: { money: moneyOf([[ALI, 1]], [[BEA, 1]]) } }),
      ),
      change('e_0000020', { s: { money: moneyOf([[ALI, 100]], [[BEA, 99]]) } }),
      change('e_0000030', { s: { money: moneyOf([[ALI, 100]], [[BEA, 100]]) } }),
      change('r_0000030', { e: 'e_0000030', b: ['e_0000030'], s: { del: 1 } }),
    );
    expect(balancesIn(ledger)).toEqual([
      [ALI, kinds.length],
      [BEA, -kinds.length],
    ]);
    expect(ledger.quarantined()).toEqual([{ id: 'e_0000020', reason: 'money-sum' }]);
  });

  it('[B1] are moved by nothing that no command could delete', () => {
    const s = { money: moneyOf([[ALI, 500]], [[BEA, 500]]) };
    const occurrence = 'o_0000010';
    const ledger = ledgerOf(
      change('r_0000010', { k: 'm', e: BEA, s }),
      change('r_0000020', { k: 'c', e: 'c_class0', s }),
      ...['m', 'c', 'p', 't'].map((k, i) => change(`e_000001${String(i)}`, { k, s })),
      change('r_0000030', { e: occurrence, s: { money: moneyOf([[ALI, 1]], [[BEA, 1]]) } }),
      change('r_0000040', { k: 'm', e: occurrence, t: 99, s }),
    );
    expect(balancesIn(ledger)).toEqual([
      [ALI, 1],
      [BEA, -1],
    ]);
    expect(Array.from(ledger.entries(), ({ id, kind }) => [id, kind])).toEqual([[occurrence, 'expense']]);
    expect(ledger.quarantined().map(({ id, reason }) => [id, reason])).toEqual([
      ...['e_0000010', 'e_0000011', 'e_0000012', 'e_0000013', 'r_0000010', 'r_0000020'].map((id) => [
        id,
        'money-kind',
      ]),
      ['r_0000040', 'other-kind'],
    ]);
    ledger.apply([change('r_0000050', { e: occurrence, b: ['r_0000030'], s: { del: 1 } })]);
    expect(balancesIn(ledger)).toEqual([]);
  });

  it('[B1] are exact beyond 2^53, in whatever order amounts come and go', () => {
    const expenses = Array.from({ length: 9100 }, (_, i) => {
      const amount = 1_000_000_000_000 - (i % 2);
      return change(`e_${String(i).padStart(7, '0')}`, {
        s: { money: moneyOf([[ALI, amount]], [[BEA, amount]]) },
      });
    });
    const ledger = ledgerOf(...expenses);
    expect(ledger.balancesOf('EUR')[0]).toEqual([ALI, 9100n * 1_000_000_000_000n - 4550n]);
    ledger.apply(expenses.slice(1).map(({ id }) => ({ id, value: undefined })));
    expect(ledger.balancesOf('EUR')[0]).toEqual([ALI, 1_000_000_000_000n]);
  });

  it('[B1] peers 20: are derived from entries alone: deleting twice is deleting once', () => {
    const ledger = ledgerOf(change(E, { s: { money: dinner } }));
    const deletion = (id: string, b: string[]) => change(id, { e: E, b, s: { del: 1 } });
    ledger.apply([deletion('r_0000010', [E])]);
    expect(balancesIn(ledger)).toEqual([]);
    ledger.apply([deletion('r_0000020', [E]), deletion('r_0000030', ['r_0000010'])]);
    expect(balancesIn(ledger)).toEqual([]);
    ledger.apply([change('r_0000040', { e: E, b: ['r_0000020', 'r_0000030'], s: { del: 0 } })]);
    const dollars = moneyOf([[ALI, 90]], [[BEA, 90]], 'USD');
    ledger.apply([change('r_0000050', { e: E, b: ['r_0000040'], s: { money: dollars } })]);
    expect([balancesIn(ledger), balancesIn(ledger, 'USD')]).toEqual([
      [],
      [
        [ALI, 90],
        [BEA, -90],
      ],
    ]);
  });

  it('[B1] peers 24: do not ask who a member is today: weights and leaving change no past', () => {
    const how = {
      mode: 'shares',
      shares: [
        [ALI, '1'],
        [BEA, '2'],
      ],
    };
    const money = moneyOf(
      [[ALI, 90]],
      [
        [ALI, 30],
        [BEA, 60],
      ],
      'EUR',
      { how },
    );
    const ledger = ledgerOf(change(E, { s: { money } }));
    const before = balancesIn(ledger);
    ledger.apply([change('r_0000010', { k: 'm', e: BEA, s: { state: 'out', weight: 5, del: 1 } })]);
    expect(balancesIn(ledger)).toEqual(before);
    expect(ledger.members().get(BEA)?.hasLeft).toBe(true);
  });
});
