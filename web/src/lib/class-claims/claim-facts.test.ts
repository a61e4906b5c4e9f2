import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { WriteContext } from '@tallybook/shared/class-doc/commands/command';
import { claimMember, unclaimMember } from '@tallybook/shared/class-doc/commands/members';
import { expect, test } from 'vitest';
import { claimAsMe } from './claim-as-me.ts';
import { askedAbout, claimNews, madeClaims, meaningOf } from './claim-facts.ts';

const [ANNA, BEN, GRANDMA, BOB] = ['m_anna0001', 'm_ben00001', 'm_grandma1', 'm_bob00001'];
const NOON = 1_000_000;

type Records = Record<string, { k: string; e?: string; t: number; a: string; b?: string[]; s: unknown }>;

function share(amt: number, payer: string, ...bearers: string[]): unknown {
  const part = amt / bearers.length;
  return { legs: [{ cur: 'EUR', amt, pay: [[payer, amt]], owe: bearers.map((id) => [id, part]) }] };
}

/** Anna made the class and added Grandma and Bob; Ben came later. */
const family: Records = {
  r_anna0000: { k: 'm', e: ANNA, t: NOON, a: ANNA, s: { state: 'in' } },
  r_grandma0: { k: 'm', e: GRANDMA, t: NOON + 1, a: ANNA, s: { name: 'Grandma', state: 'in' } },
  r_bob00000: { k: 'm', e: BOB, t: NOON + 2, a: ANNA, s: { name: 'Bob', state: 'in' } },
  e_one00000: { k: 'x', t: NOON + 3, a: ANNA, s: { money: share(1000, ANNA, ANNA, GRANDMA), title: 'One' } },
  e_two00000: {
    k: 'x',
    t: NOON + 4,
    a: ANNA,
    s: { money: share(300, BOB, GRANDMA, BEN, BOB), title: 'Two' },
  },
  r_ben00000: { k: 'm', e: BEN, t: NOON + 10, a: BEN, s: { state: 'in' } },
};

function ledgerOf(...records: Records[]): ClassLedger {
  const ledger = new ClassLedger();
  ledger.apply(
    records.flatMap((some) =>
      Object.entries(some).map(([id, record]) => ({ id, value: JSON.stringify(record) })),
    ),
  );
  return ledger;
}

function contextOf(authorId: string): WriteContext {
  let made = 0;
  return {
    authorId,
    nowMs: NOON + 100,
    newId: (prefix) => `${prefix}_${authorId.slice(2)}0${String(++made)}`,
  };
}

function claim(ledger: ClassLedger, memberId: string, asId: string, authorId = asId): void {
  const done = claimMember(ledger, { memberId, asId }, contextOf(authorId));
  if (!done.ok) throw new Error(done.refusal.reason);
  ledger.apply(done.value.rows.map(({ id, json }) => ({ id, value: json })));
}

test('says how much would become mine, and in how many entries I am named as well', () => {
  expect(meaningOf(ledgerOf(family), GRANDMA, BEN)).toEqual({
    entryCount: 2,
    bothCount: 1,
    balances: [{ currency: 'EUR', minor: -600n }],
  });
});

test('counts no deleted entry, and says nothing of who is settled up', () => {
  const gone = {
    r_del00000: { k: 'x', e: 'e_one00000', t: NOON + 5, a: ANNA, b: ['e_one00000'], s: { del: 1 } },
  };
  const { entryCount } = meaningOf(ledgerOf(family, gone), GRANDMA, BEN);
  expect(entryCount).toBe(1);
  expect(meaningOf(ledgerOf(), GRANDMA, BEN)).toEqual({ entryCount: 0, bothCount: 0, balances: [] });
});

test('asks who has just joined about those whom others had added before, until they have said who they are', () => {
  const later = {
    r_cy000000: { k: 'm', e: 'm_cy000001', t: NOON + 50, a: ANNA, s: { name: 'Cy', state: 'in' } },
  };
  const ledger = ledgerOf(family, later);
  const candidates = [BOB, GRANDMA, 'm_cy000001'];
  expect(askedAbout(ledger, candidates, BEN)).toEqual([BOB, GRANDMA]);
  expect(askedAbout(ledger, candidates, ANNA)).toEqual([]);
  expect(askedAbout(ledger, candidates, 'm_stranger')).toEqual([]);
  claim(ledger, GRANDMA, BEN);
  expect(askedAbout(ledger, [BOB], BEN)).toEqual([]);
});

