import {
  bookCategories,
  offeredCategories,
  type CategoryRecord,
} from '@tallybook/shared/personal/own-categories';
import { describe, expect, it } from 'vitest';
import { moveTarget } from './move-target.ts';

function record(id: string, own: Partial<CategoryRecord>): CategoryRecord {
  const nothing = { name: id, icon: null, hue: null, flow: null, order: null, archived: false };
  return { id, ...nothing, mergedInto: null, heads: [], ...own };
}

// All before the default categories, so that those do not matter here.
const book = bookCategories([
  record('e_a', { order: 1 }),
  record('e_in', { order: 2, flow: 'in' }),
  record('e_b', { order: 3 }),
  record('e_gone', { order: 4, archived: true }),
  record('e_c', { order: 5 }),
]);
const list = offeredCategories(book, 'out').slice(0, 3);

function target(id: string, direction: 'up' | 'down') {
  const category = book.byId.get(id);
  return category && moveTarget(category, direction, list, book);
}

describe('moving a category past its neighbour in the list', () => {
  it('goes before the one above, past what the list does not show', () => {
    expect(target('e_b', 'up')).toBe('e_a');
    expect(target('e_c', 'up')).toBe('e_b');
  });

  it('goes right behind the one below', () => {
    expect(target('e_a', 'down')).toBe('e_gone');
    expect(target('e_b', 'down')).toBe('groceries');
  });

  it('has no place to go at the ends', () => {
    expect(target('e_a', 'up')).toBeUndefined();
    expect(target('e_c', 'down')).toBeUndefined();
  });

  it('goes last of all behind the last', () => {
    const last = book.all.slice(-2);
    const [above] = last;
    expect(above && moveTarget(above, 'down', last, book)).toBeNull();
  });
});
