import { MAX_NOTE_LENGTH } from '@tallybook/shared/personal/personal-fields';
import { describe, expect, it } from 'vitest';
import type { PaymentNews } from './payment-news.svelte.ts';
import { PaymentForm, readPrefill, type PaymentPrefill } from './payment-form.svelte.ts';

const around = { isMember: (id: string) => id === 'm_anna' || id === 'm_bea', currency: 'EUR' };

const read = (query: string): PaymentPrefill => readPrefill(new URLSearchParams(query), around);

type Suggested = ReturnType<PaymentNews['suggested']>;

const formOf = (query: string, suggested: () => Suggested = () => 'as-opened'): PaymentForm =>
  new PaymentForm(read(query), {
    news: { suggested },
    numberStyle: { decimal: '.', group: ',' },
    today: '2026-11-22',
    amountToType: (minor) => (minor / 100).toFixed(2),
  });

const SUGGESTED = 'from=m_bea&to=m_anna&currency=USD&amount=4.10&suggestion=s_abcdef';

describe('readPrefill', () => {
  it('reads a suggested payment whole', () => {
    expect(read(SUGGESTED)).toEqual({
      fromId: 'm_bea',
      toId: 'm_anna',
      currency: 'USD',
      amountMinor: 410,
      suggestion: { id: 's_abcdef', amountMinor: 410n },
    });
  });

  it.each([
    ['amount=4.105&from=m_bea&to=m_anna&suggestion=s_abcdef'],
    ['amount=4.10&from=m_who&to=m_anna&suggestion=s_abcdef'],
    ['amount=4.10&from=m_bea&to=m_anna'],
    [''],
  ])('takes no suggestion from %s', (query) => {
    expect(read(query).suggestion).toBeNull();
  });

  it('leaves out people and currencies that there are not', () => {
    expect(read('from=m_who&currency=dollars')).toMatchObject({ fromId: '', currency: 'EUR' });
  });
});

describe('PaymentForm', () => {
  it('takes a suggested payment as it stands', () => {
    const form = formOf(SUGGESTED);
    expect(form.submit()).toEqual({
      ok: true,
      value: {
        fromId: 'm_bea',
        toId: 'm_anna',
        amountMinor: 410,
        currency: 'USD',
        day: '2026-11-22',
        note: '',
      },
    });
    expect(form.suggestion?.id).toBe('s_abcdef');
  });

  it('keeps the suggestion of a partial payment, and drops it for other people', () => {
    const form = formOf(SUGGESTED);
    form.amount = '2';
    expect(form.suggestion).toEqual({ id: 's_abcdef', amountMinor: 410n });
    form.fromId = 'm_anna';
    expect(form.suggestion).toBeNull();
  });

  it('drops it when the payment is to stand by itself', () => {
    const form = formOf(SUGGESTED);
    form.dropSuggestion();
    expect(form.suggestion).toBeNull();
  });

  it('follows the suggestion while nothing is typed, until it is saved', () => {
    let suggested: Suggested = 'as-opened';
    const form = formOf(SUGGESTED, () => suggested);
    expect(form.amount).toBe('4.10');
    suggested = { id: 's_next', amountMinor: 300n };
    const next = formOf(SUGGESTED, () => suggested);
    expect([next.amount, next.suggestion?.id, next.suggestedMinor]).toEqual(['3.00', 's_next', 300n]);
    expect(next.submit()).toMatchObject({ ok: true, value: { amountMinor: 300 } });
    expect(next.isAmountTyped).toBe(true);
  });

  it('leaves what was typed as it is when another amount is suggested', () => {
    const form = formOf(SUGGESTED, () => ({ id: 's_next', amountMinor: 300n }));
    form.amount = '2';
    expect([form.amount, form.suggestedMinor]).toEqual(['2', 300n]);
  });

  it('asks for an amount once nothing is left, and lets nobody pay the same again unasked', () => {
    const form = formOf(SUGGESTED, () => null);
    expect([form.amount, form.suggestedMinor, form.suggestion?.id]).toEqual(['', null, 's_abcdef']);
    expect(form.submit().ok).toBe(false);
  });

  it('names every problem, but only after a try to save', () => {
    const form = formOf('');
    form.day = '';
    form.note = 'x'.repeat(MAX_NOTE_LENGTH + 1);
    expect(form.problems.size).toBe(0);
    expect(form.submit().ok).toBe(false);
    expect([...form.problems.keys()]).toEqual(['from', 'to', 'amount', 'day', 'note']);
    form.fromId = 'm_anna';
    form.toId = 'm_anna';
    expect(form.problems.get('from')).toBeUndefined();
    expect(form.problems.get('to')).toEqual({ field: 'to', reason: 'same-person' });
  });

  it('works calculations out', () => {
    const form = formOf(SUGGESTED);
    expect(form.calculatedMinor).toBeNull();
    form.amount = '2+1.50';
    expect(form.calculatedMinor).toBe(350);
  });
});
