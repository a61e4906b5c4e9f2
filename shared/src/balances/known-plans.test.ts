import { describe, expect, it } from 'vitest';
import { fewestPlan } from './fewest-plan.ts';
import { largestFirst } from './largest-first.ts';
import type { Balance, Payment } from './payment.ts';
import { settleUp } from './settle-up.ts';
import { steadyPlan } from './steady-plan.ts';

interface Ledger {
  balances: Balance[];
  together: string[][];
}

function people(text: string): Ledger {
  const balances = text.split(' ').map((word): Balance => {
    const [id = '', minor = ''] = word.split(':');
    return [id, BigInt(minor)];
  });
  return { balances, together: [balances.map(([id]) => id)] };
}

function written(payments: readonly Payment[]): string {
  return payments.map(({ fromId, toId, amountMinor }) => `${fromId}>${toId}:${amountMinor}`).join(' ');
}

function afterPaying(balances: readonly Balance[], payments: readonly Payment[]): Balance[] {
  const restById = new Map(balances);
  for (const { fromId, toId, amountMinor } of payments) {
    restById.set(fromId, (restById.get(fromId) ?? 0n) + amountMinor);
    restById.set(toId, (restById.get(toId) ?? 0n) - amountMinor);
  }
  return [...restById];
}

const vectors = [
  { ...people('a:30 b:30 c:-20 d:-20 e:-20'), steady: 'c>a:20 d>a:10 d>b:10 e>b:20', fewest: 4 },
  {
    ...people('a:-6 b:-6 c:-5 d:2 e:4 f:5 g:6'),
    steady: 'a>d:2 a>e:4 b>f:5 b>g:1 c>g:5',
    fewest: 4,
  },
  {
    ...people('a:10 b:-10 c:25 d:-15 e:-10'),
    together: [
      ['a', 'b'],
      ['c', 'd', 'e'],
    ],
    steady: 'b>a:10 d>c:15 e>c:10',
    fewest: 3,
  },
  { ...people('a:0 b:0'), steady: '', fewest: 0 },
  {
    ...people('a:999999999999 b:-333333333333 c:-666666666666'),
    steady: 'b>a:333333333333 c>a:666666666666',
    fewest: 2,
  },
  {
    ...people(
      'p00:100 p01:-100 p02:113 p03:-113 p04:126 p05:-126 p06:139 p07:-139 p08:152 p09:-152 p10:165 p11:-165 p12:178 p13:-178',
    ),
    steady: 'p01>p00:100 p03>p02:113 p05>p04:126 p07>p06:139 p09>p08:152 p11>p10:165 p13>p12:178',
    fewest: 7,
  },
];

describe('plans of known ledgers', () => {
  it('[P3] are steady as the overlap of creditors and debtors by id', () => {
    for (const { balances, together, steady } of vectors)
      expect(written(steadyPlan(balances, together))).toBe(steady);
  });

  it('[P5] are the fewest with as many payments as there must be', () => {
    for (const { fewest, ...ledger } of vectors) {
      const plan = fewestPlan(ledger.balances, ledger.together);
      expect(plan.payments).toHaveLength(fewest);
      expect(plan.isProvenFewest).toBe(true);
      for (const [, minor] of afterPaying(ledger.balances, plan.payments)) expect(minor).toBe(0n);
    }
  });

  it('[P5] peers 17: find three payments where largest first needs four', () => {
    const { balances, together } = people('A:3 B:2 E:2 C:-3 D:-4');
    expect(written(fewestPlan(balances, together).payments)).toBe('C>A:3 D>B:2 D>E:2');
    expect(largestFirst(balances)).toHaveLength(4);
    // Other ids, other overlaps: by id, the same debts take four payments.
    const renamed = people('A:2 B:3 E:2 C:-3 D:-4');
    expect(steadyPlan(renamed.balances, together)).toHaveLength(4);
    expect(written(settleUp(renamed.balances, together).fewest?.payments ?? [])).toBe('C>B:3 D>A:2 D>E:2');
  });
});

describe('plans that other apps get wrong', () => {
  it('[P2] peers 5: leave nothing once every suggestion is booked, to the cent', () => {
    const ledger = people('A:667 B:-333 C:-334');
    const plan = steadyPlan(ledger.balances, ledger.together);
    expect(written(plan)).toBe('B>A:333 C>A:334');
    const after = afterPaying(ledger.balances, plan);
    expect(after.map(([, minor]) => minor)).toEqual([0n, 0n, 0n]);
    expect(steadyPlan(after, ledger.together)).toEqual([]);
  });

  it('[P2] peers 6: end after as many steps as members, whatever is left over', () => {
    const members = Array.from({ length: 20_000 }, (_, i) => `m_${String(i).padStart(6, '0')}`);
    const balances = members.map((id, i): Balance => [id, i === 0 ? 10_001n : i % 2 === 0 ? 1n : -2n]);
    expect(steadyPlan(balances, [members]).length).toBeLessThan(members.length);
    expect(settleUp(balances, [members]).fewest).toBeNull();
  });

  it('[P4] peers 16: stay when one of nine people pays, or pays a cent less', () => {
    const { balances, together } = people(
      'Alice:307594 Bob:34005 Carol:-70525 Dave:43507 Erin:-68593 Frank:-64524 Grace:-59892 Heidi:-66892 Ivan:-54680',
    );
    const plan = steadyPlan(balances, together);
    expect(plan).toHaveLength(8);
    for (const made of plan) {
      const next = steadyPlan(afterPaying(balances, [made]), together);
      expect(next).toEqual(plan.filter((payment) => payment !== made));
      const nearly = { ...made, amountMinor: made.amountMinor - 1n };
      expect(steadyPlan(afterPaying(balances, [nearly]), together)).toEqual(
        plan.map((payment) => (payment === made ? { ...made, amountMinor: 1n } : payment)),
      );
    }
  });

  it('[P2] peers 18: never ask for nothing or less', () => {
    const { balances, together } = people('K:3 A:-3');
    const overpaid = afterPaying(balances, [{ fromId: 'A', toId: 'K', amountMinor: 6n }]);
    expect(written(settleUp(overpaid, together).steady)).toBe('K>A:3');
    expect(settleUp(people('K:0 A:0').balances, together)).toEqual({ steady: [], fewest: null });
  });
});
