import { describe, expect, it } from 'vitest';
import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { readSplitDraft } from '$lib/split-editor/split-draft.ts';
import { changesOf, openClassEntry, paymentOf } from './class-entry-values.ts';

const entry: ClassEntry = {
  id: 'e_1',
  kind: 'expense',
  legs: [
    {
      cur: 'EUR',
      amt: 1000,
      pay: [['m_a', 1000]],
      owe: [
        ['m_a', 500],
        ['m_old', 500],
      ],
    },
  ],
  how: undefined,
  original: null,
  day: '2026-11-20',
  title: 'Dinner',
  category: 'eating-out',
  note: '',
  tags: [],
  plannedBy: null,
  unreadable: false,
  createdAt: 0,
  createdBy: 'm_a',
  changedAt: 0,
  changedBy: 'm_a',
  deleted: false,
  deletedAt: null,
  editedWhileDeleted: false,
  heads: ['r_1'],
  overwritten: new Map(),
};

const payment: ClassEntry = {
  ...entry,
  kind: 'settlement',
  legs: [{ cur: 'EUR', amt: 410, pay: [['m_b', 410]], owe: [['m_a', 410]] }],
};

const equally: MoneyInput = {
  kind: 'expense',
  amountMinor: 1000,
  currency: 'EUR',
  payers: [['m_a', 1000]],
  split: { mode: 'equally', memberIds: ['m_a', 'm_old'] },
};

const around = {
  classId: 'c_1',
  currency: 'EUR',
  // Bea was added by name before she joined.
  canonicalId: (id: string) => (id === 'm_old' ? 'm_b' : id),
  amountToType: (minor: number) => (minor / 100).toFixed(2),
};

const fields: PersonalFields = {
  kind: 'expense',
  amountMinor: 1000,
  currency: 'EUR',
  day: entry.day,
  title: entry.title,
  category: entry.category,
  note: '',
};

describe('openClassEntry', () => {
  it('opens an expense split equally with the people of today', () => {
    const { editor, values } = openClassEntry(entry, equally, around);
    expect([editor, values.amount, values.payerId, values.participants]).toEqual([
      'split',
      '10.00',
      'm_a',
      'm_a m_b',
    ]);
  });

  it('opens a payment with who pays and who is paid', () => {
    const { editor, values } = openClassEntry(payment, null, around);
    expect([editor, values.amount, values.payerId, values.participants]).toEqual([
      'payment',
      '4.10',
      'm_b',
      'm_a',
    ]);
  });

  it('opens any other split as it was typed, with the people of today', () => {
    const input: MoneyInput = {
      ...equally,
      payers: [
        ['m_a', 1],
        ['m_old', 999],
      ],
      split: {
        mode: 'shares',
        shares: [
          ['m_a', '1'],
          ['m_old', '2'],
        ],
      },
      countIn: { currency: 'CHF', num: 95, den: 100 },
    };
    const { editor, values } = openClassEntry(entry, input, around);
    expect([editor, values.participants]).toEqual(['split', 'm_a m_b']);
    expect(readSplitDraft(values.split)).toMatchObject({
      mode: 'shares',
      shares: { m_a: '1', m_b: '2' },
      payers: { m_a: '0.01', m_b: '9.99' },
      rate: { currency: 'CHF', by: 'rate', text: '0.95' },
    });
  });

  it.each([
    ['one person under two ids', { ...equally, split: { mode: 'equally', memberIds: ['m_b', 'm_old'] } }],
    ['money that no editor holds', null],
  ] as [string, MoneyInput | null][])('leaves the money alone with %s', (_, money) => {
    expect(openClassEntry(entry, money, around).editor).toBe('fixed');
  });
});

describe('changesOf', () => {
  const opened = openClassEntry(entry, equally, around);

  it('has nothing where nothing was typed', () => {
    expect(changesOf(fields, opened.values, opened)).toEqual({});
  });

  it('leaves the money to others when only a text was typed', () => {
    expect(changesOf({ ...fields, title: 'Supper' }, { ...opened.values, title: 'Supper' }, opened)).toEqual({
      title: 'Supper',
    });
  });

  it('names people as the entry has them when the amount was typed', () => {
    const typed = { ...opened.values, amount: '12' };
    expect(changesOf({ ...fields, amountMinor: 1200 }, typed, opened)).toEqual({
      money: { ...equally, amountMinor: 1200, payers: [['m_a', 1200]] },
    });
  });

  it('never touches money that is shown as it is', () => {
    const fixed = openClassEntry(entry, null, around);
    expect(changesOf({ ...fields, amountMinor: 1 }, { ...fixed.values, amount: '0.01' }, fixed)).toEqual({});
  });
});

describe('paymentOf', () => {
  const opened = openClassEntry(payment, null, around);
  const paid: PersonalFields = { ...fields, amountMinor: 410, title: '', category: '' };

  it('takes what was not typed from the payment as it is now', () => {
    const now: ClassEntry = {
      ...payment,
      legs: [{ cur: 'EUR', amt: 500, pay: [['m_b', 500]], owe: [['m_a', 500]] }],
    };
    const typed = { ...opened.values, note: 'in cash' };
    expect(paymentOf({ ...paid, note: 'in cash' }, typed, opened, now)).toEqual({
      fromId: 'm_b',
      toId: 'm_a',
      amountMinor: 500,
      currency: 'EUR',
      day: entry.day,
      note: 'in cash',
    });
  });

  it('sets the money as one when a part of it was typed', () => {
    const typed = { ...opened.values, payerId: 'm_c' };
    expect(paymentOf(paid, typed, opened, payment)).toMatchObject({
      fromId: 'm_c',
      toId: 'm_a',
      amountMinor: 410,
    });
  });
});
