import { expect, it } from 'vitest';
import { afterCentsKey, afterPadKey, type TypingSetting } from './cents-typing.ts';

const english = { decimal: '.', group: ',' };
const euros: TypingSetting = { currency: 'EUR', style: english, centsFirst: true };

function typed(keys: readonly string[], setting = euros, from = ''): string {
  return keys.reduce((text, key) => afterCentsKey(text, key, setting) ?? text + key, from);
}

it('lets digits come in from the right', () => {
  expect(typed(['1', '2', '5', '0'])).toBe('12.50');
  expect(typed(['5', '00'])).toBe('5.00');
  expect(typed(['7'], { ...euros, currency: 'JPY' })).toBe('7');
  expect(typed(['1', '2', '3', '4'], { ...euros, currency: 'KWD' })).toBe('1.234');
});

it('goes on with an amount that was there already', () => {
  expect(typed(['9'], euros, '12.50')).toBe('125.09');
  expect(typed(['9'], euros, '1,234.56')).toBe('12345.69');
});

it('takes back one digit at a time, and nothing is left of the last', () => {
  expect(typed(['Backspace'], euros, '12.50')).toBe('1.25');
  expect(typed(['Backspace'], euros, '0.05')).toBe('');
});

it('leaves calculations, words and other keys to ordinary typing', () => {
  expect(afterCentsKey('12 + ', '5', euros)).toBeNull();
  expect(afterCentsKey('€ 3', '5', euros)).toBeNull();
  expect(afterCentsKey('12.50', '+', euros)).toBeNull();
  expect(afterCentsKey('12.50', '5', { ...euros, centsFirst: false })).toBeNull();
});

it('goes on at the end with the keys of the keypad, in either way of typing', () => {
  const plain = { ...euros, centsFirst: false };
  expect(afterPadKey('12.5', '9', plain, false)).toBe('12.59');
  expect(afterPadKey('12.50', '9', euros, false)).toBe('125.09');
  expect(afterPadKey('12.50', 'backspace', euros, false)).toBe('1.25');
  expect(afterPadKey('12.50', 'plus', euros, false)).toBe('12.50 + ');
  expect(afterPadKey('12.50 + ', '3', euros, false)).toBe('12.50 + 3');
});

it('begins anew with a figure where all of the text is selected, and calculates on with a sign', () => {
  const plain = { ...euros, centsFirst: false };
  expect(afterPadKey('12.50', '9', plain, true)).toBe('9');
  expect(afterPadKey('12.50', '9', euros, true)).toBe('0.09');
  expect(afterPadKey('12.50', 'decimal', plain, true)).toBe('0.');
  expect(afterPadKey('12.50', 'backspace', plain, true)).toBe('');
  expect(afterPadKey('12.50', 'times', plain, true)).toBe('12.50 × ');
});
