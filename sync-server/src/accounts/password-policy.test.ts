import { describe, expect, it } from 'vitest';
import { COMMON_PASSWORDS } from './common-passwords.ts';
import { findPasswordFault } from './password-policy.ts';

describe('a new password', () => {
  it.each(['1qaz2wsx3edc', 'LeaveMeAlone', 'sonyericsson', '\uFF11qaz2wsx3edc'])(
    'cannot be %s',
    (password) => {
      expect(findPasswordFault(password)).toBe('too-common');
    },
  );

  it('is refused whatever entry of the list it is, in any case', () => {
    for (const password of COMMON_PASSWORDS) {
      expect([password, findPasswordFault(password.toUpperCase())]).toEqual([password, 'too-common']);
    }
  });

  it.each([
    'aaaaaaaaaaaa',
    'tallybook-pass',
    'abcdefghijkl',
    'password1234',
    'annakowalska2026',
    'correct horse battery',
    '1qaz2wsx3edc!',
  ])('may be %s', (password) => {
    expect(findPasswordFault(password)).toBeUndefined();
  });

  it('is judged by its length first', () => {
    expect(findPasswordFault('1qaz2wsx3ed')).toBe('too-short');
    expect(findPasswordFault('a'.repeat(129))).toBe('too-long');
  });
});

it('the list holds what can be typed as a password, in the form in which it is compared', () => {
  for (const password of COMMON_PASSWORDS) {
    expect(password).toBe(password.normalize('NFKC').toLowerCase());
    expect(Array.from(password).length).toBeGreaterThanOrEqual(12);
  }
  expect(COMMON_PASSWORDS.size).toBe(25);
});
