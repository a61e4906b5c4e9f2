import { describe, expect, it } from 'vitest';
import { learnCategories, learnTitles } from '@tallybook/shared/personal/suggest-category';
import {
  draftOfChanges,
  ExpenseForm,
  NO_CLASS,
  valuesFromDraft,
  type FormValues,
} from './expense-form.svelte.ts';

const fresh: FormValues = {
  kind: 'expense',
  amount: '',
  currency: 'EUR',
  title: '',
  category: null,
  day: '2026-11-22',
  note: '',
  ...NO_CLASS,
  tags: '',
};

function formWith(
  values: Partial<FormValues> = {},
  learnt = learnCategories([]),
  categoryBefore?: string,
): ExpenseForm {
  return new ExpenseForm(
    { ...fresh, ...values },
    {
      numberStyle: { decimal: '.', group: ',' },
      today: () => '2026-11-22',
      learnt: () => learnt,
      hints: new Map([
        ['coffee', 'eating-out'],
        ['salary', 'salary'],
      ]),
      ...(categoryBefore === undefined ? {} : { categoryBefore }),
    },
  );
}

describe('ExpenseForm', () => {
  it('gives the fields to save, calculated and trimmed', () => {
    const form = formWith({ amount: '12.50+3*2', title: '  Lunch ', category: 'eating-out' });
    expect(form.submit()).toEqual({
      ok: true,
      value: {
        kind: 'expense',
        amountMinor: 1850,
        currency: 'EUR',
        day: '2026-11-22',
        title: 'Lunch',
        category: 'eating-out',
        note: '',
        tags: [],
      },
    });
  });

  it('names every problem at once, the amount first', () => {
    const form = formWith({ amount: '1.234', currency: 'JPY', title: 'x'.repeat(201), day: '2026-02-30' });
    const checked = formWith({ amount: '', title: 'x'.repeat(201), day: '2026-02-30' }).submit();
    expect(checked.ok ? [] : checked.refusal.map(({ field }) => field)).toEqual(['amount', 'day', 'title']);
    expect(form.submit().ok).toBe(false);
  });

  it('tells nobody off in the middle of typing', () => {
    const form = formWith();
    form.amount = '12.505';
    expect(form.problems.size).toBe(0);
    form.leaveAmount();
    expect(form.problems.get('amount')).toEqual({
      field: 'amount',
      refusal: { reason: 'too-many-decimals', currency: 'EUR', allowed: 2, given: 3 },
    });
  });

  it('keeps a category of one’s own out of a class, where nobody else has it, and has it again outside', () => {
    const form = formWith({ amount: '5', title: 'Coffee', category: 'e_beans' });
    expect(form.category).toBe('e_beans');
    form.chooseClass('c_flat');
    expect([form.category, form.isCategorySuggested]).toEqual(['eating-out', true]);
    form.chooseClass('');
    expect(form.category).toBe('e_beans');
  });

  it('begins in a class without the category of one’s own that a link or a draft brought, but an entry keeps its own', () => {
    const values = { classId: 'c_flat', category: 'e_beans' };
    expect(formWith(values).category).toBe('');
    expect(formWith(values, learnCategories([]), 'e_beans').category).toBe('e_beans');
    expect(formWith(values, learnCategories([]), 'e_rice').category).toBe('');
  });

  it('suggests no category of one’s own in a class', () => {
    const learnt = learnTitles([{ title: 'beans', flow: 'out', category: 'e_beans', changedAt: 1 }]);
    const form = formWith({ amount: '5', title: 'Beans' }, learnt);
    expect(form.category).toBe('e_beans');
    form.chooseClass('c_flat');
    expect(form.category).toBe('');
  });

  it('takes a half-typed tag along, and keeps what cannot be one from being lost', () => {
    const form = formWith({ amount: '5', tags: 'work' });
    form.tagText = '#Trip';
    expect(form.submit()).toMatchObject({ ok: true, value: { tags: ['Trip', 'work'] } });
    form.tagText = '""';
    expect(form.submit().ok).toBe(false);
    expect(form.problems.get('tags')).toEqual({ field: 'tags', reason: 'not-a-tag', found: '""' });
    form.tagText = '';
    expect(form.submit().ok).toBe(true);
  });

  it('saves an entry with the many tags that devices brought together, but takes no more', () => {
    const many = Array.from({ length: 23 }, (_, at) => `tag${at}`);
    const form = formWith({ amount: '5', tags: many.join(' ') });
    expect(form.submit()).toMatchObject({ ok: true, value: { tags: [...many].sort() } });
    form.tags = [...form.tags, 'more'];
    expect(form.submit().ok).toBe(false);
    expect(form.problems.get('tags')).toMatchObject({ reason: 'too-many', given: 24 });
  });

  it('tells at once what is wrong with an amount that a link brought', () => {
    expect(formWith({ amount: 'abc' }).problems.has('amount')).toBe(true);
  });

  it('says nothing about an amount that was left empty until somebody wants to save', () => {
    const form = formWith();
    form.leaveAmount();
    expect(form.problems.size).toBe(0);
    form.submit();
    expect(form.problems.has('amount')).toBe(true);
  });

  it('suggests a category while none is chosen, and stands back once one is', () => {
    const form = formWith({ title: 'Coffee' });
    expect([form.category, form.isCategorySuggested]).toEqual(['eating-out', true]);
    form.category = 'travel';
    form.title = 'coffee again';
    expect([form.category, form.isCategorySuggested]).toEqual(['travel', false]);
  });

  it('drops a category that does not fit the kind', () => {
    const form = formWith({ title: 'Salary', category: 'travel' });
    form.changeKind('refund');
    expect(form.category).toBe('travel');
    form.changeKind('income');
    expect(form.category).toBe('salary');
  });

  it('keeps the suggestion out of the draft, so that it may still learn', () => {
    expect(formWith({ title: 'Coffee' }).values().category).toBeNull();
  });

  it('lets nobody be talked out of having no category', () => {
    const form = formWith({ title: 'Coffee', category: '' });
    expect([form.category, form.isCategorySuggested]).toEqual(['', false]);
  });

  it('leaves payer and people of another class behind, and what only one person can have', () => {
    const form = formWith({ kind: 'refund', classId: 'c_1', payerId: 'm_1', participants: 'm_1 m_2' });
    form.chooseClass('c_2');
    expect([form.kind, form.payerId, form.participantIds]).toEqual(['expense', '', null]);
  });

  it('does not save an entry in which nobody takes part', () => {
    const form = formWith({ amount: '3', classId: 'c_1', participants: '' });
    const checked = form.submit();
    expect(checked.ok ? [] : checked.refusal).toEqual([{ field: 'participants', reason: 'nobody' }]);
  });

  it('accepts a day to come, and says that it is one', () => {
    const form = formWith({ amount: '1', day: '2026-11-23' });
    expect([form.submit().ok, form.isInFuture]).toEqual([true, true]);
  });
});

describe('valuesFromDraft', () => {
  it('brings back the class, who paid and who takes part', () => {
    const typed = { ...fresh, classId: 'c_1', payerId: 'm_1', participants: 'm_1 m_2' };
    const draft = draftOfChanges(formWith(typed).values(), null);
    expect(formWith(valuesFromDraft(draft, fresh)).values()).toEqual(typed);
  });

  it('takes what is there and fills the rest from a fresh form', () => {
    expect(valuesFromDraft({ amount: '3', kind: 'nonsense' }, fresh)).toEqual({ ...fresh, amount: '3' });
    expect(valuesFromDraft({ kind: 'refund', note: '' }, { ...fresh, note: 'n' })).toEqual({
      ...fresh,
      kind: 'refund',
    });
  });
});
