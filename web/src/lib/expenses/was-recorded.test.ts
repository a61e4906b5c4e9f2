import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { describe, expect, it } from 'vitest';
import type { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { ExpenseForm } from './expense-form.svelte.ts';
import { wasRecorded } from './was-recorded.ts';

type Typed = Parameters<typeof wasRecorded>[0];

const typed: Typed = {
  classId: 'c_1',
  kind: 'expense',
  title: ' Tea ',
  note: 'green ',
  day: '2026-11-22',
  currency: 'EUR',
  payerId: '',
  participantIds: null,
  split: '',
  reading: { ok: true, value: { amountMinor: 320 } } as ExpenseForm['reading'],
};

const members = ['m_me', 'm_bea'].map((id) => ({ id, hasLeft: false, isRemoved: false }));

function live(createdAt: number, own: { createdBy?: string; title?: string } = {}) {
  const entry = { createdBy: 'm_me', createdAt, day: '2026-11-22', title: 'Tea', note: 'green', ...own };
  const money: MoneyInput = {
    kind: 'expense',
    amountMinor: 320,
    currency: 'EUR',
    payers: [['m_me', 320]],
    split: { mode: 'equally', memberIds: ['m_bea', 'm_me'] },
  };
  return {
    classId: 'c_1',
    myId: 'm_me',
    row: { memberId: 'm_me' },
    entries: [entry],
    members,
    member: (id: string) => ({ id }),
    moneyToEdit: () => money,
  } as unknown as LiveClass;
}

describe('wasRecorded', () => {
  it('knows an entry that was added from the draft', () => {
    expect(wasRecorded(typed, live(100_200), 100_000)).toBe(true);
  });

  it('knows it whether its people were left alone or chosen', () => {
    const chosen = { ...typed, payerId: 'm_me', participantIds: ['m_me', 'm_bea'] };
    expect(wasRecorded(chosen, live(100_200), 100_000)).toBe(true);
  });

  it('also when the draft was written a moment after', () => {
    expect(wasRecorded(typed, live(99_900), 100_000)).toBe(true);
  });

  it.each<[string, Typed, LiveClass]>([
    ['the same tea of yesterday', typed, live(10_000)],
    ['the tea of somebody else', typed, live(100_200, { createdBy: 'm_bea' })],
    ['another title', typed, live(100_200, { title: 'Coffee' })],
    ['a draft of another class', { ...typed, classId: 'c_2' }, live(100_200)],
    ['money that came in', { ...typed, kind: 'income' }, live(100_200)],
    ['another note', { ...typed, note: 'black' }, live(100_200)],
    ['another payer', { ...typed, payerId: 'm_bea' }, live(100_200)],
    ['others who take part', { ...typed, participantIds: ['m_me'] }, live(100_200)],
    ['another currency', { ...typed, currency: 'USD' }, live(100_200)],
  ])('is not misled by %s', (_, form, instance) => {
    expect(wasRecorded(form, instance, 100_000)).toBe(false);
  });
});
