import { describe, expect, it } from 'vitest';
import { checkNewRule, checkRecurrenceRule, type RecurrenceRule } from '../../calendar/recurrence.ts';
import { restoreEntity } from './delete-entity.ts';
import { editEntry } from './edit-entry.ts';
import { dueOccurrences, makeOccurrences } from './occurrences.ts';
import { addPlan, editPlan, findPlan } from './plans.ts';
import { occurrenceId, skipOccurrence, upcomingOccurrences } from './skip-occurrence.ts';
import type { TestReplica } from './test-replica.ts';
import { classOfThree, equally, exchange } from './test-replica.ts';

const monthEnd: RecurrenceRule = { every: 1, unit: 'month', anchor: '2026-01-31' };
const rent = { money: equally(100_000), title: 'Rent', category: 'home', note: '' };

const planned = (replica: TestReplica, rule = monthEnd) =>
  replica.run(addPlan(replica.ledger, { rule, template: rent }, replica.context)).entityId;
const make = (replica: TestReplica, today: string) =>
  replica.write(makeOccurrences(replica.ledger, dueOccurrences(replica.ledger, today), replica.context));
const skip = (replica: TestReplica, planId: string, day: string) =>
  replica.run(skipOccurrence(replica.ledger, { planId, day }, replica.context));
const unskip = (replica: TestReplica, entityId: string) =>
  replica.run(restoreEntity(replica.ledger, { entityId, today: '2026-02-01' }, replica.context));
const daysOf = ({ ledger }: TestReplica) =>
  Array.from(ledger.entries(), ({ day, deleted }) => (deleted ? `${day} deleted` : day)).sort();
const upcoming = ({ ledger }: TestReplica, planId: string, from: string, count = 3) => {
  const plan = findPlan(ledger, planId);
  return plan
    ? upcomingOccurrences(ledger, plan, { from, to: '2199-12-31', count }).map(
        ({ day, state }) => `${day} ${state}`,
      )
    : null;
};

