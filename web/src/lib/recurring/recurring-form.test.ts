import { describe, expect, it } from 'vitest';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { detectLocale } from '$lib/locale/detect-locale.ts';
import { Formats } from '$lib/locale/formats.ts';
import { messagesEn } from '$lib/locale/messages-en.ts';
import { recurrenceMessagesEn } from '$lib/locale/recurrence-messages-en.ts';
import { recurringMessagesEn } from '$lib/locale/recurring-messages-en.ts';
import { describeProblem } from './describe-problem.ts';
import { describeSaved } from './describe-saved.ts';
import { hrefOfSuggestion, openPlan, startForm } from './open-form.ts';
import { newRecurringValues, RecurringForm, type RecurringValues } from './recurring-form.svelte.ts';

const style = { decimal: '.', group: ',' } as const;
const formats = new Formats('en-GB', 'en-GB');
const locale = { ...detectLocale(['en-GB']), messages: messagesEn, formats };
const words = { locale, r: recurrenceMessagesEn, t: recurringMessagesEn };
const amountToType = (minor: number) => (minor / 100).toFixed(2);
const around = { currency: 'EUR', today: '2026-11-23', amountToType };

function typed(changes: Partial<RecurringValues> = {}): RecurringForm {
  return new RecurringForm(
    { ...newRecurringValues('EUR', '2026-01-31'), amount: '12.99', title: ' Music ', ...changes },
    style,
  );
}

const problemsOf = (form: RecurringForm): string[] => {
  expect(form.submit()).toBeNull();
  return Array.from(form.problems, ([field, each]) => `${field}: ${describeProblem(each, 'EUR', words)}`);
};

const rent = {
  id: 'e_rent000000',
  kind: 'expense',
  amountMinor: 90_000,
  currency: 'CHF',
  day: '2026-10-31',
  title: 'Rent',
  category: 'home',
  note: 'flat',
  tags: ['b', 'a'],
} as Partial<PersonalEntry> as PersonalEntry;

describe('a recurring entry that is typed', () => {
  it('shows again what was typed, a category that was guessed excepted', () => {
    const form = typed({
      amount: '3*',
      kind: 'income',
      tags: ['fun'],
      category: 'leisure',
      end: 'after',
      count: 'x',
    });
    form.tagText = 'sha';
    form.note = 'two\nlines';
    form.withEarlier = true;
    const again = typed();
    again.retype(form.typed);
    expect(again.typed).toEqual(form.typed);
    again.retype({ rule: '[]', money: '{', kind: 'gift', tags: '' });
    expect(again.typed).toEqual(form.typed);
  });

  it('is saved as its fields say, and what was calculated is its amount', () => {
    const form = typed({ amount: '3*4.33', tags: ['fun'], category: 'leisure', end: 'after', count: '12' });
    form.tagText = '#shared';
    expect(form.submit()).toEqual({
      rule: { every: 1, unit: 'month', anchor: '2026-01-31', count: 12 },
      template: {
        kind: 'expense',
        amountMinor: 1_299,
        currency: 'EUR',
        title: 'Music',
        category: 'leisure',
        note: '',
        tags: ['fun', 'shared'],
      },
    });
  });

  it('says of every field what is wrong, once somebody tried to save, and keeps what was typed', () => {
    expect(typed({ amount: '' }).problems.size).toBe(0);
    const form = typed({ amount: '0', every: 'often', title: 'x'.repeat(201) });
    form.tagText = '#';
    expect(problemsOf(form)).toEqual([
      'amount: Enter an amount above zero.',
      'title: At most 200 characters; this has 201.',
      'tags: “#” cannot be a tag: it is one word of up to 40 letters and figures.',
      `every: ${recurrenceMessagesEn.problems.every('999')}`,
    ]);
    expect(form.every).toBe('often');
    form.amount = '5';
    expect(form.problems.has('amount')).toBe(false);
  });

  it('takes the category that the description suggests, unless one was chosen', () => {
    const guess = (title: string, flow: string) => (title.trim() === 'Music' ? `music-${flow}` : null);
    const form = new RecurringForm(
      { ...newRecurringValues('EUR', '2026-01-31'), title: 'Music' },
      style,
      guess,
    );
    expect(form.category).toBe('music-out');
    form.kind = 'income';
    expect(form.category).toBe('music-in');
    form.title = 'Other';
    expect(form.category).toBe('');
    form.category = 'gifts';
    form.title = 'Music';
    expect(form.category).toBe('gifts');
  });

  it('refuses a rule of 100,000 occurrences and says how many there may be', () => {
    expect(problemsOf(typed({ end: 'after', count: '100000' }))).toEqual([
      'count: How many times is a whole number from 1 to 9,999.',
    ]);
    expect(problemsOf(typed({ unit: 'day', end: 'on', until: '2299-10-15' }))).toEqual([
      `until: ${recurrenceMessagesEn.problems.tooMany('9,999')}`,
    ]);
  });
});

