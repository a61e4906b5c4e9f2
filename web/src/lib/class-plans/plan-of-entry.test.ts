import { addPlan, editPlan } from '@tallybook/shared/class-doc/commands/plans';
import { ME } from '$lib/class-sync/test-class.ts';
import { OccurrenceMaker } from '$lib/live-class/occurrence-maker.ts';
import { TestLive } from '$lib/live-class/test-live.ts';
import { expect, it } from 'vitest';
import { isOver, nextDay } from './next-days.ts';
import { planOfEntry } from './plan-of-entry.ts';

const template = (amountMinor: number) => ({
  money: {
    kind: 'expense',
    amountMinor,
    currency: 'EUR',
    payers: [[ME, amountMinor]],
    split: { mode: 'equally', memberIds: [ME] },
  } as const,
  title: 'Milk',
  category: '',
  note: '',
});

it('an entry leads to the plan that made it, also after both were changed; others lead nowhere', async () => {
  const started = await TestLive.start();
  const { live } = started;
  const rule = { every: 1, unit: 'month', anchor: '2026-02-28', count: 2 } as const;
  const written = await live.run((ledger, context) =>
    addPlan(ledger, { rule, template: template(900) }, context),
  );
  const planId = written.kind === 'saved' ? written.command.entityId : '';
  await live.run((ledger, context) =>
    editPlan(ledger, { planId, template: template(950), today: '2026-02-01' }, context),
  );
  await new OccurrenceMaker(live, () => '2026-03-01').make();
  const [made] = live.entries;
  const planOf = (id: string) => live.read((ledger) => planOfEntry(ledger, id))?.id ?? null;
  expect(made).toMatchObject({ day: '2026-02-28', legs: [{ amt: 950 }] });
  const id = made?.id ?? '';
  expect(planOf(id)).toBe(planId);
  await live.editEntry(id, { money: template(1000).money, day: '2026-02-27', title: 'Cheese' });
  expect(live.entryById(id)?.plannedBy).toBeNull();
  expect(planOf(id)).toBe(planId);
  expect(planOf(await started.add('Taxi', '2026-02-28'))).toBeNull();
  const plan = live.read((ledger) => ledger.plans()[0]);
  if (!plan) throw new Error('no plan');
  const onDay = (day: string) =>
    live.read((ledger) => [nextDay(ledger, plan, day), isOver(ledger, plan, day)]);
  expect(onDay('2026-03-01')).toEqual(['2026-03-28', false]);
  expect(onDay('2026-03-29')).toEqual([null, true]);
  await started.close();
});
