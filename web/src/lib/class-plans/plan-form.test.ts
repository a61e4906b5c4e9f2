import { resolveMoney } from '@tallybook/shared/split/resolve-money';
import { describe, expect, it } from 'vitest';
import { recurrenceMessagesEn } from '$lib/locale/recurrence-messages-en.ts';
import { classPlansMessagesEn } from '$lib/locale/class-plans-messages-en.ts';
import { describeProblem } from './describe-problem.ts';
import { openPlan, openRepeated } from './open-plan.ts';
import { newPlanValues, PlanForm, type PlanValues } from './plan-form.svelte.ts';

const A = 'm_anna00000';
const B = 'm_bea000000';
const style = { decimal: '.', group: ',' } as const;
const around = { canonicalId: (id: string) => id, amountToType: (minor: number) => (minor / 100).toFixed(2) };
const t = classPlansMessagesEn;
const r = recurrenceMessagesEn;

function typed(changes: Partial<PlanValues> = {}): PlanForm {
  const values = { ...newPlanValues('EUR', '2026-01-31'), amount: '10', title: ' Rent ', ...changes };
  return new PlanForm(values, {
    style,
    seed: 'e_plan00000',
    myId: () => A,
    everybody: () => [A, B],
    money: null,
    isMoneyFixed: false,
  });
}

const problemsOf = (form: PlanForm) => {
  const saved = form.submit();
  expect(saved).toBeNull();
  return Array.from(form.problems, ([field, problem]) => {
    const words = { t, r, count: String, amount: () => 'amount', split: () => 'split' };
    return `${field}: ${describeProblem(problem, words)}`;
  });
};

describe('a plan that is typed', () => {
  it('is saved as its fields say', () => {
    const form = typed({ end: 'after', count: '12' });
    expect(form.submit()).toEqual({
      rule: { every: 1, unit: 'month', anchor: '2026-01-31', count: 12 },
      template: {
        money: {
          kind: 'expense',
          amountMinor: 1000,
          currency: 'EUR',
          payers: [[A, 1000]],
          split: { mode: 'equally', memberIds: [A, B] },
        },
        title: 'Rent',
        category: '',
        note: '',
      },
    });
  });

  it('says of every field what is wrong and keeps what was typed', () => {
    expect(typed({ amount: '' }).problems.size).toBe(0);
    expect(problemsOf(typed({ amount: '', every: '0', end: 'after', count: '100000' }))).toEqual([
      'amount: amount',
      `every: ${r.problems.every('999')}`,
      `count: ${r.problems.count('9999')}`,
    ]);
    expect(problemsOf(typed({ every: '1.5', anchor: '' }))).toEqual([
      `every: ${r.problems.every('999')}`,
      `anchor: ${r.problems.day}`,
    ]);
    expect(problemsOf(typed({ unit: 'day', end: 'on', until: '2299-10-15' }))).toEqual([
      `until: ${r.problems.tooMany('9999')}`,
    ]);
    expect(problemsOf(typed({ end: 'on', until: '2026-01-30' }))).toEqual([
      `until: ${r.problems.beforeAnchor}`,
    ]);
    expect(problemsOf(typed({ end: 'on' }))).toEqual([`until: ${r.problems.day}`]);
    expect(problemsOf(typed({ anchor: '1969-12-31' }))).toEqual([`anchor: ${r.problems.day}`]);
    expect(problemsOf(typed({ memberIds: [] }))).toEqual(['split: split']);
    expect(problemsOf(typed({ title: 'x'.repeat(201) }))).toEqual([
      `title: ${t.problems.tooLong('200', '201')}`,
    ]);
    const form = typed({ every: 'often' });
    form.submit();
    expect(form.every).toBe('often');
  });

  it('opens again as it was typed, and keeps money of which nothing was changed as it is stored', () => {
    const form = typed({ end: 'on', until: '2027-01-31' });
    const saved = form.submit();
    if (!saved) throw new Error('not saved');
    const resolved = resolveMoney(saved.template.money, 'e_plan00000');
    const leg = resolved.ok ? resolved.value.legs[0] : undefined;
    if (!resolved.ok || !leg) throw new Error('not resolved');
    const plan = {
      ...({ id: 'e_plan00000', deleted: false, revisionId: 'e_plan00000' } as Parameters<typeof openPlan>[0]),
      rule: saved.rule,
      template: {
        kind: 'expense' as const,
        leg,
        how: resolved.value.how,
        original: null,
        title: 'Rent',
        category: '',
        note: '',
      },
    };
    const opened = openPlan(plan, around);
    expect(opened?.values).toMatchObject({ amount: '10.00', end: 'on', until: '2027-01-31', unit: 'month' });
    const again = new PlanForm(opened?.values ?? newPlanValues('EUR', ''), {
      style,
      seed: plan.id,
      myId: () => B,
      everybody: () => [],
      money: opened?.money ?? null,
      isMoneyFixed: opened?.isMoneyFixed ?? false,
    });
    expect(again.submit()?.template.money).toBe(opened?.money);
    again.amount = '12';
    expect(again.submit()?.template.money).toMatchObject({ amountMinor: 1200, payers: [[A, 1200]] });
    expect(openPlan({ ...plan, template: null }, around)).toBeNull();
  });

  it('takes an entry as its first day', () => {
    const money = typed().submit()?.template.money;
    if (!money) throw new Error('not saved');
    const entry = { title: 'Rent', category: 'home', note: '', day: '2026-01-31' };
    const { values } = openRepeated(entry as Parameters<typeof openRepeated>[0], money, around);
    expect(values).toMatchObject({ anchor: '2026-01-31', payerId: A, memberIds: [A, B], category: 'home' });
  });
});
