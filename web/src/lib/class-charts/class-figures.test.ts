import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { ClassEntry, Leg } from '@tallybook/shared/class-doc/records';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosenRange } from './chart-range.ts';
import { classFigures, spentCurrencies, type FiguresContext } from './class-figures.ts';
import { anyEntry, identity } from './test-entries.ts';

const always = chosenRange('all', '2026-03-01');
const context: FiguresContext = {
  range: always,
  recordKind: (id) => id.slice(0, 1),
  identity,
  category: (id) => (id === 'e_merged' ? 'fun' : id),
};

/** What one entry moves, worked out part by part without any of the code under test. */
function countedAlone(entry: ClassEntry, currency: string) {
  const isPayment =
    ['settlement', 'conversion'].includes(entry.kind) ||
    (entry.kind === 'other' && entry.id.startsWith('s_'));
  if (entry.deleted || entry.unreadable || isPayment) return { minor: 0n, paid: [], used: [], count: 0 };
  const sign = entry.kind === 'income' ? -1n : 1n;
  const legs = entry.legs.filter(({ cur }) => cur === currency);
  const parts = (side: 'pay' | 'owe') =>
    legs.flatMap((leg) => leg[side].map(([id, minor]) => [identity(id), BigInt(minor) * sign] as const));
  return {
    minor: legs.reduce((sum, { amt }) => sum + BigInt(amt) * sign, 0n),
    paid: parts(sign < 0n ? 'owe' : 'pay'),
    used: parts(sign < 0n ? 'pay' : 'owe'),
    count: Math.min(1, legs.length),
  };
}

function total(sums: readonly bigint[]): bigint {
  return sums.reduce((sum, minor) => sum + minor, 0n);
}

describe('the figures of a class', () => {
  it('are in each chart the sum of the entries, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 30 }), (entries) => {
        const figuresByCurrency = classFigures(entries, context);
        for (const currency of ['EUR', 'USD', 'JPY']) {
          const alone = entries.map((entry) => ({ entry, ...countedAlone(entry, currency) }));
          const figures = figuresByCurrency.get(currency);
          const wanted = total(alone.map(({ minor }) => minor));
          expect(figures?.entryCount ?? 0).toBe(alone.filter(({ count }) => count > 0).length);
          if (!figures) continue;
          const { byCategory, byMember, byMonth, totalMinor } = figures;
          expect(totalMinor).toBe(wanted);
          expect(total(byCategory.map(({ minor }) => minor))).toBe(wanted);
          expect(total(byMonth.map(({ minor }) => minor))).toBe(wanted);
          expect(total(byMember.map(({ paidMinor }) => paidMinor))).toBe(wanted);
          expect(total(byMember.map(({ usedMinor }) => usedMinor))).toBe(wanted);
          for (const { category, minor } of byCategory)
            expect(minor).toBe(
              total(
                alone
                  .filter(({ entry }) => context.category(entry.category) === category)
                  .map((a) => a.minor),
              ),
            );
          for (const { month, minor } of byMonth)
            expect(minor).toBe(
              total(alone.filter(({ entry }) => entry.day.startsWith(month)).map((a) => a.minor)),
            );
          for (const { memberId, paidMinor, usedMinor } of byMember) {
            const ofMember = (side: 'paid' | 'used') =>
              total(
                alone.flatMap((one) => one[side].flatMap(([id, minor]) => (id === memberId ? [minor] : []))),
              );
            expect(paidMinor).toBe(ofMember('paid'));
            expect(usedMinor).toBe(ofMember('used'));
          }
        }
      }),
    );
  });

  it('[B2] are what the members paid and bear in the balances', () => {
    const person = fc.constantFrom('m_anna000', 'm_bea0000', 'm_cara000');
    const record = fc.record({
      k: fc.constantFrom('x', 'i', 's', 'poll'),
      amount: fc.integer({ min: 1, max: 10 ** 12 }),
      payer: person,
      bearers: fc.uniqueArray(person, { minLength: 1, maxLength: 3 }),
      cur: fc.constantFrom('EUR', 'USD'),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), (records) => {
        const ledger = new ClassLedger();
        ledger.apply(
          records.map(({ k, amount, payer, bearers, cur }, i) => {
            const each = Math.floor(amount / bearers.length);
            const owe = bearers.map((id, at) => [id, at === 0 ? amount - each * (bearers.length - 1) : each]);
            const money = { legs: [{ cur, amt: amount, pay: [[payer, amount]], owe }] };
            const value = JSON.stringify({ k, t: 10, a: 'm_anna000', s: { money, date: '2026-02-01' } });
            return { id: `e_${String(i).padStart(8, '0')}`, value };
          }),
        );
        const figuresByCurrency = classFigures(ledger.entries(), {
          ...context,
          recordKind: (id) => ledger.entity(id)?.kind ?? '',
        });
        for (const [currency, figuresById] of ledger.balances()) {
          const shown = new Map(
            figuresByCurrency
              .get(currency)
              ?.byMember.map(({ memberId, paidMinor, usedMinor }) => [memberId, { paidMinor, usedMinor }]),
          );
          for (const [id, { paidMinor, shareMinor }] of figuresById)
            expect(shown.get(id) ?? { paidMinor: 0n, usedMinor: 0n }).toEqual({
              paidMinor,
              usedMinor: shareMinor,
            });
        }
      }),
    );
  });

  it('take no day before or after the range, and both of its ends', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 20 }), (entries) => {
        const range = { from: '2025-01-01', to: '2026-01-31' };
        const within = entries.filter(({ day }) => day >= range.from && day <= range.to);
        expect(classFigures(entries, { ...context, range })).toEqual(classFigures(within, context));
      }),
    );
  });

  it('do not depend on the order of the entries', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 12 }), (entries) => {
        const backwards = classFigures(entries.toReversed(), context);
        for (const [currency, figures] of classFigures(entries, context))
          expect(backwards.get(currency)).toEqual(figures);
      }),
    );
  });

  it('name the currencies that anything was spent in, the usual one first', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 12 }), (entries) => {
        const currencies = spentCurrencies(entries, context.recordKind, 'JPY');
        expect(new Set(currencies)).toEqual(new Set(classFigures(entries, context).keys()));
        if (currencies.includes('JPY')) expect(currencies[0]).toBe('JPY');
      }),
    );
  });

  it('stay exact beyond 2^53, on both sides of zero', () => {
    const amt = 10 ** 12 - 1;
    const leg: Leg = { cur: 'EUR', amt, pay: [['m_anna000', amt]], owe: [['m_bea0000', amt]] };
    const [first] = fc.sample(anyEntry, { numRuns: 1, seed: 1 });
    if (!first) throw new Error('No entry was drawn');
    const plain = { ...first, deleted: false, unreadable: false, legs: [leg] };
    for (const kind of ['expense', 'income'] as const) {
      const many = Array.from({ length: 9_100 }, () => ({ ...plain, kind }));
      const wanted = 9_100n * (10n ** 12n - 1n) * (kind === 'income' ? -1n : 1n);
      expect(classFigures(many, context).get('EUR')?.totalMinor).toBe(wanted);
    }
  });
});
