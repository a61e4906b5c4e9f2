import { describe, expect, it } from 'vitest';
import type { NumberStyle } from '@tallybook/shared/money/parse-amount';
import { readNumberStyle } from '$lib/platform/number-style.ts';
import { BudgetForm, type BudgetValues } from './budget-form.svelte.ts';

const style: NumberStyle = readNumberStyle('en-IE');
const empty: BudgetValues = {
  limit: '',
  currency: 'EUR',
  unit: 'month',
  categories: [],
  counted: 'both',
  carry: false,
  name: '',
};

describe('the form of a budget', () => {
  it('calculates the limit', () => {
    const form = new BudgetForm({ ...empty, limit: '2*150', categories: ['groceries'] }, style);
    expect(form.submit()).toMatchObject({ limitMinor: 300_00, categories: ['groceries'] });
  });

  it('names every field at fault once somebody tries to save, and loses nothing', () => {
    const form = new BudgetForm({ ...empty, limit: '12..', name: 'x'.repeat(61) }, style);
    expect(form.problems.size).toBe(0);
    expect(form.submit()).toBeNull();
    expect([...form.problems.keys()].sort()).toEqual(['categories', 'limit', 'name']);
    expect(form.limit).toBe('12..');
    form.limit = '-5';
    expect(form.problems.get('limit')).toMatchObject({ refusal: { reason: 'negative' } });
    form.limit = '0';
    expect(form.problems.get('limit')).toMatchObject({ refusal: { reason: 'zero' } });
    form.limit = '5';
    form.scope = 'all';
    form.name = ' Home ';
    expect(form.submit()).toMatchObject({ limitMinor: 5_00, categories: null, name: 'Home' });
  });

  it('keeps chosen categories while all spending is chosen', () => {
    const form = new BudgetForm({ ...empty, limit: '5' }, style);
    form.toggle('groceries', true);
    form.toggle('rent', true);
    form.toggle('groceries', false);
    form.scope = 'all';
    expect(form.submit()?.categories).toBeNull();
    form.scope = 'chosen';
    expect(form.submit()?.categories).toEqual(['rent']);
  });

  it('shows again what was typed, and passes over what it cannot read', () => {
    const form = new BudgetForm(
      { ...empty, limit: '12..', unit: 'week', categories: ['rent', 'fun'] },
      style,
    );
    form.scope = 'all';
    form.counted = 'own';
    form.carry = true;
    form.name = 'x';
    const again = new BudgetForm(empty, style);
    again.retype(form.typed);
    expect(again.typed).toEqual(form.typed);
    again.retype({ money: '["1"]', scope: 'none', categories: 'torn', counted: '' });
    expect(again.typed).toEqual(form.typed);
  });

  it('knows what was touched, the limit together with its currency and period', () => {
    const form = new BudgetForm({ ...empty, limit: '5.00', categories: ['rent'] }, style);
    const touched = () => form.touchedOf(form.submit() ?? never());
    expect(touched()).toEqual({});
    form.carry = true;
    expect(touched()).toEqual({ carry: true });
    form.unit = 'year';
    expect(touched()).toEqual({ carry: true, unit: 'year', currency: 'EUR', limitMinor: 5_00 });
  });
});

function never(): never {
  throw new Error('The form was refused');
}
