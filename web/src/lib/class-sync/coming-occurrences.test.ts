import { addPlan } from '@tallybook/shared/class-doc/commands/plans';
import { deleteEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { dueOccurrences, makeOccurrences } from '@tallybook/shared/class-doc/commands/occurrences';
import { skipOccurrence } from '@tallybook/shared/class-doc/commands/skip-occurrence';
import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import {
  ANNA,
  BEA,
  classOfThree,
  dinner,
  equally,
  type TestReplica,
} from '@tallybook/shared/class-doc/commands/test-replica';
import { beforeEach, expect, it } from 'vitest';
import { comingOccurrences } from './coming-occurrences.ts';
import { deriveRows } from './derive-rows.ts';

const TODAY = '2026-05-10';
let anna: TestReplica;
let planId: string;
beforeEach(() => {
  [anna] = classOfThree();
  const template = { money: equally(900), title: 'Rent', category: 'home', note: '' };
  const rule = { every: 1, unit: 'month', anchor: '2026-05-31' } as const;
  planId = anna.run(addPlan(anna.ledger, { rule, template }, anna.context)).entityId;
});

const coming = (me = ANNA, today = TODAY) => comingOccurrences(anna.ledger, (id) => id === me, today);

it('tells the next days of a plan with my part of it', () => {
  expect(coming().map(({ day }) => day)).toEqual(['2026-05-31', '2026-06-30', '2026-07-31']);
  expect(coming(BEA)[0]).toEqual({
    day: '2026-05-31',
    title: 'Rent',
    category: 'home',
    kind: 'expense',
    currency: 'EUR',
    amountMinor: 900,
    myMinor: 300,
    planId,
  });
  expect(coming('m_nobody00')[0]?.myMinor).toBe(0);
});

it('leaves out what is skipped or entered, and a plan that has ended', () => {
  anna.run(skipOccurrence(anna.ledger, { planId, day: '2026-06-30' }, anna.context));
  const due = dueOccurrences(anna.ledger, '2026-05-31');
  anna.write(makeOccurrences(anna.ledger, due, anna.context));
  expect(coming().map(({ day }) => day)).toEqual(['2026-07-31']);
  anna.run(deleteEntity(anna.ledger, planId, anna.context));
  expect(coming()).toEqual([]);
});

it('is not worked out anew for an entry, which then keeps what is stored', () => {
  const { entityId } = anna.run(addEntry(anna.ledger, dinner(), anna.context));
  expect(deriveRows(anna.ledger, ANNA, new Set([entityId]), TODAY)).not.toHaveProperty('coming');
  expect(deriveRows(anna.ledger, ANNA, new Set([planId]), TODAY).coming).toHaveLength(3);
  expect(deriveRows(anna.ledger, ANNA, 'all', TODAY).coming).toHaveLength(3);
});
