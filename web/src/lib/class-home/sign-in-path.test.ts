import { expect, it } from 'vitest';
import { signInPath } from './sign-in-path.ts';

it('leads back to the screen of the class that one is at, with what it was opened with', () => {
  const url = new URL('https://tallybook.example/classes/c_1/pay?from=m_bea&to=m_anna');
  const next = new URL(signInPath(url), url).searchParams.get('next');
  expect(next).toBe('/classes/c_1/pay?from=m_bea&to=m_anna');
});
