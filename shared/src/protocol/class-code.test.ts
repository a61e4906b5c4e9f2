import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeFromBytes, formatCode, normalizeCode } from './class-code.ts';

const eightBytes = fc.uint8Array({ minLength: 8, maxLength: 8 });

describe('class codes', () => {
  it('[W13] is read in any case, with look-alikes, spaces and hyphens', () => {
    expect(normalizeCode('0123-4567-89AB')).toBe('0123456789AB');
    expect(normalizeCode('  olil 4567\u00a089ab\n')).toBe('011145678 9AB'.replace(' ', ''));
    expect(normalizeCode('c0de–c0de‑c0de')).toBe('C0DEC0DEC0DE');
    fc.assert(
      fc.property(eightBytes, (bytes) => {
        const code = codeFromBytes(bytes);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
        expect(normalizeCode(formatCode(code).toLowerCase())).toBe(code);
      }),
    );
    expect(formatCode('0123456789AB')).toBe('0123-4567-89AB');
  });

  it.each([
    '',
    '0123-4567-89A',
    '0123-4567-89ABC',
    'U123-4567-89AB',
    '0123/4567/89AB',
    'ıııı-ſſſſ-0000',
    '０１２３-4567-89AB',
  ])('refuses %j', (text) => {
    expect(normalizeCode(text)).toBeNull();
  });

  it('uses 60 bits, each of which makes a difference', () => {
    const zero = codeFromBytes(new Uint8Array(8));
    expect(zero).toBe('000000000000');
    expect(codeFromBytes(new Uint8Array(8).fill(255))).toBe('ZZZZZZZZZZZZ');
    const codes = Array.from({ length: 60 }, (_, bit) => {
      const bytes = new Uint8Array(8);
      bytes[bit >> 3] = 128 >> (bit & 7);
      return codeFromBytes(bytes);
    });
    expect(new Set([zero, ...codes]).size).toBe(61);
    expect(() => codeFromBytes(new Uint8Array(7))).toThrow(RangeError);
  });
});
