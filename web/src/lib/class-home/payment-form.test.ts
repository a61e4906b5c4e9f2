import { MAX_NOTE_LENGTH } from '@tallybook/shared/personal/personal-fields';
import { describe, expect, it } from 'vitest';
import { PaymentForm, readPrefill, type PaymentPrefill } from './payment-form.svelte.ts';

const around = { isMember: (id: string) => id === 'm_anna' || id === 'm_bea', currency: 'EUR' };

const read = (query: string): PaymentPrefill => readPrefill(new URLSearchParams(query), around);

const formOf = (query: string): PaymentForm =>
  new PaymentForm(read(query), {
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