describe('what a form begins with', () => {
  it('nothing but the currency and today', () => {
    const { values, repeated, since } = startForm(new URLSearchParams(), null, around);
    expect(values).toEqual(newRecurringValues('EUR', '2026-11-23'));
    expect([repeated, since]).toEqual([null, null]);
  });

  it('an entry, which is the first one', () => {
    const { values, repeated, since } = startForm(new URLSearchParams({ from: rent.id }), rent, around);
    expect(values).toMatchObject({ amount: '900.00', currency: 'CHF', title: 'Rent', anchor: '2026-10-31' });
    expect([values.unit, values.note, values.tags, repeated, since]).toEqual([
      'month',
      'flat',
      ['b', 'a'],
      '2026-10-31',
      '2026-11-01',
    ]);
  });

  it('what an address says, as far as it makes sense', () => {
    const query = new URLSearchParams({
      title: 'Gym',
      amount: '30',
      unit: 'decade',
      anchor: '2026-02-30',
      kind: 'loan',
    });
    const { values } = startForm(query, null, around);
    expect(values).toMatchObject({
      title: 'Gym',
      amount: '30',
      unit: 'month',
      anchor: '2026-11-23',
      kind: 'expense',
    });
  });

  it('a suggestion, which keeps to its days and off what is there already', () => {
    const rule = { every: 2, unit: 'week', anchor: '2026-11-20' } as const;
    const href = hrefOfSuggestion({ entry: rent, rule, since: '2026-11-22' });
    const query = new URL(href, 'https://example.test').searchParams;
    const start = startForm(query, rent, around);
    expect(start.values).toMatchObject({ every: '2', unit: 'week', anchor: '2026-11-20', title: 'Rent' });
    expect([start.repeated, start.since]).toEqual([null, '2026-11-22']);
  });

  it('a plan, as it would be typed', () => {
    const form = typed({ tags: ['fun'] });
    const plan = {
      id: 'e_plan',
      deleted: false,
      createdAt: 1,
      heads: [],
      revisionId: 'e_plan',
      ...form.submit(),
    };
    const values = openPlan(plan as Parameters<typeof openPlan>[0], amountToType);
    const again = new RecurringForm(values ?? newRecurringValues('EUR', ''), style);
    expect(again.submit()).toEqual(form.submit());
    expect(openPlan({ ...plan, rule: null } as Parameters<typeof openPlan>[0], amountToType)).toBeNull();
  });
});

it('saving says what happens next', () => {
  const around = { t: recurringMessagesEn, formats, today: '2026-11-23' };
  expect(describeSaved('Rent is recurring.', { entered: 0, next: '2026-12-01' }, around)).toMatch(
    /^Rent is recurring\. The next one is entered on Tue.* 1 December\.$/,
  );
  expect(describeSaved('Rent is recurring.', { entered: 3, next: null }, around)).toBe(
    'Rent is recurring. 3 are entered. No further one follows.',
  );
});
