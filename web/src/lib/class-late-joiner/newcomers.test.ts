import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { expect, test } from 'vitest';
import { newcomers } from './newcomers.ts';

const [ANNA, CARA, DAN] = ['m_anna0001', 'm_cara0001', 'm_dan00001'];
const DAY = 24 * 60 * 60 * 1000;
const NOW = 100 * DAY;

type Records = Record<string, { k: string; e?: string; t: number; a: string; s: unknown }>;

const expense = (t: number, owe: string): Records[string] => ({
  ...{ k: 'x', t, a: ANNA },
  s: { money: { legs: [{ cur: 'EUR', amt: 5, pay: [[ANNA, 5]], owe: [[owe, 5]] }] } },
});
const joins = (e: string, t: number): Records[string] => ({ k: 'm', e, t, a: e, s: { state: 'in' } });

function namesOf(records: Records): readonly string[] {
  const ledger = new ClassLedger();
  ledger.apply(Object.entries(records).map(([id, record]) => ({ id, value: JSON.stringify(record) })));
  return newcomers(ledger, { myMemberId: ANNA, nowMs: NOW });
}

const early: Records = {
  r_anna0000: joins(ANNA, NOW - 9 * DAY),
  e_first000: expense(NOW - 8 * DAY, ANNA),
};

test('names others who joined after something was recorded, the latest first', () => {
  const both = { r_cara0000: joins(CARA, NOW - 2 * DAY), r_dan00000: joins(DAN, NOW - DAY) };
  expect(namesOf({ ...early, ...both })).toEqual([DAN, CARA]);
});

test('says nothing of who was there before the first expense, is part of one, joined long ago, or has no account', () => {
  expect(namesOf({ ...early, r_cara0000: joins(CARA, NOW - 8.5 * DAY) })).toEqual([]);
  const named = { r_cara0000: joins(CARA, NOW - DAY), e_with0000: expense(NOW - 1000, CARA) };
  expect(namesOf({ ...early, ...named })).toEqual([]);
  const longAgo = { e_first000: expense(NOW - 30 * DAY, ANNA), r_cara0000: joins(CARA, NOW - 15 * DAY) };
  expect(namesOf(longAgo)).toEqual([]);
  const added: Records = { r_cara0000: { ...joins(CARA, NOW - DAY), a: ANNA } };
  expect(namesOf({ ...early, ...added })).toEqual([]);
});
