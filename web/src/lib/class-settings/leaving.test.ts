import type { ClassMemberBody } from '@tallybook/shared/protocol/api-types';
import { describe, expect, it } from 'vitest';
import { foreseeLeaving, isNameTyped } from './leaving.ts';

const member = (memberId: string, day: string, more: Partial<ClassMemberBody> = {}): ClassMemberBody => ({
  accountId: `account-${memberId}`,
  memberId,
  displayName: memberId,
  role: 'member',
  joinedAt: `2026-11-${day}T10:00:00.000Z`,
  ...more,
});
const mine = (currency: string, balanceMinor: bigint) => ({
  currency,
  balances: [
    { memberId: 'anna', paidMinor: 0n, shareMinor: 0n, settledMinor: 0n, balanceMinor },
    { memberId: 'ben', paidMinor: 0n, shareMinor: 0n, settledMinor: 0n, balanceMinor: -balanceMinor },
  ],
});
const owner = { memberId: 'anna', listedId: 'anna', role: 'owner' as const };
const anna = member('anna', '01', { role: 'owner' });

describe('leaving a class', () => {
  it('tells what stays open, per currency, and leaves out what is settled', () => {
    const { open } = foreseeLeaving([mine('EUR', 1230n), mine('USD', 0n), mine('JPY', -400n)], [anna], owner);
    expect(open).toEqual([
      { currency: 'EUR', minor: 1230n },
      { currency: 'JPY', minor: -400n },
    ]);
  });

  it('hands an owner’s class to whoever has been in for longest, and passes over those who are out', () => {
    const listed = [
      anna,
      member('ben', '02', { leftAt: '2026-11-20T10:00:00.000Z' }),
      member('cleo', '05'),
      member('dina', '04'),
      member('emil', '03', { accountId: null }),
    ];
    expect(foreseeLeaving([], listed, owner).then).toEqual({ kind: 'hands-over', memberId: 'dina' });
  });

  it('changes nothing for the others when a member leaves', () => {
    const listed = [anna, member('ben', '02')];
    const me = { memberId: 'ben', listedId: 'ben', role: 'member' as const };
    expect(foreseeLeaving([], listed, me).then).toEqual({ kind: 'goes-on' });
  });

  it('ends a class in which nobody else with an account is', () => {
    const listed = [anna, member('ben', '02', { leftAt: '2026-11-20T10:00:00.000Z' })];
    expect(foreseeLeaving([], listed, owner).then).toEqual({ kind: 'ends' });
  });
});

it('takes a typed name for the class’s own whatever its capitals and spaces, and no other one', () => {
  expect(isNameTyped('  flat  7 ', 'Flat 7')).toBe(true);
  expect(isNameTyped('Cafe\u0301', 'Café')).toBe(true);
  expect(isNameTyped('Flat', 'Flat 7')).toBe(false);
  expect(isNameTyped('', 'Flat 7')).toBe(false);
});
