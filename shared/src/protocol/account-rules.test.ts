import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkName, checkPassword, checkUsername, usernameToKey } from './account-rules.ts';

describe('a username', () => {
  it.each(['ann', 'Anna.K', '0-9_x', 'constructor', 'a'.repeat(32)])(
    'may be %s, and is shown as typed',
    (name) => {
      expect(checkUsername(name)).toEqual({ ok: true, text: name });
    },
  );

  it.each([
    ['ab', 'too-short'],
    ['a'.repeat(33), 'too-long'],
    ['a'.repeat(1e6), 'too-long'],
    ['.anna', 'not-allowed'],
    ['__proto__', 'not-allowed'],
    ['an na', 'not-allowed'],
    ['anna\n', 'not-allowed'],
    ['änna', 'not-allowed'],
    ['\u212Aate', 'not-allowed'],
    ['../etc', 'not-allowed'],
  ])('cannot be %j: %s', (name, reason) => {
    expect(checkUsername(name)).toEqual({ ok: false, reason });
  });

  it('is the same person in any case and width', () => {
    expect(usernameToKey('ANNA.k')).toBe('anna.k');
    expect(usernameToKey('\uFF21nna.k')).toBe('anna.k');
  });
});

describe('a name that people see', () => {
  it.each([
    ['  Anna  ', 'Anna'],
    ['e\u0301', '\u00E9'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['عائلة 2', 'عائلة 2'],
    ['😀'.repeat(80), '😀'.repeat(80)],
  ])('may be %j', (typed, text) => {
    expect(checkName(typed)).toEqual({ ok: true, text });
  });

  it.each([
    ['', 'too-short'],
    [' \t ', 'too-short'],
    ['a'.repeat(81), 'too-long'],
    ['😀'.repeat(81), 'too-long'],
    ['a'.repeat(1e6), 'too-long'],
    ['a\u0000b', 'not-allowed'],
    ['a\nb', 'not-allowed'],
    ['a\u202Eb', 'not-allowed'],
    ['a\u2066b', 'not-allowed'],
    ['a\u2028b', 'not-allowed'],
    ['\uD800', 'not-allowed'],
    ['\u200B\u200D', 'not-allowed'],
    ['\u3164', 'not-allowed'],
  ])('cannot be %j: %s', (typed, reason) => {
    expect(checkName(typed)).toEqual({ ok: false, reason });
  });

  it('is at most 80 characters and free of controls, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (typed) => {
        const name = checkName(typed);
        if (!name.ok) return;
        expect(Array.from(name.text).length).toBeLessThanOrEqual(80);
        expect(name.text).toBe(name.text.trim());
        expect(name.text).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
        expect(checkName(name.text)).toEqual(name);
      }),
    );
  });
});

describe('a password', () => {
  it.each([
    'correct horse battery',
    'x7#Kq!2mVb9$',
    'a'.repeat(12),
    'tallybook-pass',
    'abcdefghijkl',
    'anna.kowalska',
    '            ',
    'ANNA KOWALSKA длинный пароль',
    '😀🐴🔋📎🌲🍋🎈🚲🧦🪁🎻🧀',
    '😀'.repeat(128),
    'e\u0301'.repeat(128),
  ])('may be %j', (password) => {
    expect(checkPassword(password)).toBeUndefined();
  });

  it.each([
    ['', 'too-short'],
    ['a'.repeat(11), 'too-short'],
    ['😀'.repeat(11), 'too-short'],
    ['e\u0301'.repeat(11), 'too-short'],
    ['a'.repeat(129), 'too-long'],
    ['😀'.repeat(129), 'too-long'],
    ['a'.repeat(1e6), 'too-long'],
    ['\uD800abcdefghijkl', 'not-allowed'],
  ])('cannot be %j: %s', (password, reason) => {
    expect(checkPassword(password)).toBe(reason);
  });

  it('is judged by its length alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (password) => {
        const { length } = Array.from(password.normalize('NFC'));
        const expected = length < 12 ? 'too-short' : length > 128 ? 'too-long' : undefined;
        expect(checkPassword(password)).toBe(expected);
      }),
    );
  });
});
