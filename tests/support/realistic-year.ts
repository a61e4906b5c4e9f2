import {
  addDays,
  addMonths,
  firstDay,
  monthOf,
  sameDayInMonth,
  type Day,
} from '@tallybook/shared/calendar/day';
import type { RecurrenceRule } from '@tallybook/shared/calendar/recurrence';
import { createBudget, type BudgetFields } from '@tallybook/shared/personal/budgets';
import { createRate } from '@tallybook/shared/personal/exchange-rates';
import {
  createEntry,
  type PersonalFields,
  type WriteStamp,
} from '@tallybook/shared/personal/personal-commands';
import { createPlan, type PlanTemplate } from '@tallybook/shared/personal/plans';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import { everyMonth, oddities } from './realistic-entries.ts';
import { RandomSource } from './random-source.ts';

const DAYS_OF_YEAR = 400;
const setting = { weekStart: 1, monthStart: 1 };

const budgets: readonly Omit<BudgetFields, 'currency'>[] = [
  { name: '', categories: null, limitMinor: 180_000, unit: 'month', carry: false, counted: 'both' },
  {
    name: '',
    categories: ['groceries'],
    limitMinor: 16_000,
    unit: 'month',
    carry: true,
    counted: 'both',
  },
  {
    name: 'Eating out and evenings',
    categories: ['eating-out', 'fun'],
    limitMinor: 4_500,
    unit: 'week',
    carry: false,
    counted: 'own',
  },
  { name: '', categories: ['travel'], limitMinor: 150_000, unit: 'year', carry: false, counted: 'both' },
];

const plans: readonly (Pick<PlanTemplate, 'kind' | 'amountMinor' | 'title' | 'category'> &
  Pick<RecurrenceRule, 'unit' | 'every'> & { dayOfMonth: number })[] = [
  {
    kind: 'expense',
    amountMinor: 85_000,
    title: 'Rent',
    category: 'home',
    unit: 'month',
    every: 1,
    dayOfMonth: 1,
  },
  {
    kind: 'expense',
    amountMinor: 1299,
    title: 'Music subscription',
    category: 'subscriptions',
    unit: 'month',
    every: 1,
    dayOfMonth: 28,
  },
  {
    kind: 'expense',
    amountMinor: 3490,
    title: 'Internet',
    category: 'utilities',
    unit: 'month',
    every: 1,
    dayOfMonth: 31,
  },
  {
    kind: 'expense',
    amountMinor: 11_900,
    title: 'Liability insurance for the household and the dog',
    category: 'fees-taxes',
    unit: 'year',
    every: 1,
    dayOfMonth: 5,
  },
  {
    kind: 'income',
    amountMinor: 234_000,
    title: 'Salary',
    category: 'salary',
    unit: 'month',
    every: 1,
    dayOfMonth: 25,
  },
];

/** What recurs every month by itself in the records below, hence stands in no plan's place. */
const planned = new Set(plans.map(({ title }) => title));

/**
 * More than a year of one person's money up to `today`: some 300 entries with tags and three currencies, plans that are
 * due from now on, budgets and exchange rates; the same ones for the same day.
 */
export function realisticYear(today: Day): RevisionRow[] {
  const random = new RandomSource(20_260_202);
  const stamp = (day: Day, index = 0): WriteStamp => ({
    t: Date.parse(`${day}T12:00:00Z`) + index,
    id: idFromBytes('e', random.bytes(12)),
  });
  const rows: RevisionRow[] = [];
  const add = (fields: PersonalFields) => rows.push(createEntry(fields, stamp(fields.day, rows.length)));
  for (let daysBack = 0; daysBack < DAYS_OF_YEAR; daysBack += 30) {
    for (const { daysAgo, ...entry } of everyMonth) {
      if (daysBack > 0 && random.next() < 0.12) continue;
      const day = addDays(today, -daysAgo - daysBack);
      const wobble = entry.varies
        ? 0.6 + random.next() * 0.9
        : planned.has(entry.title)
          ? 1
          : 0.8 + random.next() * 0.4;
      add({
        kind: entry.kind ?? 'expense',
        amountMinor: Math.round(entry.amountMinor * wobble),
        currency: 'EUR',
        day,
        title: entry.title,
        category: entry.category,
        note: entry.note ?? '',
        tags: entry.category === 'pets' ? ['dog'] : entry.category === 'education' ? ['work'] : [],
      });
    }
  }
  for (const { daysAgo, ...entry } of oddities) {
    if (daysAgo > 30) continue;
    add({ kind: 'expense', currency: 'EUR', note: '', ...entry, day: addDays(today, -daysAgo) });
  }
  for (const [title, amountMinor, category, daysAgo] of [
    ['Train to Porto and back', 6_420, 'travel', 96],
    ['Room by the sea, four nights', 41_200, 'travel', 95],
    ['Flight to Ana’s wedding', 18_450, 'travel', 210],
  ] as const) {
    const day = addDays(today, -daysAgo);
    add({ kind: 'expense', amountMinor, currency: 'EUR', day, title, category, note: '', tags: ['holiday'] });
  }
  for (const { kind, amountMinor, title, category, unit, every, dayOfMonth } of plans) {
    const anchor = sameDayInMonth(
      `2024-01-${String(dayOfMonth).padStart(2, '0')}`,
      addMonths(monthOf(today), -11),
    );
    const template = { kind, amountMinor, currency: 'EUR', title, category, note: '', tags: [] };
    rows.push(createPlan({ every, unit, anchor, since: addDays(today, 1) }, template, stamp(today)));
  }
  const begun = firstDay(addMonths(monthOf(today), -4));
  for (const fields of budgets)
    rows.push(createBudget({ ...fields, currency: 'EUR' }, begun, setting, stamp(begun)));
  for (const [from, num, den] of [
    ['USD', 87, 100],
    ['JPY', 57, 10_000],
  ] as const)
    rows.push(createRate({ from, to: 'EUR', num, den, day: addDays(today, -20) }, stamp(today)));
  return rows;
}
