import { describe, expect, it } from 'vitest';
import type { RecurrenceRule } from '../../calendar/recurrence.ts';
import { deleteEntity } from './delete-entity.ts';
import { dueOccurrences, makeOccurrences } from './occurrences.ts';
import { addPlan, editPlan } from './plans.ts';
import type { TestReplica } from './test-replica.ts';
import { classOfThree, equally, groupsOf } from './test-replica.ts';

const monthEnd: RecurrenceRule = { every: 1, unit: 'month', anchor: '2026-01-31' };
const rent = { money: equally(100_000), title: 'Rent', category: 'home', note: '' };

const planned = (replica: TestReplica, rule = monthEnd, template = rent) =>
  replica.run(addPlan(replica.ledger, { rule, template }, replica.context)).entityId;
const make = (replica: TestReplica, today: string, limit?: number) =>
  replica.write(
    makeOccurrences(replica.ledger, dueOccurrences(replica.ledger, today, limit), replica.context),
  );
const daysOf = ({ ledger }: TestReplica) =>
  Array.from(ledger.entries(), ({ day, deleted }) => (deleted ? `${day} deleted` : day)).sort();

describe('plans', () => {
  it('[D32] are added with a rule and a template, both checked', () => {
    const [anna] = classOfThree();
    const planId = planned(anna);
    expect(anna.ledger.plans()).toMatchObject([
      {
        id: planId,
        rule: monthEnd,
        template: { kind: 'expense', title: 'Rent', category: 'home', note: '' },
      },
    ]);
    const bad = {
      rule: { ...monthEnd, every: 0 },
      template: { ...rent, money: equally(5, ['m_nobody01']), title: 'a'.repeat(201) },
    };
    expect(addPlan(anna.ledger, bad, anna.context)).toEqual({
      ok: false,
      refusal: {
        reason: 'fields',
        faults: [
          {
            field: 'rule',
            reason: 'not-a-rule',
            refusals: [{ field: 'every', reason: 'out-of-range', min: 1, max: 999 }],
          },
          { field: 'members', reason: 'unknown', memberIds: ['m_nobody01'] },
          { field: 'title', reason: 'too-long', limit: 200, given: 201 },
        ],
      },
    });
    const early = { rule: { ...monthEnd, anchor: '0001-01-31' }, template: rent };
    expect(addPlan(anna.ledger, early, anna.context)).toMatchObject({
      refusal: { faults: [{ field: 'day', reason: 'out-of-range' }] },
    });
  });

  it('[D32] hold another rule from the day of the edit on, and make none before it anew', () => {
    const [anna] = classOfThree();
    const planId = planned(anna);
    make(anna, '2026-03-31');
    const rule: RecurrenceRule = { ...monthEnd, anchor: '2026-01-15' };
    anna.run(editPlan(anna.ledger, { planId, rule, today: '2026-04-10' }, anna.context));
    make(anna, '2026-05-20');
    expect(daysOf(anna)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-15', '2026-05-15']);
    const same = editPlan(anna.ledger, { planId, rule, template: rent, today: '2026-06-01' }, anna.context);
    expect(anna.run(same).rows).toEqual([]);
  });

  it('[D32] change what comes and leave what was made', () => {
    const [anna] = classOfThree();
    const planId = planned(anna);
    make(anna, '2026-02-28');
    const template = { ...rent, money: equally(120_000), title: 'Higher rent' };
    const today = '2026-03-01';
    const edit = anna.run(editPlan(anna.ledger, { planId, template, today }, anna.context));
    expect(groupsOf(edit)).toMatchObject([{ title: 'Higher rent', template: { leg: { amt: 120_000 } } }]);
    const renamed = { ...template, title: 'Rent' };
    expect(
      groupsOf(anna.run(editPlan(anna.ledger, { planId, template: renamed, today }, anna.context))),
    ).toEqual([{ title: 'Rent' }]);
    make(anna, '2026-03-31');
    const amounts = Array.from(anna.ledger.entries(), ({ day, legs }) => [day, legs[0]?.amt]);
    expect(amounts.sort()).toEqual([
      ['2026-01-31', 100_000],
      ['2026-02-28', 100_000],
      ['2026-03-31', 120_000],
    ]);
    const income = { ...rent, money: { ...rent.money, kind: 'income' as const } };
    expect(editPlan(anna.ledger, { planId, template: income, today }, anna.context)).toMatchObject({
      refusal: { reason: 'kind-is-fixed' },
    });
    anna.run(deleteEntity(anna.ledger, planId, anna.context));
    expect(editPlan(anna.ledger, { planId, rule: monthEnd, today }, anna.context)).toMatchObject({
      refusal: { reason: 'deleted' },
    });
    expect(dueOccurrences(anna.ledger, '2027-01-01')).toEqual([]);
  });
});
