import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createPlan,
  editPlan,
  endPlan,
  occurrenceId,
  type PersonalPlan,
  type PlanTemplate,
} from '@tallybook/shared/personal/plans';
import type { RecurrenceRule } from '@tallybook/shared/calendar/recurrence';
import { enterDue, readPlanDays, skipDay } from './occurrences.ts';
import type { OpenLedger } from './open-ledger.ts';
import { TestDevice } from './test-device.ts';

const rent: PlanTemplate = {
  kind: 'expense',
  amountMinor: 90_000,
  currency: 'EUR',
  title: 'Rent',
  category: 'home',
  note: '',
  tags: ['flat'],
};
const monthly: RecurrenceRule = { every: 1, unit: 'month', anchor: '2026-01-31' };

let device: TestDevice;
beforeEach(() => (device = new TestDevice()));
afterEach(() => device.shutDown());

async function openTab(): Promise<OpenLedger> {
  const tab = device.openTab();
  await tab.ledger.loaded;
  await tab.plans.loaded;
  return tab;
}

async function addPlan(tab: OpenLedger, rule = monthly): Promise<PersonalPlan> {
  const added = await tab.plans.write((_, nextStamp) => {
    const row = createPlan(rule, rent, nextStamp('e'));
    return { rows: [row], value: row.id };
  });
  const plan = added.ok ? tab.plans.byId(added.value) : undefined;
  if (!plan) throw new Error('No plan was written');
  return plan;
}

describe('occurrences of personal plans', () => {
  it('[L44] are entered up to today, on the last day of shorter months, once however often one looks', async () => {
    const tab = await openTab();
    await addPlan(tab);
    expect(await enterDue(tab, '2026-04-30')).toBe(4);
    expect(tab.ledger.entries.map(({ day }) => day)).toEqual([
      '2026-04-30',
      '2026-03-31',
      '2026-02-28',
      '2026-01-31',
    ]);
    expect(tab.ledger.entries[0]).toMatchObject({ title: 'Rent', amountMinor: 90_000, tags: ['flat'] });
    expect(await enterDue(tab, '2026-04-30')).toBe(0);
    expect(tab.ledger.count).toBe(4);
  });

  it('[L44] are entered once by two tabs that look at the same time, and by one that starts later', async () => {
    const [first, second] = [await openTab(), await openTab()];
    await addPlan(first);
    await second.plans.reload();
    const counts = await Promise.all([enterDue(first, '2026-03-31'), enterDue(second, '2026-03-31')]);
    expect(counts[0] + counts[1]).toBe(3);
    const third = await openTab();
    expect(await enterDue(third, '2026-03-31')).toBe(0);
    expect(third.ledger.count).toBe(3);
    expect(third.ledger.unreadableCount).toBe(0);
  });

  it('[L44] do not come back once they were deleted, and keep what somebody made of them', async () => {
    const tab = await openTab();
    const plan = await addPlan(tab);
    await enterDue(tab, '2026-02-28');
    const [february, january] = tab.ledger.entries;
    if (!february || !january) throw new Error('Two were due');
    await tab.ledger.deleteEntry(january.id);
    await tab.ledger.editEntry(february, { ...rent, amountMinor: 1_000, day: february.day });
    expect(await enterDue(tab, '2026-02-28')).toBe(0);
    expect(tab.ledger.entries.map(({ amountMinor }) => amountMinor)).toEqual([1_000]);
    expect(january.id).toBe(occurrenceId(plan.id, '2026-01-31'));
  });

  it('[L45] are skipped and taken back in, which the bin and the list do not show', async () => {
    const tab = await openTab();
    const plan = await addPlan(tab);
    await skipDay(tab, plan, '2026-02-28', true);
    expect((await readPlanDays(tab, plan, '2026-01-01', 3)).map(({ state }) => state)).toEqual([
      'to-come',
      'skipped',
      'to-come',
    ]);
    expect(tab.ledger.deletedEntries).toEqual([]);
    expect(await enterDue(tab, '2026-03-31')).toBe(2);
    await skipDay(tab, plan, '2026-02-28', false);
    expect(await enterDue(tab, '2026-03-31')).toBe(1);
    expect(tab.ledger.count).toBe(3);
    expect((await openTab()).ledger.count).toBe(3);
  });

  it('[L43] follow a change from now on, and stop when the plan ends', async () => {
    const tab = await openTab();
    const plan = await addPlan(tab);
    await enterDue(tab, '2026-02-28');
    const edited = await tab.plans.write((plans, nextStamp) => {
      const now = plans.find(({ id }) => id === plan.id) ?? plan;
      const row = editPlan(
        now,
        { rule: monthly, template: { ...rent, amountMinor: 95_000 } },
        '2026-03-01',
        nextStamp('r'),
      );
      return { rows: row ? [row] : [], value: null };
    });
    expect(edited.ok).toBe(true);
    await enterDue(tab, '2026-03-31');
    expect(tab.ledger.entries.map(({ amountMinor }) => amountMinor)).toEqual([95_000, 90_000, 90_000]);
    await tab.plans.write((plans, nextStamp) => {
      const now = plans.find(({ id }) => id === plan.id) ?? plan;
      return { rows: [endPlan(now, nextStamp('r'))], value: null };
    });
    expect(await enterDue(tab, '2026-12-31')).toBe(0);
    expect(tab.plans.byId(plan.id)?.deleted).toBe(true);
  });

  it('are the same records on two devices that enter them apart', async () => {
    const tab = await openTab();
    await addPlan(tab);
    const backup = await tab.database.read(['revisions'], (tx) => tx.objectStore('revisions').getAll());
    await enterDue(tab, '2026-02-28');
    const other = new TestDevice(7);
    const there = other.openTab();
    await there.ledger.loaded;
    await there.ledger.importRows(backup.ok ? backup.value.map(({ id, json }) => ({ id, json })) : []);
    await there.plans.loaded;
    expect(await enterDue(there, '2026-02-28')).toBe(2);
    const theirs = await there.database.read(['revisions'], (tx) => tx.objectStore('revisions').getAll());
    await tab.ledger.importRows(theirs.ok ? theirs.value.map(({ id, json }) => ({ id, json })) : []);
    expect(tab.ledger.count).toBe(2);
    other.shutDown();
  });
});
