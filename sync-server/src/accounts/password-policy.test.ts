import { describe, expect, it } from 'vitest';
import { COMMON_LONG_PASSWORDS } from './common-passwords.ts';
import { findPasswordFault } from './password-policy.ts';

const ANNA = { username: 'anna', displayName: 'Anna' };

describe('a new password', () => {
  it.each([
    'password1234',
    'Password2026!',
    'P@ssw0rd2026',
    'passw0rd!!!!',
    'iloveyou1234',
    '2026princess!',
    'qwertyuiop12',
    '123qwerty456',
    'December2026',
    'welcome-12345',
    'letmein!!!!!',
    'manchesterunited',
    'correcthorsebatterystaple',
    'пароль123456',
  ])('cannot be %s', (password) => {
    expect(findPasswordFault(password, ANNA)).toBe('too-common');
  });

  it.each([
    'my december wedding',
    'princess of the tides',
    'passwordless is better',
    'k4Tz!pW9#qLm',
    'three blind mice 42',
    '$$$ rain on monday',
    '0o0o weird 1l1l',
  ])('may be %s', (password) => {
    expect(findPasswordFault(password, ANNA)).toBeUndefined();
  });

  it('is refused whatever entry of the list it is', () => {
    for (const password of COMMON_LONG_PASSWORDS) {
      if (password.length < 12) continue;
      expect([password, findPasswordFault(password.toUpperCase(), ANNA)]).not.toContain(undefined);
    }
  });

  it('is compared in lower case with a list that is in lower case', () => {
    for (const password of COMMON_LONG_PASSWORDS) expect(password).toBe(password.toLowerCase());
    expect(COMMON_LONG_PASSWORDS.size).toBeGreaterThan(300);
  });
});
