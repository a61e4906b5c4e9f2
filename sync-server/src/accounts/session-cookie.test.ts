import { describe, expect, it } from 'vitest';
import { createSessionCookie } from './session-cookie.ts';

const accountId = '0d9fe2f8-8f4e-4b7e-b9f7-0c1a90b3a111';
const token = 'A'.repeat(43);

describe('the session cookie', () => {
  it('comes back as it was written', () => {
    for (const isHttps of [true, false]) {
      const cookie = createSessionCookie(isHttps, 1000);
      const pair = cookie.write({ accountId, token }).split(';')[0];
      expect(cookie.read(`theme=dark; ${pair ?? ''}; x=y`)).toEqual([{ accountId, token }]);
    }
  });

  it('has every attribute that the prefix asks for, and no Domain', () => {
    const cookie = createSessionCookie(true, 60_000);
    const written = `__Host-session=${accountId}.${token}; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure`;
    expect(cookie.write({ accountId, token })).toBe(written);
    expect(cookie.clear()).toBe('__Host-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure');
  });

  it.each([
    undefined,
    '',
    'session',
    'session=',
    `xsession=${accountId}.${token}`,
    `__Host-session=${accountId}.${token}`,
    `session=${accountId}.${token}A`,
    `session=${accountId}.${token.slice(1)}`,
    `session=${accountId.toUpperCase()}.${token}`,
    `session="${accountId}.${token}"`,
    `session=../../../etc/passwd.${token}`,
    `session=__proto__.${token}`,
  ])('makes nothing of %s', (header) => {
    expect(createSessionCookie(false, 1000).read(header)).toEqual([]);
  });

  it('looks at twenty of its name at most', () => {
    const header = Array.from({ length: 100 }, () => `session=${accountId}.${token}`).join('; ');
    expect(createSessionCookie(false, 1000).read(header)).toHaveLength(20);
  });
});
