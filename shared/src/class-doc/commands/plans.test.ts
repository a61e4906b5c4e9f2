import { describe, expect, it } from 'vitest';
import type { RecurrenceRule } from '../../calendar/recurrence.ts';
import { deleteEntity, restoreEntity } from './delete-entity.ts';
import { dueOccurrences, makeOccurrences } from './occurrences.ts';
import { addPlan, editPlan, findPlan } from './plans.ts';
import { restoreValue } from './restore-value.ts';
import type { TestReplica } from './test-replica.ts';
import { CLEO, classOfThree, equally, exchange, groupsOf } from './test-replica.ts';

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

  it('[D32] leave out the day of the entry that is the first one, also when the rule is changed on it', () => {
    const [anna] = classOfThree();
    const rule: RecurrenceRule = { ...monthEnd, since: '2026-02-01' };
    const planId = anna.run(addPlan(anna.ledger, { rule, template: rent }, anna.context)).entityId;
    const changed: RecurrenceRule = { ...monthEnd, every: 2 };
    anna.run(editPlan(anna.ledger, { planId, rule: changed, today: '2026-01-31' }, anna.context));
    make(anna, '2026-01-31');
    expect(daysOf(anna)).toEqual([]);
    make(anna, '2026-03-31');
    expect(daysOf(anna)).toEqual(['2026-03-31']);
  });

  it('[D32] keep what others changed of them meanwhile, where only something else is edited', () => {
    const replicas = classOfThree();
    const [anna, bea] = replicas;
    const planId = planned(anna);
    exchange(replicas);
    const today = '2026-03-01';
    bea.run(
      editPlan(
        bea.ledger,
        { planId, template: { money: equally(120_000), note: 'new' }, today },
        bea.context,
      ),
    );
    exchange(replicas);
    anna.run(editPlan(anna.ledger, { planId, template: { title: 'Rent flat' }, today }, anna.context));
    exchange(replicas);
    for (const { ledger } of replicas)
      expect(findPlan(ledger, planId)?.template).toMatchObject({
        title: 'Rent flat',
        note: 'new',
        leg: { amt: 120_000 },
      });
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

  it('[D32] are taken up again from the day on which they are restored, also by two devices at once', () => {
    const [anna, bea] = classOfThree();
    const planId = planned(anna);
    make(anna, '2026-01-31');
    anna.run(deleteEntity(anna.ledger, planId, anna.context));
    exchange([anna, bea]);
    for (const replica of [anna, bea]) {
      const plan = { entityId: planId, today: '2026-06-15' };
      replica.run(restoreEntity(replica.ledger, plan, replica.context));
      expect(dueOccurrences(replica.ledger, '2026-06-15')).toEqual([]);
    }
    exchange([anna, bea]);
    for (const { ledger } of [anna, bea]) {
      expect(ledger.plans()).toMatchObject([{ deleted: false, rule: { since: '2026-06-15' } }]);
      expect(dueOccurrences(ledger, '2026-07-01').map(({ day }) => day)).toEqual(['2026-06-30']);
    }
  });

  it('[D32] keep a rule that begins later than they are restored, and one that cannot be read', () => {
    const [anna] = classOfThree();
    const since = '2027-01-01';
    const later = [planned(anna, { ...monthEnd, since }), planned(anna, { ...monthEnd, anchor: since })];
    const unreadable = 'e_newer0001';
    const newer = { k: 'p', t: 1, a: CLEO, s: { rule: { cron: '* * *' } } };
    anna.receive([[unreadable, JSON.stringify(newer)]]);
    for (const entityId of [...later, unreadable]) {
      anna.run(deleteEntity(anna.ledger, entityId, anna.context));
      const restored = anna.run(restoreEntity(anna.ledger, { entityId, today: '2026-06-15' }, anna.context));
      expect(groupsOf(restored)).toEqual([{ del: 0 }]);
    }
    expect(dueOccurrences(anna.ledger, '2026-12-31')).toEqual([]);
    expect(dueOccurrences(anna.ledger, '2027-01-31').map(({ day }) => day)).toEqual([since, '2027-01-31']);
  });

  it('[D32] hold an earlier rule from the day on which it is restored', () => {
    const [anna] = classOfThree();
    const planId = planned(anna);
    const rule: RecurrenceRule = { every: 1, unit: 'year', anchor: '2026-12-24' };
    anna.run(editPlan(anna.ledger, { planId, rule, today: '2026-01-01' }, anna.context));
    const past = { entityId: planId, revisionId: planId, group: 'rule', today: '2026-06-15' };
    anna.run(restoreValue(anna.ledger, past, anna.context));
    expect(dueOccurrences(anna.ledger, '2026-07-01').map(({ day }) => day)).toEqual(['2026-06-30']);
    expect(restoreValue(anna.ledger, past, anna.context)).toMatchObject({
      refusal: { reason: 'nothing-to-restore' },
    });
  });

  it('[D32] keep the amount that was entered in another currency', () => {
    const [anna] = classOfThree();
    const countIn = { currency: 'EUR', num: 9, den: 10 };
    const money = { ...equally(1200), currency: 'USD', countIn };
    planned(anna, monthEnd, { ...rent, money });
    expect(anna.ledger.plans()[0]?.template?.original).toEqual({ cur: 'USD', amt: 1200, num: 9, den: 10 });
  });
});
