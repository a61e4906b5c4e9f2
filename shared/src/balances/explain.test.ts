import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExplainableEntry } from './explain-balance.ts';
import { explainBalance } from './explain-balance.ts';
import { explainPayment } from './explain-payment.ts';
import { ParticipantSets } from './participant-sets.ts';
import type { Balance } from './payment.ts';
import { RunningBalances } from './running-balances.ts';
import { steadyPlan } from './steady-plan.ts';

const people = ['m_ali000', 'm_bea000', 'm_cyd000', 'm_dan000', 'm_eve000'];
const [ALI = '', BEA = '', CYD = ''] = people;
const itself = (id: string) => id;
/** Eve and Dan are one person. */
const merged = (id: string) => (id === 'm_eve000' ? 'm_dan000' : id);

const entry = (
  id: string,
  amt: number,
  payer: string,
  owers: readonly string[],
  more: Partial<ExplainableEntry> = {},
) => {
  const part = Math.floor(amt / owers.length);
  const owe = owers.map((ower, i): [string, number] => [
    ower,
    i === 0 ? amt - part * (owers.length - 1) : part,
  ]);
  const leg = { cur: 'EUR', amt, pay: [[payer, amt]] as [string, number][], owe };
  return { id, day: '2026-05-01', deleted: false, legs: [leg], ...more };
};

const entriesOfClass: fc.Arbitrary<ExplainableEntry[]> = fc
  .array(
    fc.record({
      amt: fc.integer({ min: 1, max: 100_000 }),
      payer: fc.constantFrom(...people),
      owers: fc.uniqueArray(fc.constantFrom(...people), { minLength: 1 }),
      deleted: fc.boolean(),
      day: fc.constantFrom('2026-05-01', '2026-05-02'),
    }),
    { maxLength: 12 },
  )
  .map((drawn) =>
    drawn.map(({ amt, payer, owers, ...more }, i) =>
      entry(`e_00000${String(i).padStart(2, '0')}`, amt, payer, owers, more),
    ),
  );

function settle(entries: readonly ExplainableEntry[], identity: (id: string) => string) {
  const [running, sets] = [new RunningBalances(), new ParticipantSets()];
  for (const { deleted, legs } of entries) {
    if (deleted) continue;
    running.add({ kind: 'x', legs });
    sets.add(legs);
  }
  const balances = Array.from(running.sheet(identity).get('EUR') ?? [], ([id, figures]): Balance => [
    id,
    figures.balanceMinor,
  ]);
  return {
    balances,
    plan: steadyPlan(
      balances.filter(([, minor]) => minor !== 0n),
      sets.of('EUR', identity),
    ),
  };
}

describe('explanations', { timeout: 60_000 }, () => {
  it('[B10] names the live entries that move a balance, by day and id', () => {
    const entries = [
      entry('e_0000030', 90, ALI, [ALI, BEA, CYD]),
      entry('e_0000020', 30, BEA, [ALI], { day: '2026-05-02' }),
      entry('e_0000010', 30, BEA, [ALI], { day: '2026-05-02' }),
      entry('e_0000040', 50, ALI, [BEA], { deleted: true }),
      entry('e_0000050', 50, ALI, [ALI]),
      entry('e_0000060', 50, BEA, [CYD]),
      {
        ...entry('e_0000070', 5, BEA, [ALI]),
        legs: [{ cur: 'USD', amt: 5, pay: [[BEA, 5]], owe: [[ALI, 5]] }],
      } as const,
    ];
    expect(explainBalance(entries, ALI, 'EUR', itself)).toEqual({
      lines: [
        { entryId: 'e_0000030', minor: 60n },
        { entryId: 'e_0000010', minor: -30n },
        { entryId: 'e_0000020', minor: -30n },
      ],
      balanceMinor: 0n,
    });
    expect(explainBalance(entries, 'm_nobody', 'EUR', itself)).toEqual({ lines: [], balanceMinor: 0n });
  });

  it('[B10] adds up to the balance of everybody, whoever is the same person', () => {
    fc.assert(
      fc.property(entriesOfClass, fc.boolean(), (entries, isMerged) => {
        const identity = isMerged ? merged : itself;
        for (const [id, minor] of settle(entries, identity).balances) {
          const { lines, balanceMinor } = explainBalance(entries, id, 'EUR', identity);
          expect(balanceMinor).toBe(minor);
          expect(lines.reduce((sum, line) => sum + line.minor, 0n)).toBe(minor);
          expect(lines.some((line) => line.minor === 0n)).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('[B11] tells both sides of a payment', () => {
    const entries = [entry('e_0000010', 90, ALI, [BEA]), entry('e_0000020', 30, CYD, [BEA])];
    const { plan } = settle(entries, itself);
    const toAli = { fromId: BEA, toId: ALI, amountMinor: 90n };
    const toCyd = { fromId: BEA, toId: CYD, amountMinor: 30n };
    expect(plan).toEqual([toAli, toCyd]);
    expect(explainPayment(entries, toAli, plan, 'EUR', itself)).toEqual({
      debtor: {
        memberId: BEA,
        lines: [
          { entryId: 'e_0000010', minor: 90n },
          { entryId: 'e_0000020', minor: 30n },
        ],
        otherPayments: [{ payment: toCyd, minor: -30n }],
      },
      creditor: { memberId: ALI, lines: [{ entryId: 'e_0000010', minor: 90n }], otherPayments: [] },
    });
    const foreign = { fromId: ALI, toId: BEA, amountMinor: 1n };
    expect(() => explainPayment(entries, foreign, plan, 'EUR', itself)).toThrow(RangeError);
  });

  it('[B11] adds up to the payment on both sides, for every payment of a plan', () => {
    fc.assert(
      fc.property(entriesOfClass, fc.boolean(), (entries, isMerged) => {
        const identity = isMerged ? merged : itself;
        const { plan } = settle(entries, identity);
        for (const payment of plan) {
          const { debtor, creditor } = explainPayment(entries, payment, plan, 'EUR', identity);
          for (const side of [debtor, creditor]) {
            const parts = [...side.lines, ...side.otherPayments];
            expect(parts.reduce((sum, { minor }) => sum + minor, 0n)).toBe(payment.amountMinor);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('[B3] is at zero, with nothing left to pay, once every suggestion is booked, peers 5', () => {
    const entries = [entry('e_0000010', 1000, ALI, [ALI, BEA, CYD])];
    const booked = settle(entries, itself).plan.map(({ fromId, toId, amountMinor }, i) =>
      entry(`s_000000${String(i)}`, Number(amountMinor), fromId, [toId]),
    );
    const { balances, plan } = settle([...entries, ...booked], itself);
    expect([booked.length, plan, balances.every(([, minor]) => minor === 0n)]).toEqual([2, [], true]);
  });
});