describe('skipping an occurrence', () => {
  it('[D35] keeps every device from making it, and leaves nothing among the entries', () => {
    const [anna, bea] = classOfThree();
    const planId = planned(anna);
    const { rows, entityId } = skip(anna, planId, '2026-02-28');
    expect(entityId).toBe(occurrenceId(planId, '2026-02-28'));
    expect(rows).toHaveLength(1);
    expect(upcoming(anna, planId, '2026-02-01')).toEqual([
      '2026-02-28 skipped',
      '2026-03-31 to-come',
      '2026-04-30 to-come',
    ]);
    exchange([anna, bea]);
    for (const replica of [anna, bea]) make(replica, '2026-03-31');
    exchange([anna, bea]);
    for (const replica of [anna, bea]) expect(daysOf(replica)).toEqual(['2026-01-31', '2026-03-31']);
    expect(anna.ledger.quarantined()).toEqual([]);
    expect(skip(anna, planId, '2026-02-28').rows).toEqual([]);
  });

  it('[D35] stands when a device that did not know made the occurrence, before or after', () => {
    const [anna, bea, cleo] = classOfThree();
    const planId = planned(anna);
    exchange([anna, bea, cleo]);
    make(bea, '2026-02-28');
    skip(anna, planId, '2026-02-28');
    cleo.nowMs += 1_000_000;
    make(cleo, '2026-02-28');
    exchange([anna, bea, cleo]);
    for (const replica of [anna, bea, cleo]) {
      expect(make(replica, '2026-02-28').rows).toEqual([]);
      expect(daysOf(replica)).toEqual(['2026-01-31', '2026-02-28 deleted']);
      expect(upcoming(replica, planId, '2026-02-28', 1)).toEqual(['2026-02-28 skipped']);
    }
  });

  it('[D35] deletes one that was made; what somebody enters about it unseen makes it stay, and says so', () => {
    const [anna, bea] = classOfThree();
    const planId = planned(anna);
    make(anna, '2026-01-31');
    exchange([anna, bea]);
    const { entityId } = skip(anna, planId, '2026-01-31');
    bea.run(editEntry(bea.ledger, { entryId: entityId, changes: { title: 'Less rent' } }, bea.context));
    exchange([anna, bea]);
    expect(anna.ledger.entry(entityId)).toMatchObject({ deleted: false, editedWhileDeleted: true });
  });

  it('[D35] is taken back: it is due again on its day, on every device, and made once', () => {
    const [anna, bea] = classOfThree();
    const planId = planned(anna);
    const { entityId } = skip(anna, planId, '2026-02-28');
    exchange([anna, bea]);
    unskip(bea, entityId);
    expect(daysOf(bea)).toEqual([]);
    expect(upcoming(bea, planId, '2026-02-01', 1)).toEqual(['2026-02-28 to-come']);
    exchange([anna, bea]);
    for (const replica of [anna, bea]) make(replica, '2026-02-28');
    exchange([anna, bea]);
    for (const replica of [anna, bea]) {
      expect(daysOf(replica)).toEqual(['2026-01-31', '2026-02-28']);
      expect(replica.ledger.entry(entityId)).toMatchObject({ title: 'Rent', deleted: false });
    }
    expect(upcoming(anna, planId, '2026-02-28', 1)).toEqual(['2026-02-28 made']);
    skip(anna, planId, '2026-02-28');
    unskip(anna, entityId);
    expect(daysOf(anna)).toEqual(['2026-01-31', '2026-02-28']);
  });

  it('[D35] is of days that the plan has alone, and of a plan that is there', () => {
    const [anna] = classOfThree();
    const planId = planned(anna, { ...monthEnd, count: 2 });
    const refusal = (id: string, day: string) => {
      const result = skipOccurrence(anna.ledger, { planId: id, day }, anna.context);
      return result.ok ? null : result.refusal.reason;
    };
    for (const day of ['2026-02-27', '2025-12-31', '2026-03-31', '2026-02-30', ''])
      expect(refusal(planId, day)).toBe('unknown-entity');
    expect(refusal('e_nothing000', '2026-01-31')).toBe('unknown-entity');
    expect(upcoming(anna, planId, '2026-01-01')).toEqual(['2026-01-31 to-come', '2026-02-28 to-come']);
    anna.run(
      editPlan(anna.ledger, { planId, rule: { ...monthEnd, every: 2 }, today: '2026-02-01' }, anna.context),
    );
    expect(refusal(planId, '2026-02-28')).toBe('unknown-entity');
    expect(refusal(planId, '2026-03-31')).toBeNull();
  });
});

describe('a plan that would make 100,000 occurrences', () => {
  it('[D35] is refused when it says so; without an end it is not, and no more is made than is due', () => {
    const daily: RecurrenceRule = { every: 1, unit: 'day', anchor: '2026-01-01' };
    const refused = { ok: false, refusal: [{ field: 'until', reason: 'too-many', max: 9999 }] };
    expect(checkNewRule({ ...daily, until: '2299-10-15' })).toEqual(refused);
    expect(checkNewRule({ ...daily, until: '2053-05-18' })).toEqual(refused);
    expect(checkNewRule({ ...daily, until: '2053-05-17' }).ok).toBe(true);
    expect(checkNewRule({ ...daily, until: '2299-10-15', count: 30 }).ok).toBe(true);
    expect(checkNewRule({ ...daily, count: 100_000 })).toMatchObject({ ok: false });
    expect(checkRecurrenceRule({ ...daily, until: '2299-10-15' }).ok).toBe(true);
    const [anna] = classOfThree();
    const until = addPlan(
      anna.ledger,
      { rule: { ...daily, until: '2299-10-15' }, template: rent },
      anna.context,
    );
    expect(until).toMatchObject({
      ok: false,
      refusal: { reason: 'fields', faults: [{ reason: 'not-a-rule', refusals: refused.refusal }] },
    });
    planned(anna, { ...daily, anchor: '1970-01-01' });
    expect(dueOccurrences(anna.ledger, '2026-06-01', 100_000)).toHaveLength(367);
  });
});
