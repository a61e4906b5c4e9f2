import { describe, expect, it } from 'vitest';
import { plainStyle } from '@tallybook/shared/money/read-number';
import { readSplitDraft, writeSplitDraft, type ItemDraft } from '$lib/split-editor/split-draft.ts';
import { ExpenseForm, NO_CLASS, type FormValues } from './expense-form.svelte.ts';
import { followEntry } from './follow-entry.ts';

const base: FormValues = {
  ...NO_CLASS,
  classId: 'c_1',
  kind: 'expense',
  amount: '10.00',
  currency: 'EUR',
  title: 'Dinner',
  category: 'eating-out',
  day: '2026-11-20',
  note: '',
  payerId: 'm_a',
  participants: 'm_a m_b',
  tags: '',
};

function formOf(values: FormValues): ExpenseForm {
  return new ExpenseForm(values, {
    numberStyle: plainStyle,
    today: () => '2026-11-20',
    learnt: () => ({ votesByTitle: new Map(), votesByWord: new Map() }),
    hints: new Map(),
  });
}

function bill(...items: readonly [title: string, amount: string][]): string {
  const lines = items.map(([title, amount], i): ItemDraft => ({
    key: `o${i}`,
    title,
    amount,
    memberIds: ['m_a'],
    weights: null,
  }));
  return writeSplitDraft({ ...readSplitDraft(''), mode: 'items', items: lines });
}

describe('a form whose entry others change', () => {
  it('shows what they changed where nothing was typed, and keeps what was', () => {
    const form = formOf(base);
    form.title = 'Supper';
    const theirs = { ...base, title: 'Tea', amount: '12.00', participants: 'm_a m_b m_c', note: 'in cash' };
    expect(followEntry(form, base, theirs)).toEqual(theirs);
    expect(form.values()).toEqual({ ...theirs, title: 'Supper' });
  });

  it('has the items of both in a bill, and knows theirs as saved', () => {
    const seen = { ...base, split: bill(['Soup', '4.00'], ['Fish', '6.00']) };
    const form = formOf(seen);
    const soup = readSplitDraft(seen.split).items;
    form.split = writeSplitDraft({
      ...readSplitDraft(seen.split),
      items: [...soup, { key: 'n1', title: 'Wine', amount: '9.00', memberIds: [], weights: null }],
    });
    const known = followEntry(form, seen, {
      ...base,
      split: bill(['Soup', '4.00'], ['Fish', '7.00'], ['Bread', '1.00']),
    });
    const titles = (split: string) =>
      readSplitDraft(split).items.map(({ title, amount }) => `${title} ${amount}`);
    expect(titles(form.split)).toEqual(['Soup 4.00', 'Fish 7.00', 'Wine 9.00', 'Bread 1.00']);
    expect(titles(known.split)).toEqual(['Soup 4.00', 'Fish 7.00', 'Bread 1.00']);
  });
});