test('a claim of somebody else is news until it is taken back, and mine is not', () => {
  const ledger = ledgerOf(family);
  claim(ledger, GRANDMA, BEN);
  const forAnna = { myMemberId: ANNA, nowMs: NOON + 200 };
  const said = { memberId: GRANDMA, name: 'Grandma', asId: BEN, byId: BEN, isMineLost: false };
  expect(claimNews(ledger, forAnna)).toMatchObject([said]);
  expect(claimNews(ledger, { ...forAnna, myMemberId: BEN })).toEqual([]);
  expect(claimNews(ledger, { ...forAnna, nowMs: NOON + 200 + 61 * 86_400_000 })).toEqual([]);

  const undone = unclaimMember(ledger, { memberId: GRANDMA }, { ...contextOf(ANNA), nowMs: NOON + 300 });
  if (!undone.ok) throw new Error(undone.refusal.reason);
  ledger.apply(undone.value.rows.map(({ id, json }) => ({ id, value: json })));
  expect(claimNews(ledger, forAnna)).toEqual([]);
  expect(ledger.identity(GRANDMA)).toBe(GRANDMA);
});

test('what was said before I came is no news', () => {
  const ledger = ledgerOf(family);
  claim(ledger, GRANDMA, BEN);
  const cy = { r_cy000000: { k: 'm', e: 'm_cy000001', t: NOON + 500, a: 'm_cy000001', s: { state: 'in' } } };
  ledger.apply(Object.entries(cy).map(([id, record]) => ({ id, value: JSON.stringify(record) })));
  expect(claimNews(ledger, { myMemberId: 'm_cy000001', nowMs: NOON + 600 })).toEqual([]);
});

test('of two who say at once that they are the same person one counts, and the other is told so', () => {
  const both: Records = {
    r_claimanna: { k: 'm', e: GRANDMA, t: NOON + 20, a: ANNA, b: ['r_grandma0'], s: { same: ANNA } },
    r_claimben0: { k: 'm', e: GRANDMA, t: NOON + 21, a: BEN, b: ['r_grandma0'], s: { same: BEN } },
  };
  const ledger = ledgerOf(family, both);
  expect(madeClaims(ledger, ANNA)).toMatchObject([{ asId: BEN, isMineLost: true }]);
  expect(madeClaims(ledger, BEN)).toMatchObject([{ asId: BEN, isMineLost: false }]);
});

test('an old question takes nobody away from whom they have become meanwhile', () => {
  const ledger = ledgerOf(family);
  claim(ledger, GRANDMA, ANNA);
  expect(claimAsMe(ledger, GRANDMA, contextOf(BEN))).toEqual({
    ok: false,
    refusal: { reason: 'not-yours', memberId: GRANDMA },
  });
  expect(claimAsMe(ledger, GRANDMA, contextOf(ANNA))).toMatchObject({ ok: true, value: { rows: [] } });
});

test('one person may be two of the list, and a circle of claims loses nobody', () => {
  const ledger = ledgerOf(family);
  claim(ledger, GRANDMA, BOB, ANNA);
  claim(ledger, BOB, GRANDMA, ANNA);
  const circle: Records = {
    r_circle001: { k: 'm', e: BOB, t: NOON + 30, a: ANNA, b: ['r_bob00000'], s: { same: GRANDMA } },
  };
  ledger.apply(Object.entries(circle).map(([id, record]) => ({ id, value: JSON.stringify(record) })));
  const written = claimAsMe(ledger, GRANDMA, { ...contextOf(BEN), nowMs: NOON + 400 });
  if (!written.ok) throw new Error(written.refusal.reason);
  ledger.apply(written.value.rows.map(({ id, json }) => ({ id, value: json })));
  expect([ledger.identity(GRANDMA), ledger.identity(BOB)]).toEqual([BEN, BEN]);
  const sum = ledger.balancesOf('EUR').reduce((total, [, minor]) => total + minor, 0n);
  expect(sum).toBe(0n);
});
