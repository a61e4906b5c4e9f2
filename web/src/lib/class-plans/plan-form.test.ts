import { resolveMoney } from '@tallybook/shared/split/resolve-money';
import { describe, expect, it } from 'vitest';
import { classPlansMessagesEn } from '$lib/locale/class-plans-messages-en.ts';
import { Formats } from '$lib/locale/formats.ts';
import { describeProblem } from './describe-problem.ts';
import { ruleInWords } from './describe-rule.ts';
import { earlierDays, firstDays } from './next-days.ts';
import { openPlan, openRepeated, ruleFrom } from './open-plan.ts';
import { newPlanValues, PlanForm, type PlanValues } from './plan-form.svelte.ts';

const A = 'm_anna00000';
const B = 'm_bea000000';
const style = { decimal: '.', group: ',' } as const;
const around = { canonicalId: (id: string) => id, amountToType: (minor: number) => (minor / 100).toFixed(2) };
const t = classPlansMessagesEn;
const formats = new Formats('en-GB', 'en-GB');

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
    const words = { t, count: String, amount: () => 'amount', split: () => 'split' };
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
      `every: ${t.problems.every('999')}`,
      `count: ${t.problems.count('9999')}`,
    ]);
    expect(problemsOf(typed({ every: '1.5', anchor: '' }))).toEqual([
      `every: ${t.problems.every('999')}`,
      `anchor: ${t.problems.day}`,
    ]);
    expect(problemsOf(typed({ unit: 'day', end: 'on', until: '2299-10-15' }))).toEqual([
      `until: ${t.problems.tooMany('9999')}`,
    ]);
    expect(problemsOf(typed({ end: 'on', until: '2026-01-30' }))).toEqual([
      `until: ${t.problems.beforeAnchor}`,
    ]);
    expect(problemsOf(typed({ end: 'on' }))).toEqual([`until: ${t.problems.day}`]);
    expect(problemsOf(typed({ anchor: '1969-12-31' }))).toEqual([`anchor: ${t.problems.day}`]);
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

describe('what a rule says', () => {
  const words = { formats, language: 'en-GB', t, today: '2026-01-31' };
  it('in words', () => {
    const anchor = '2026-01-31';
    expect(ruleInWords({ every: 1, unit: 'month', anchor }, words)).toBe('Every month on the 31st');
    expect(ruleInWords({ every: 2, unit: 'week', anchor, count: 3 }, words)).toBe(
      'Every 2 weeks on Saturday, 3 times',
    );
    expect(ruleInWords({ every: 1, unit: 'year', anchor, until: '2026-12-31' }, words)).toMatch(
      /^Every year on 31 January, until Thu.* 31 December$/,
    );
    expect(ruleInWords({ every: 1, unit: 'day', anchor, count: 1 }, words)).toBe('Every day, once');
    expect([1, 2, 3, 11, 12, 13, 21, 22, 23, 30].map(t.onThe)).toEqual(
      ['1st', '2nd', '3rd', '11th', '12th', '13th', '21st', '22nd', '23rd', '30th'].map(
        (day) => ` on the ${day}`,
      ),
    );
  });

  it('as days: the next five, those before today, and none of them unless asked for', () => {
    const rule = { every: 1, unit: 'month', anchor: '2025-10-31' } as const;
    expect(firstDays(rule, '2026-01-31', 3)).toEqual(['2026-01-31', '2026-02-28', '2026-03-31']);
    expect(earlierDays(rule, '2026-01-31')).toEqual(['2025-10-31', '2025-11-30', '2025-12-31']);
    expect(earlierDays({ ...rule, unit: 'day', anchor: '1970-01-01' }, '2026-01-31')).toHaveLength(366);
    expect(ruleFrom(rule, '2026-01-31')).toEqual({ ...rule, since: '2026-01-31' });
    expect(ruleFrom(rule, null)).toBe(rule);
    expect(ruleFrom(rule, '2025-10-31')).toBe(rule);
  });
});
