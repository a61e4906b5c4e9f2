import { describe, expect, it } from 'vitest';
import { pageKeyOf } from './page-keys.ts';

const press = (key: string, more: Partial<Parameters<typeof pageKeyOf>[0]> = {}) => ({
  key,
  code: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  defaultPrevented: false,
  ...more,
});
const found = {} as Element;
const page = { querySelector: () => null };
const withDialog = { querySelector: () => found };
const inField = { closest: () => found };
const onPage = { closest: () => null };

describe('pageKeyOf', () => {
  it.each([
    [press('n'), 'add'],
    // Caps Lock is no modifier.
    [press('N'), 'add'],
    [press('т', { code: 'KeyN' }), 'add'],
    [press('ى', { code: 'KeyN' }), 'add'],
    [press('/'), 'search'],
    [press('/', { shiftKey: true }), 'search'],
    // A keyboard of Latin letters that has another one in that place.
    [press('b', { code: 'KeyN' }), null],
    [press('N', { shiftKey: true }), null],
    [press('n', { ctrlKey: true }), null],
    [press('n', { metaKey: true }), null],
    [press('n', { altKey: true }), null],
    [press('n', { repeat: true }), null],
    [press('n', { isComposing: true }), null],
    [press('Process', { code: 'KeyN' }), null],
    [press('n', { defaultPrevented: true }), null],
    [press('m'), null],
  ])('of %j is %s', (event, asked) => expect(pageKeyOf(event, onPage, page)).toBe(asked));

  it('leaves keys to what has the focus and to an open dialog', () => {
    expect(pageKeyOf(press('n'), inField, page)).toBeNull();
    expect(pageKeyOf(press('/'), inField, page)).toBeNull();
    expect(pageKeyOf(press('n'), onPage, withDialog)).toBeNull();
    expect(pageKeyOf(press('n'), null, page)).toBe('add');
  });
});
