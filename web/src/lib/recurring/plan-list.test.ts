import { expect, it } from 'vitest';
import type { RecurrenceRule } from '@tallybook/shared/calendar/recurrence';
import type { PersonalPlan, PlanTemplate } from '@tallybook/shared/personal/plans';
import { groupPlans, nextByRule } from './plan-list.ts';

const TODAY = '2026-11-23';
let made = 0;

function plan(
  title: string,
  amountMinor: number,
  {
    rule = {},
    template = {},
    ...rest
  }: Partial<Omit<PersonalPlan, 'rule' | 'template'>> & {
    rule?: Partial<RecurrenceRule>;
    template?: Partial<PlanTemplate>;
  } = {},
): PersonalPlan {
  made += 1;
  const id = `e_plan${String(made).padStart(6, '0')}`;
  return {
    id,
    deleted: false,
    createdAt: made,
    heads: [id],
    revisionId: id,
    rule: { every: 1, unit: 'month', anchor: '2026-01-10', ...rule },
    template: {
      kind: 'expense',
      amountMinor,
      currency: 'EUR',
      title,
      category: '',
      note: '',
      tags: [],
      ...template,
    },
    ...rest,
  };
}

const titles = (listed: readonly { plan: PersonalPlan }[]) =>
  listed.map(({ plan: { template } }) => template?.title ?? 'unreadable');

it('[L46] the list has what runs by its next day, and says what the expenses of it cost', () => {
  const music = plan('music', 1_299);
  const phone = plan('phone', 2_000, { rule: { anchor: '2026-01-28' } });
  const insurance = plan('insurance', 24_999, { rule: { unit: 'year', anchor: '2026-03-01' } });
  const paper = plan('paper', 1_000, {
    template: { currency: 'CHF' },
    rule: { unit: 'week', anchor: '2026-01-06' },
  });
  const salary = plan('salary', 400_000, { template: { kind: 'income' } });
  const over = plan('over', 500, { rule: { count: 2 } });
  const ended = plan('ended', 700, { deleted: true });
  const newer = { ...plan('', 0), rule: null, template: null };
  const all = [ended, over, music, insurance, salary, paper, phone, newer];
  const groups = groupPlans(all, (each) => nextByRule(each, TODAY));
  expect(titles(groups.expenses)).toEqual(['paper', 'phone', 'music', 'insurance', 'unreadable']);
  expect(titles(groups.income)).toEqual(['salary']);
  expect(titles(groups.ended)).toEqual(['ended', 'over']);
  // 249.99 a year are 20.83 a month; 10.00 a week are 521.78 a year.
  expect(groups.costs).toEqual([
    { currency: 'EUR', monthMinor: 1_299n + 2_000n + 2_083n, yearMinor: 15_588n + 24_000n + 24_999n },
    { currency: 'CHF', monthMinor: 4_348n, yearMinor: 52_178n },
  ]);
  expect(groupPlans([salary, ended], (each) => nextByRule(each, TODAY)).costs).toEqual([]);
});
