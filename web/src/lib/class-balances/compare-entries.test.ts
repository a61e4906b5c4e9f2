import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import { expect, test } from 'vitest';
import { balancesAfter } from './balances-after.ts';
import { differences, eldest } from './compare-entries.ts';

function entryWith(changes: Partial<ClassEntry>): ClassEntry {
  return {
    ...{ id: 'e_1', day: '2026-01-01', legs: [], deleted: false, kind: 'expense', how: null, original: null },
    ...{ title: 'Dinner', category: '', note: '', tags: [], plannedBy: null, unreadable: false },
    ...{ createdAt: 1, createdBy: 'm_a', changedAt: 0, changedBy: 'm_a', deletedAt: null },
    ...{ editedWhileDeleted: false, heads: [], overwritten: new Map() },
    ...changes,
  };
}

test('names what people see differ, and no author under two ids of one person', () => {
  const identity = (id: string): string => (id === 'm_a2' ? 'm_a' : id);
  const other = entryWith({ id: 'e_2', title: 'Pizza', note: 'with tip', createdBy: 'm_a2' });
  expect([...differences([entryWith({}), other], identity)]).toEqual(['title', 'note']);
});

test('the eldest stays unless another is chosen, by id when both were recorded at once', () => {
  const [early, late, same] = [
    entryWith({ id: 'e_9', createdAt: 1 }),
    entryWith({ id: 'e_1', createdAt: 2 }),
    entryWith({ id: 'e_3', createdAt: 1 }),
  ];
  expect(eldest([late, early, same])?.id).toBe('e_3');
  expect(eldest([])).toBeUndefined();
});

test('balances after a leg count ids of one person together and go on summing to zero', () => {
  const after = balancesAfter(
    [
      ['m_a', -500n],
      ['m_c', 500n],
    ],
    { cur: 'EUR', amt: 300, pay: [['m_a2', 300]], owe: [['m_b', 300]] },
    (id) => (id === 'm_a2' ? 'm_a' : id),
  );
  expect(new Map(after)).toEqual(
    new Map([
      ['m_a', -200n],
      ['m_b', -300n],
      ['m_c', 500n],
    ]),
  );
  expect(after.reduce((sum, [, minor]) => sum + minor, 0n)).toBe(0n);
});
