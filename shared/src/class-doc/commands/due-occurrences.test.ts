import { describe, expect, it } from 'vitest';
import type { RecurrenceRule } from '../../calendar/recurrence.ts';
import { deleteEntity } from './delete-entity.ts';
import { dueOccurrences, makeOccurrences } from './occurrences.ts';
import { addPlan } from './plans.ts';
import type { TestReplica } from './test-replica.ts';
import { CLEO, classOfThree, equally, exchange } from './test-replica.ts';

const template = { money: equally(900), title: 'Milk', category: '', note: '' };
const daily: RecurrenceRule = { every: 1, unit: 'day', anchor: '2026-01-01', count: 1 };

const plan = (replica: TestReplica, rule: RecurrenceRule) =>
  replica.run(addPlan(replica.ledger, { rule, template }, replica.context)).entityId;
const make = (replica: TestReplica, today: string) =>
  replica.write(makeOccurrences(replica.ledger, dueOccurrences(replica.ledger, today), replica.context));
const dueIn = ({ ledger }: TestReplica, today: string) => dueOccurrences(ledger, today, 30_000);

describe('what is due', () => {
  it('[D33] goes back 366 days and no further, whatever a plan says', () => {
    const [anna] = classOfThree();
    plan(anna, { every: 1, unit: 'day', anchor: '1970-01-01' });
    const due = dueIn(anna, '2026-06-01');
    expect(due).toHaveLength(367);
    expect([due[0]?.day, due.at(-1)?.day]).toEqual(['2025-05-31', '2026-06-01']);
    expect(dueIn(anna, '1969-12-31')).toEqual([]);
    expect(dueIn(anna, '1970-01-02')).toHaveLength(2);
    expect(dueIn(anna, '9999-12-31')).toEqual([]);
  });

  it('[D33] is not kept from being made by records without money, and is made once by two devices', () => {
    for (const record of [
      { k: 'zz', s: {} },
      { k: 'x', s: {} },
      { k: 'i', s: { title: 'Beer' } },
      { k: 'zz', s: { del: 1 } },
      { k: 'zz', s: { money: equally(1) } },
      { k: 'x', s: { money: 7 } },
    ]) {
      const [anna, bea, cleo] = classOfThree();
      plan(anna, daily);
      exchange([anna, bea, cleo]);
      const [{ entityId } = { entityId: '' }] = dueIn(anna, '2026-01-01');
      const hostile = JSON.stringify({ ...record, e: entityId, t: 1, a: CLEO });
      for (const replica of [anna, cleo]) replica.receive([['r_hostile01', hostile]]);
      for (const replica of [anna, bea]) expect(make(replica, '2026-01-01').rows).toHaveLength(1);
      exchange([anna, bea, cleo]);
      for (const replica of [anna, bea, cleo]) {
        expect(make(replica, '2026-01-01').rows).toEqual([]);
        expect(replica.ledger.entry(entityId)).toMatchObject({ kind: 'expense', deleted: false });
        expect(replica.ledger.balancesOf('EUR')).toHaveLength(3);
      }
    }
  });

  it('[D33] is not what somebody deleted, on a device that got the deletion alone', () => {
    const [anna, bea] = classOfThree();
    plan(anna, daily);
    exchange([anna, bea]);
    const { entityId } = make(anna, '2026-01-01');
    const { rows } = anna.run(deleteEntity(anna.ledger, entityId, anna.context));
    bea.receive(rows.map(({ id, json }) => [id, json]));
    expect(dueIn(bea, '2026-01-01')).toEqual([]);
    exchange([anna, bea]);
    expect(bea.ledger.entry(entityId)?.deleted).toBe(true);
  });
});
