import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MoneyGroup } from '../revisions/money-group.ts';
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

describe('balances', { timeout: 60_000 }, () => {
  it('[B1] count money of every kind, unless it is deleted or in quarantine', () => {
    const kinds = ['x', 'i', 's', 'm', 'c', 'p', 't', 'poll'];
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

  it('[B1] are derived from entries alone: deleting twice is deleting once (split-pro#201 #234 #196)', () => {
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

  it('[B1] do not ask who a member is today: weights and leaving change no past (ihatemoney, cospend)', () => {
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

  it('[B3] leave nothing of 112.00 given and 112.00 back (Cashew#980, ihatemoney#116)', () => {
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

  it('[B8] take for a settlement only exactly one from and one other to (spliit#197 #365)', () => {
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

  it('[B1] agree with all public vectors', () => {
    const path = `${import.meta.dirname}/../../../tests/vectors/public.json`;
    const { balances, fold } = JSON.parse(readFileSync(path, 'utf8')) as {
      balances: { name: string; log: Log; expect: Balances; quarantined: string[] }[];
      fold: { name: string; log: Log; expect: FoldExpectation }[];
    };
    for (const { name, log, expect: expected, quarantined } of balances) {
      const ledger = ledgerOf(...changesOf(log));
      expect([name, nonZero(ledger)]).toEqual([name, expected]);
      expect([name, ledger.quarantined().map(({ id }) => id)]).toEqual([name, quarantined]);
    }
    for (const { name, log, expect: expected } of fold) {
      const ledger = ledgerOf(...changesOf(log));
      const [entry] = ledger.entries();
      const entity = ledger.entity(entry?.id ?? '');
      expect([
        name,
        {
          deleted: entry?.deleted,
          title: entry?.title,
          amt: (entity?.groups.get('money')?.value as MoneyGroup).legs[0]?.amt,
          overwritten: Object.fromEntries(entry?.overwritten ?? []),
          balances: nonZero(ledger),
        },
      ]).toEqual([name, expected]);
    }
    expect([balances.length, fold.length].every((count) => count > 0)).toBe(true);
  });
});

type Log = Record<string, unknown>;
type Balances = Record<string, [string, number][]>;
interface FoldExpectation {
  deleted: boolean;
  title: string;
  amt: number;
  overwritten: Record<string, string[]>;
  balances: Balances;
}

/** A value is a record, or the text as it stands in the document. */
function changesOf(log: Log) {
  return Object.entries(log).map(([id, value]) => ({
    id,
    value: typeof value === 'object' ? JSON.stringify(value) : value,
  }));
}

function nonZero(ledger: ReturnType<typeof ledgerOf>): Balances {
  const currencies = Array.from(ledger.balances().keys());
  return Object.fromEntries(currencies.map((currency) => [currency, balancesIn(ledger, currency)]));
}
