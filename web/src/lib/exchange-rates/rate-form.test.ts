import { describe, expect, it } from 'vitest';
import type { ExchangeRate } from '@tallybook/shared/personal/exchange-rates';
import { plainStyle } from '@tallybook/shared/money/read-number';
import { groupRates, RateForm } from './rate-form.svelte.ts';

const typed = { from: 'USD', to: 'EUR', rate: '0.87', day: '2026-11-01' };

describe('RateForm', () => {
  it('reads an exact rate', () => {
    const form = new RateForm(typed, plainStyle);
    expect(form.submit()).toEqual({ from: 'USD', to: 'EUR', num: 87, den: 100, day: '2026-11-01' });
    expect(form.problems).toEqual([]);
  });

  it('keeps a rate that no decimal number is, unless another one is typed', () => {
    const exact = { text: '0.333333333333', num: 1, den: 3 };
    const form = new RateForm({ ...typed, rate: exact.text }, plainStyle, exact);
    form.day = '2026-11-02';
    expect(form.submit()).toEqual({ from: 'USD', to: 'EUR', num: 1, den: 3, day: '2026-11-02' });
    form.rate = '0.33';
    expect(form.submit()).toMatchObject({ num: 33, den: 100 });
    const long = new RateForm({ ...typed, rate: '1.2345678901234' }, plainStyle, {
      ...exact,
      text: '1.2345678901234',
    });
    expect(long.problems).toEqual([]);
    expect(long.submit()).toMatchObject({ num: 1, den: 3 });
  });

  it('takes up again what was typed, and what came of the exact rate with it', () => {
    const exact = { text: '0.333333333333', num: 1, den: 3 };
    const opened = () => new RateForm({ ...typed, rate: exact.text }, plainStyle, exact);
    const form = opened();
    form.to = 'CHF';
    form.rate = '0.4';
    form.day = '2026-12-01';
    const again = opened();
    again.retype(form.typed);
    expect(again.typed).toEqual(form.typed);
    expect(again.submit()).toEqual({ from: 'USD', to: 'CHF', num: 2, den: 5, day: '2026-12-01' });
    again.retype({ rate: 'of another version' });
    expect(again.typed).toEqual(form.typed);
    again.retype(opened().typed);
    expect(again.submit()).toMatchObject({ to: 'EUR', num: 1, den: 3 });
  });

  it('names every field at fault, once somebody tried to save, and keeps what was typed', () => {
    const form = new RateForm({ from: 'EUR', to: 'EUR', rate: '0', day: '' }, plainStyle);
    expect(form.problems).toEqual([]);
    expect(form.submit()).toBeNull();
    expect(form.problems).toEqual([
      { field: 'rate', reason: 'zero' },
      { field: 'to', reason: 'same-currency' },
      { field: 'day', reason: 'not-a-day' },
    ]);
    expect(form.rate).toBe('0');
    form.rate = 'x';
    expect(form.problems[0]).toEqual({ field: 'rate', reason: 'not-a-rate' });
  });
});

it('groups rates by pair, the newest first, without deleted ones', () => {
  const rate = (from: string, day: string, deleted = false): ExchangeRate => ({
    id: `e_${from}${day}`,
    from,
    to: 'EUR',
    num: 1,
    den: 2,
    day,
    deleted,
    createdAt: 1,
    heads: [],
  });
  const groups = groupRates([
    rate('USD', '2026-01-01'),
    rate('CHF', '2026-03-01'),
    rate('USD', '2026-02-01'),
    rate('USD', '2026-05-01', true),
  ]);
  expect(groups.map(({ pair, rates }) => [pair, rates.map(({ day }) => day)])).toEqual([
    ['CHF EUR', ['2026-03-01']],
    ['USD EUR', ['2026-02-01', '2026-01-01']],
  ]);
});
