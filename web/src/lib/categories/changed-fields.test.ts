import { describe, expect, it } from 'vitest';
import { changedFields } from './changed-fields.ts';

const food = { name: 'Food', icon: 'basket', hue: 155 };

describe('what a form changed about a category', () => {
  it('is nothing of what was left as it was opened', () => {
    expect(changedFields(food, food, 'Groceries')).toEqual({});
    expect(changedFields({ ...food, name: null }, { ...food, name: 'Groceries' }, 'Groceries')).toEqual({});
  });

  it('is what differs', () => {
    expect(changedFields(food, { ...food, hue: 10 }, 'Groceries')).toEqual({ hue: 10 });
    expect(changedFields(food, { name: 'Eat', icon: 'cup', hue: 155 }, 'Groceries')).toEqual({
      name: 'Eat',
      icon: 'cup',
    });
  });

  it('is a name of its own given back, for a default category alone', () => {
    expect(changedFields(food, { ...food, name: 'Groceries' }, 'Groceries')).toEqual({ name: '' });
    expect(changedFields(food, { ...food, name: 'Groceries' }, undefined)).toEqual({ name: 'Groceries' });
  });
});
