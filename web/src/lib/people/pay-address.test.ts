import { describe, expect, it } from 'vitest';
import { payAddress } from './pay-address.ts';
import type { DebtInClass } from './people-figures.ts';

const debt: DebtInClass = {
  classId: 'c1',
  className: 'Lisbon',
  isArchived: false,
  myId: 'm_me',
  theirId: 'm_bea',
  currency: 'EUR',
  minor: 1205n,
  suggestionId: 's_1',
  hasLeft: false,
  ended: null,
};

describe('the address at which a debt is paid', () => {
  it('goes from who owes to who is owed, with what the class suggests', () => {
    const common = 'currency=EUR&amount=12.05&suggestion=s_1';
    expect(payAddress(debt)).toBe(`/classes/c1/pay?from=m_bea&to=m_me&${common}`);
    expect(payAddress({ ...debt, minor: -1205n })).toBe(`/classes/c1/pay?from=m_me&to=m_bea&${common}`);
  });

  it('writes the amount in the digits of its currency', () => {
    expect(payAddress({ ...debt, currency: 'JPY' })).toContain('amount=1205&');
    expect(payAddress({ ...debt, currency: 'KWD' })).toContain('amount=1.205&');
  });
});
