import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { occurrenceId, type PersonalPlan, type PlanTemplate } from '@tallybook/shared/personal/plans';
import type { RecurrenceRule } from '@tallybook/shared/calendar/recurrence';
import type { OpenLedger } from '$lib/ledger/open-ledger.ts';
import { coffee, TestDevice } from '$lib/ledger/test-device.ts';
import { readMade } from './made-entries.ts';
import { NextDays } from './next-days.svelte.ts';
import { addPlan, changePlan, readNextDay, stopPlan, takeUpPlan } from './plan-commands.ts';
import { PlanDays } from './plan-days.svelte.ts';

const rent: PlanTemplate = {
  kind: 'expense',
  amountMinor: 90_000,
  currency: 'EUR',
  title: 'Rent',
  category: 'home',
  note: '',
  tags: [],
};
const monthly: RecurrenceRule = { every: 1, unit: 'month', anchor: '2026-01-31' };

let device: TestDevice;
let open: OpenLedger;
beforeEach(async () => {
  device = new TestDevice();
  open = device.openTab();
  await open.ledger.loaded;
  await open.plans.loaded;
});
afterEach(() => device.shutDown());

async function add(rule = monthly, today = '2026-01-15'): Promise<PersonalPlan> {
  const added = await addPlan(open, { rule, template: rent }, today);
  if (!added.ok) throw new Error('Not added');
  return planNow(added.value.id);
}

function planNow(id: string): PersonalPlan {
  const plan = open.plans.byId(id);
  if (!plan) throw new Error('No plan');
  return plan;
}

const entered = () =>
  open.ledger.entries.map(({ day, amountMinor }) => `${day} ${amountMinor / 100}`).toReversed();

describe('a recurring entry', () => {
  it('enters what is due when it is saved, and tells what comes next', async () => {
    const later = await addPlan(open, { rule: monthly, template: rent }, '2026-01-15');
    expect(later).toMatchObject({ ok: true, value: { entered: 0, next: '2026-01-31' } });
    const earlier = await addPlan(open, { rule: monthly, template: rent }, '2026-03-31');
    expect(earlier).toMatchObject({ ok: true, value: { entered: 3, next: '2026-04-30' } });
    const over = await addPlan(open, { rule: { ...monthly, count: 2 }, template: rent }, '2026-03-31');
    expect(over).toMatchObject({ ok: true, value: { entered: 2, next: null } });
  });

  it('[L43] enters what was due of it as it was before it is changed or ended', async () => {
    const { id } = await add();
    await changePlan(open, id, { template: { amountMinor: 95_000 } }, '2026-03-10');
    expect(entered()).toEqual(['2026-01-31 900', '2026-02-28 900']);
    const rule: RecurrenceRule = { ...monthly, anchor: '2026-01-15' };
    expect(await changePlan(open, id, { rule, template: {} }, '2026-04-20')).toMatchObject({
      ok: true,
      value: { next: '2026-05-15' },
    });
    await stopPlan(open, id, '2026-05-20');
    expect(entered()).toEqual(['2026-01-31 900', '2026-02-28 900', '2026-03-31 950', '2026-05-15 950']);
    expect(planNow(id).deleted).toBe(true);
  });

  it('[L43] that has ended is not changed, and goes on from the day it is taken up again', async () => {
    const { id } = await add();
    expect(await stopPlan(open, id, '2026-02-10')).toMatchObject({ ok: true, value: true });
    expect(await stopPlan(open, id, '2026-02-10')).toMatchObject({ ok: true, value: false });
    expect(await changePlan(open, id, { template: { title: 'Flat' } }, '2026-02-10')).toMatchObject({
      ok: true,
      value: null,
    });
    expect(await takeUpPlan(open, id, '2026-04-30')).toMatchObject({ ok: true, value: true });
    expect(entered()).toEqual(['2026-01-31 900', '2026-04-30 900']);
    expect(planNow(id)).toMatchObject({ deleted: false, template: { title: 'Rent' } });
  });

  it('[L45] shows its next days, and skips one and takes it back in', async () => {
    const plan = await add();
    const days = new PlanDays(open);
    const states = () => days.days?.map(({ day, state }) => `${day} ${state}`).slice(0, 2);
    await days.read(plan, '2026-01-15');
    expect(states()).toEqual(['2026-01-31 to-come', '2026-02-28 to-come']);
    await days.skip(plan, '2026-01-31', true, '2026-01-15');
    expect(states()).toEqual(['2026-01-31 skipped', '2026-02-28 to-come']);
    expect(await readNextDay(open, plan, '2026-01-15')).toBe('2026-02-28');
    const next = new NextDays(open);
    expect(next.of(plan, '2026-01-15')).toBe('2026-01-31');
    await next.read([plan], '2026-01-15');
    expect(next.of(plan, '2026-01-15')).toBe('2026-02-28');
    await days.skip(plan, '2026-01-31', false, '2026-01-31');
    expect(states()).toEqual(['2026-01-31 made', '2026-02-28 to-come']);
    expect(entered()).toEqual(['2026-01-31 900']);
  });

  it('[L44] knows what it has entered, also after the rule and the day of an entry were changed', async () => {
    const { id } = await add(monthly, '2026-03-31');
    device.nowMs = Date.UTC(2026, 3, 1);
    await open.ledger.addEntry({ ...coffee, title: 'Rent' });
    await changePlan(
      open,
      id,
      { rule: { every: 1, unit: 'week', anchor: '2026-04-02' }, template: {} },
      '2026-04-01',
    );
    const january = open.ledger.entryById(occurrenceId(id, '2026-01-31'));
    if (!january) throw new Error('Nothing was entered');
    await open.ledger.editEntry(january, { ...rent, amountMinor: 91_000, day: '2026-02-03' });
    await open.ledger.deleteEntry(occurrenceId(id, '2026-02-28'));
    const made = await readMade(open, planNow(id), '2026-04-02');
    expect(made.entries.map(({ day }) => day)).toEqual(['2026-03-31', '2026-02-03']);
    expect(made.sums).toEqual(new Map([['EUR', 181_000n]]));
  });
});
