import { describe, expect, it } from 'vitest';
import { readNumberStyle } from './number-style.ts';

describe('readNumberStyle', () => {
  it.each([
    ['en-US', '.', ','],
    ['de-DE', ',', '.'],
    ['fr-FR', ',', '\u202f'],
    ['es-ES', ',', '.'],
    ['pl-PL', ',', '\u00a0'],
    ['hi-IN', '.', ','],
    ['ar-EG', '٫', '٬'],
  ])('knows what %s writes', (locale, decimal, group) => {
    expect(readNumberStyle(locale)).toEqual({ decimal, group });
  });
});
