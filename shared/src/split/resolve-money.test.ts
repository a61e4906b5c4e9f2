import { describe, expect, it } from 'vitest';
import { apportion } from '../money/apportion.ts';
import type { MoneyGroup } from '../revisions/money-group.ts';
import type { MoneyInput, MoneyInputRefusal } from './money-input.ts';
import { openMoney } from './open-money.ts';
import { resolveMoney } from './resolve-money.ts';
import { ali, bea, cy, dinner, resolved, seed } from './test-dinner.ts';

function refusalOf(change: Partial<MoneyInput>): MoneyInputRefusal | null {
  const money = resolveMoney(dinner(change), seed);
  return money.ok ? null : money.refusal;
}

describe('money as entered', () => {
  it('[S11] peers 1: balances of 100 by 3 sum to zero', () => {
    const [leg] = resolved(dinner()).legs;
    const sum = (parts: MoneyGroup['legs'][number]['pay'] = []) =>
      parts.reduce((total, [, minor]) => total + minor, 0);
    expect(sum(leg?.pay) - sum(leg?.owe)).toBe(0);
    expect(leg?.owe.map(([, minor]) => minor).toSorted()).toEqual([33, 33, 34]);
  });

  it('[S11] turns an income round: receivers owe it to those whom it is for', () => {
    const input = dinner({ kind: 'income', split: { mode: 'equally', memberIds: [bea] } });
    expect(resolved(input).legs).toEqual([{ cur: 'EUR', amt: 100, pay: [[bea, 100]], owe: [[ali, 100]] }]);
  });

  it('[S11] names what is wrong, and by how much', () => {
    expect(refusalOf({ amountMinor: 0 })).toEqual({ reason: 'amount-zero' });
    expect(refusalOf({ amountMinor: -1 })).toEqual({ reason: 'amount-negative' });
    expect(refusalOf({ amountMinor: 1.5 })).toEqual({ reason: 'amount-not-an-integer' });
    expect(refusalOf({ amountMinor: NaN })).toEqual({ reason: 'amount-not-an-integer' });
    expect(refusalOf({ amountMinor: 1e12 + 1 })).toEqual({ reason: 'amount-too-large', maxMinor: 1e12 });
    expect(refusalOf({ currency: 'eur' })).toEqual({ reason: 'currency' });
    expect(refusalOf({ payers: [] })).toEqual({ reason: 'no-payer' });
    expect(
      refusalOf({
        payers: [
          [ali, 60],
          [ali, 40],
        ],
      }),
    ).toEqual({ reason: 'duplicate-payer', memberId: ali });
    expect(
      refusalOf({
        payers: [
          [ali, 160],
          [bea, -60],
        ],
      }),
    ).toEqual({ reason: 'payer', index: 1, memberId: bea });
    expect(
      refusalOf({
        payers: [
          [ali, 60],
          [bea, 39],
        ],
      }),
    ).toEqual({ reason: 'payers-off', leftMinor: 1 });
    expect(refusalOf({ payers: [['Ali', 100]] })).toEqual({ reason: 'member-id', memberId: 'Ali' });
    expect(refusalOf({ split: { mode: 'equally', memberIds: ['__proto__'] } })).toMatchObject({
      reason: 'member-id',
    });
    expect(refusalOf({ split: { mode: 'equally', memberIds: [] } })).toEqual({ reason: 'nobody' });
    const many = Array.from({ length: 201 }, (_, i) => `m_${String(100_000 + i)}`);
    expect(refusalOf({ split: { mode: 'equally', memberIds: many } })).toEqual({
      reason: 'too-many-members',
      limit: 200,
    });
    const items = Array.from({ length: 100 }, () => ({
      title: 'x'.repeat(300),
      amountMinor: 1,
      memberIds: [ali],
    }));
    expect(refusalOf({ split: { mode: 'items', memberIds: [ali], items, extras: [] } })).toMatchObject({
      reason: 'too-heavy',
      limitBytes: 24_576,
    });
  });

  it('[S12] counts in another currency: the total converts once and its parts follow', () => {
    const countIn = { currency: 'EUR', num: 1, den: 2 };
    const weights = resolved(dinner({ amountMinor: 101, currency: 'USD', countIn }));
    expect(weights.orig).toEqual({ cur: 'USD', amt: 101, num: 1, den: 2 });
    expect(weights.legs[0]).toMatchObject({ cur: 'EUR', amt: 51, pay: [[ali, 51]] });
    const amounts = resolved(
      dinner({
        currency: 'USD',
        countIn,
        payers: [
          [ali, 75],
          [bea, 25],
        ],
        split: {
          mode: 'exact',
          parts: [
            [ali, 1],
            [bea, 99],
            [cy, 0],
          ],
        },
      }),
    );
    expect(amounts.how).toEqual({ mode: 'exact', parts: [1, 99, 0], pay: [75, 25] });
    expect(amounts.legs[0]?.pay.reduce((sum, [, minor]) => sum + minor, 0)).toBe(50);
    expect(amounts.legs[0]?.owe.reduce((sum, [, minor]) => sum + minor, 0)).toBe(50);
    expect(amounts.legs[0]?.owe[2]).toEqual([cy, 0]);
  });

  it('[S12] apportions by the entered parts with seeds of their own for members and payers', () => {
    const ids = [ali, bea, cy];
    const ones = ids.map((id) => [id, 1] as const);
    for (const id of ['e_aaaaaa', 'e_bbbbbb', 'e_cccccc', 'e_dddddd']) {
      const input = dinner({
        amountMinor: 3,
        currency: 'USD',
        payers: ones,
        split: { mode: 'exact', parts: ones },
        countIn: { currency: 'EUR', num: 1, den: 3 },
      });
      const [leg] = resolved(input, id).legs;
      expect(leg?.owe.map(([, minor]) => minor)).toEqual(apportion(1, [1, 1, 1], ids, `${id}/c`));
      expect(leg?.pay.map(([, minor]) => minor)).toEqual(apportion(1, [1, 1, 1], ids, `${id}/p`));
    }
  });

  it('[S12] refuses rates that are none, and totals that become nothing or too much', () => {
    const by = (num: number, den: number, currency = 'USD') => refusalOf({ countIn: { currency, num, den } });
    expect(by(0, 1)).toEqual({ reason: 'rate' });
    expect(by(1, -1)).toEqual({ reason: 'rate' });
    expect(by(0.5, 1)).toEqual({ reason: 'rate' });
    expect(by(1, 1, 'EUR')).toEqual({ reason: 'same-currency' });
    expect(by(1, 1, 'dollar')).toEqual({ reason: 'currency' });
    expect(by(1, 1000)).toEqual({ reason: 'converted-zero' });
    expect(by(1e10, 1)).toBeNull();
    expect(by(1e10 + 1, 1)).toEqual({ reason: 'converted-too-large', maxMinor: 1e12 });
    expect(by(2 ** 53 - 1, 1, 'CLF')).toEqual({ reason: 'converted-too-large', maxMinor: 1e12 });
  });

  it('[S12] peers 12, 13: 19.99 USD is kept beside 17.39 EUR, and a new rate converts it anew', () => {
    const input = dinner({
      amountMinor: 1999,
      currency: 'USD',
      countIn: { currency: 'EUR', num: 1739, den: 1999 },
    });
    const money = resolved(input);
    expect(money).toMatchObject({ legs: [{ cur: 'EUR', amt: 1739 }], orig: { cur: 'USD', amt: 1999 } });
    const opened = openMoney('expense', money, seed);
    expect(opened).toEqual(input);
    const edited = resolved({ ...dinner(opened ?? {}), countIn: { currency: 'EUR', num: 9, den: 10 } });
    expect(edited).toMatchObject({ legs: [{ amt: 1799 }], orig: { amt: 1999, num: 9, den: 10 } });
  });

  it('[S12] takes few bytes: people equally take none but the mode', () => {
    expect(resolved(dinner()).how).toEqual({ mode: 'equally' });
    const shares = {
      mode: 'shares',
      shares: [
        [ali, '2'],
        [bea, '0.5'],
      ],
    } as const;
    expect(resolved(dinner({ split: shares })).how).toEqual({ mode: 'shares', w: ['2', '0.5'] });
    const exact = {
      mode: 'exact',
      parts: [
        [ali, 99],
        [bea, 1],
      ],
    } as const;
    expect(resolved(dinner({ split: exact })).how).toEqual({ mode: 'exact' });
  });
});
