import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Leg, LegPart } from '../revisions/money-group.ts';
import { betweenTwo } from './between-two.ts';
import { pairwisePlan } from './pairwise-plan.ts';

const runs = { numRuns: 1_000 };
const itself = (id: string) => id;

function leg(pay: LegPart[], owe: LegPart[], cur = 'EUR'): Leg {
  return { cur, amt: pay.reduce((sum, [, minor]) => sum + minor, 0), pay, owe };
}

const ids = ['a', 'b', 'c', 'd', 'e'];
const parts = fc.array(fc.nat({ max: 500 }), { minLength: 5, maxLength: 5 });
/** Everybody bears something, and what is still missing is paid by one of them. */
const legs = fc.array(
  fc
    .tuple(parts, parts, fc.nat({ max: 4 }), fc.constantFrom('EUR', 'USD'))
    .map(([paid, borne, filler, cur]): Leg => {
      const missing = 2_500 - paid.reduce((sum, minor) => sum + minor, 0);
      const over = 2_500 - borne.reduce((sum, minor) => sum + minor, 0);
      const pay = ids.map((id, i): LegPart => [id, (paid[i] ?? 0) + (i === filler ? missing : 0)]);
      const owe = ids.map((id, i): LegPart => [id, (borne[i] ?? 0) + (i === 0 ? over : 0)]);
      return { cur, amt: 2_500, pay, owe };
    }),
  { maxLength: 8 },
);

describe('the pairwise plan', () => {
  it('[P9] nets what each paid and bears before anybody owes', () => {
    // Two payers of one dinner: without netting a would owe b and b owe a.
    const dinner = leg(
      [
        ['a', 60],
        ['b', 40],
      ],
      [
        ['a', 30],
        ['b', 50],
        ['c', 20],
      ],
    );
    expect(pairwisePlan([dinner], 'EUR', itself)).toEqual([
      { fromId: 'b', toId: 'a', amountMinor: 10n },
      { fromId: 'c', toId: 'a', amountMinor: 20n },
    ]);
  });

  it('[P9] moves no debt to a third, and nets a pair over all legs of the currency', () => {
    const all = [
      leg([['a', 10]], [['b', 10]]),
      leg([['b', 7]], [['c', 7]]),
      leg([['c', 3]], [['a', 3]]),
      leg([['b', 4]], [['a', 4]]),
      leg([['b', 99]], [['a', 99]], 'USD'),
    ];
    expect(pairwisePlan(all, 'EUR', itself)).toEqual([
      { fromId: 'a', toId: 'c', amountMinor: 3n },
      { fromId: 'b', toId: 'a', amountMinor: 6n },
      { fromId: 'c', toId: 'b', amountMinor: 7n },
    ]);
    // A settlement is a leg like any other.
    const settled = pairwisePlan([...all, leg([['b', 6]], [['a', 6]])], 'EUR', itself);
    expect(settled.map(({ fromId }) => fromId)).toEqual(['a', 'c']);
  });

  it('[P9] takes two ids of one person for one', () => {
    const all = [leg([['a', 10]], [['a2', 10]]), leg([['b', 8]], [['a2', 8]])];
    const identity = (id: string) => (id === 'a2' ? 'a' : id);
    expect(pairwisePlan(all, 'EUR', identity)).toEqual([{ fromId: 'a', toId: 'b', amountMinor: 8n }]);
  });

  it('[P9] settles every balance, with at most one payment of more than zero per pair', () => {
    fc.assert(
      fc.property(legs, (all) => {
        const balances = new Map<string, bigint>();
        const add = (id: string, minor: bigint) => balances.set(id, (balances.get(id) ?? 0n) + minor);
        for (const { cur, pay, owe } of all) {
          if (cur !== 'EUR') continue;
          for (const [id, minor] of pay) add(id, BigInt(minor));
          for (const [id, minor] of owe) add(id, -BigInt(minor));
        }
        const plan = pairwisePlan(all, 'EUR', itself);
        for (const { fromId, toId, amountMinor } of plan) {
          expect(amountMinor).toBeGreaterThan(0n);
          add(fromId, amountMinor);
          add(toId, -amountMinor);
        }
        expect([...balances.values()].filter((minor) => minor !== 0n)).toEqual([]);
        const pairs = plan.map(({ fromId, toId }) => [fromId, toId].sort().join());
        expect(new Set(pairs).size).toBe(plan.length);
        expect(pairwisePlan(all.toReversed(), 'EUR', itself)).toEqual(plan);
      }),
      runs,
    );
  });
});

describe('between two people', () => {
  it('[P10] stands what the pairwise plans have of them', () => {
    fc.assert(
      fc.property(legs, (all) => {
        for (const [a, b] of [
          ['a', 'b'],
          ['d', 'c'],
        ] as const) {
          const expected = new Map<string, bigint>();
          for (const currency of ['EUR', 'USD']) {
            for (const { fromId, toId, amountMinor } of pairwisePlan(all, currency, itself)) {
              if (fromId === b && toId === a) expected.set(currency, amountMinor);
              if (fromId === a && toId === b) expected.set(currency, -amountMinor);
            }
          }
          expect(betweenTwo(all, a, b, itself)).toEqual(expected);
        }
      }),
      runs,
    );
  });

  it('[P10] is counted for all ids of a person, and nothing between the two of them', () => {
    const all = [leg([['a', 10]], [['b2', 10]]), leg([['b', 4]], [['a', 4]])];
    const identity = (id: string) => (id === 'b2' ? 'b' : id);
    expect(betweenTwo(all, 'a', 'b2', identity)).toEqual(new Map([['EUR', 6n]]));
    expect(betweenTwo(all, 'b', 'a', identity)).toEqual(new Map([['EUR', -6n]]));
    expect(betweenTwo(all, 'b', 'b2', identity)).toEqual(new Map());
  });
});
