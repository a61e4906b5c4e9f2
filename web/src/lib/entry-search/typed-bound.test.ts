import { expect, it } from 'vitest';
import { typedBound } from './typed-bound.ts';

const english = { decimal: '.', group: ',' };
const german = { decimal: ',', group: '.' };

it('reads amounts as they are written here', () => {
  expect(typedBound('12.5', english)).toBe('12.5');
  expect(typedBound(' 1,234.56 ', english)).toBe('1234.56');
  expect(typedBound('1.234,5', german)).toBe('1234.5');
  expect(typedBound('1.234', german)).toBe('1234');
  expect(typedBound('0,05', german)).toBe('0.05');
  expect(typedBound('٣٫٥', english)).toBe('3.5');
});

it('is none of what is no amount', () => {
  for (const text of ['', 'ten', '12+3', '-5', '1.23456', '9'.repeat(20)])
    expect([text, typedBound(text, english)]).toEqual([text, null]);
});
