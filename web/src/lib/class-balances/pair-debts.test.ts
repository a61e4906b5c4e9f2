import { pairwisePlan } from '@tallybook/shared/balances/pairwise-plan';
import type { ClassEntry, Leg } from '@tallybook/shared/class-doc/records';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureRows, sumOf } from './figure-rows.ts';
import { pairDebts } from './pair-debts.ts';

const identity = (id: string): string => (id === 'm_d2' ? 'm_d' : id);

function entryOf(id: string, day: string, legs: readonly Leg[], deleted = false): ClassEntry {
  return {
    ...{ id, day, legs, deleted, kind: 'expense', how: null, original: null, title: '', category: '' },
    ...{ note: '', tags: [], plannedBy: null, unreadable: false, createdAt: 0, createdBy: 'm_a' },
    ...{ changedAt: 0, changedBy: 'm_a', deletedAt: null, editedWhileDeleted: false, heads: [] },
    overwritten: new Map(),
  };
}

const anyLeg = fc
  .record({
    cur: fc.constantFrom('EUR', 'USD'),
    payer: fc.constantFrom('m_a', 'm_b', 'm_c', 'm_d', 'm_d2'),
    owe: fc.uniqueArray(
      fc.tuple(fc.constantFrom('m_a', 'm_b', 'm_c', 'm_d2'), fc.integer({ min: 1, max: 900 })),
      {
        minLength: 1,
        selector: ([id]) => id,
      },
    ),
  })
  .map(({ cur, payer, owe }): Leg => {
    const amt = owe.reduce((sum, [, minor]) => sum + minor, 0);
    return { cur, amt, pay: [[payer, amt]], owe };
  });

test('debts of pairs are the pairwise plan, and the entries behind each sum to it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.array(anyLeg, { maxLength: 2 }), fc.boolean())), (drawn) => {
      const entries = drawn.map(([legs, deleted], i) =>
        entryOf(`e_${String(i)}`, `2026-01-0${String((i % 9) + 1)}`, legs, deleted),
      );
      const live = entries.filter(({ deleted }) => !deleted).flatMap(({ legs }) => legs);
      const debts = pairDebts(entries, 'EUR', identity);
      const plan = debts.map(({ fromId, toId, amountMinor }) => `${fromId} ${toId} ${String(amountMinor)}`);
      const expected = pairwisePlan(live, 'EUR', identity);
      expect(plan.sort()).toEqual(
        expected.map((payment) => `${payment.fromId} ${payment.toId} ${String(payment.amountMinor)}`).sort(),
      );
      for (const { amountMinor, parts } of debts) {
        expect(parts.reduce((sum, { minor }) => sum + minor, 0n)).toBe(amountMinor);
      }
    }),
  );
});

test('the newest entry behind a debt comes first, and what made it smaller is below zero', () => {
  const leg = (payer: string, ower: string, amt: number): Leg => ({
    ...{ cur: 'EUR', amt },
    ...{ pay: [[payer, amt]], owe: [[ower, amt]] },
  });
  const entries = [
    entryOf('e_old', '2026-01-01', [leg('m_a', 'm_b', 500)]),
    entryOf('e_new', '2026-02-01', [leg('m_b', 'm_a', 200)]),
  ];
  expect(pairDebts(entries, 'EUR', identity)).toEqual([
    {
      ...{ fromId: 'm_b', toId: 'm_a', amountMinor: 300n },
      parts: [
        { entryId: 'e_new', minor: -200n },
        { entryId: 'e_old', minor: 500n },
      ],
    },
  ]);
});

test('the table names every member, those who left only with figures, and whoever else counts', () => {
  const row = (memberId: string, balanceMinor: bigint) => ({
    ...{ memberId, balanceMinor },
    ...{ paidMinor: 0n, shareMinor: -balanceMinor, settledMinor: 0n },
  });
  const members = [
    { id: 'm_a', hasLeft: false },
    { id: 'm_b', hasLeft: false },
    { id: 'm_gone', hasLeft: true },
    { id: 'm_left', hasLeft: true },
  ];
  const rows = figureRows([row('m_new', -300n), row('m_left', -200n), row('m_a', 500n)], members);
  expect(rows.map(({ memberId }) => memberId)).toEqual(['m_a', 'm_b', 'm_left', 'm_new']);
  expect(sumOf(rows).balanceMinor).toBe(0n);
});
