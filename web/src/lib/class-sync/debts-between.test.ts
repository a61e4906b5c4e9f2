import { settlerOf } from '@tallybook/shared/balances/units';
import { steadyPlan } from '@tallybook/shared/balances/steady-plan';
import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { suggestedPaymentId } from '@tallybook/shared/class-doc/commands/record-payment';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { debtsBetween } from './debts-between.ts';

const people = ['m_anna000', 'm_bea0000', 'm_cara000', 'm_dan0000', 'm_eve0000', 'm_finn000'];
const person = fc.constantFrom(...people);
const entry = fc.record({
  k: fc.constantFrom('x', 'x', 'i', 's', 'poll'),
  pay: fc.uniqueArray(person, { minLength: 1, maxLength: 2 }),
  owe: fc.uniqueArray(person, { minLength: 1, maxLength: 2 }),
  each: fc.nat(500),
  cur: fc.constantFrom('EUR', 'EUR', 'USD'),
  isDeleted: fc.constantFrom(false, false, false, true),
});
type Entry = typeof entry extends fc.Arbitrary<infer E> ? E : never;
const claim = fc.record({ from: person, to: person });
type Claim = typeof claim extends fc.Arbitrary<infer C> ? C : never;

/** Everybody on one side has the same part, some of them nothing. */
function log(entries: Entry[], claims: Claim[]) {
  const record = (id: string, fields: object) => ({
    id,
    value: JSON.stringify({ t: 10, a: 'm_anna000', s: {}, ...fields }),
  });
  return [
    ...entries.flatMap(({ k, pay, owe, each, cur, isDeleted }, i) => {
      const id = `e_${String(i).padStart(8, '0')}`;
      const amt = (each + 1) * pay.length * owe.length;
      const money = {
        legs: [
          {
            cur,
            amt,
            pay: pay.map((p) => [p, amt / pay.length]),
            owe: owe.map((o) => [o, amt / owe.length]),
          },
        ],
      };
      const deletion = record(`r_del${String(i).padStart(8, '0')}`, { k, e: id, b: [id], s: { del: 1 } });
      return [record(id, { k, s: { money } }), ...(isDeleted ? [deletion] : [])];
    }),
    ...claims.map(({ from, to }, i) =>
      record(`r_cla${String(i).padStart(8, '0')}`, { k: 'm', e: from, s: { same: to, name: 'Somebody' } }),
    ),
  ];
}

/** Each of a few says that all of them settle as one; only who wrote everything else is an author. */
function saying(unit: string[], i: number) {
  return unit.map((id) => ({
    id: `r_uni${id.slice(2)}${String(i)}`,
    value: JSON.stringify({ k: 'm', e: id, t: 20 + i, a: 'm_anna000', s: { unit } }),
  }));
}

describe('the debts kept beside a class', () => {
  it('[P3] [B6] are the payments of the steady plan that are mine, and sum to my balance', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 14 }),
        fc.array(claim, { maxLength: 2 }),
        (entries, claims) => {
          const ledger = new ClassLedger();
          ledger.apply(log(entries, claims));
          for (const currency of ['EUR', 'USD']) {
            const plan = steadyPlan(ledger.balancesOf(currency), ledger.together(currency));
            for (const id of people) {
              const me = ledger.identity(id);
              const debts = debtsBetween(ledger, me, currency);
              const wanted = plan.filter(({ fromId, toId }) => fromId === me || toId === me);
              expect(
                debts.map(({ memberIds: [other], minor, suggestionId }) => ({ other, minor, suggestionId })),
              ).toEqual(
                wanted.map(({ fromId, toId, amountMinor }) => ({
                  other: fromId === me ? toId : fromId,
                  minor: String(toId === me ? amountMinor : -amountMinor),
                  suggestionId: suggestedPaymentId(ledger, { fromId, toId, currency }, amountMinor),
                })),
              );
              const sum = debts.reduce((total, { minor }) => total + BigInt(minor), 0n);
              expect(sum).toBe(ledger.balances().get(currency)?.get(me)?.balanceMinor ?? 0n);
            }
          }
        },
      ),
    );
  });

  it('[D37] of a unit are those of who settles for it, and the rest of it has none', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 14 }),
        fc.array(claim, { maxLength: 2 }),
        fc.array(fc.subarray(people, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 2 }),
        (entries, claims, said) => {
          const ledger = new ClassLedger();
          ledger.apply([...log(entries, claims), ...said.flatMap(saying)]);
          const units = ledger.units();
          for (const currency of ['EUR', 'USD']) {
            const plan = steadyPlan(ledger.balancesToSettle(currency), ledger.companyToSettle(currency));
            for (const id of people) {
              const me = ledger.identity(id);
              const debts = debtsBetween(ledger, me, currency);
              expect(debts).toHaveLength(
                plan.filter(({ fromId, toId }) => fromId === me || toId === me).length,
              );
              if (settlerOf(units, me) !== me) continue;
              const figures = ledger.balances().get(currency);
              const wanted = (units.get(me) ?? [me]).reduce(
                (sum, one) => sum + (figures?.get(one)?.balanceMinor ?? 0n),
                0n,
              );
              expect(debts.reduce((sum, { minor }) => sum + BigInt(minor), 0n)).toBe(wanted);
            }
          }
        },
      ),
    );
  });

  it('name everybody whom a person was, and the name that the document has', () => {
    const ledger = new ClassLedger();
    const [anna = '', bea = ''] = people;
    ledger.apply(
      log(
        [{ k: 'x', pay: [anna], owe: ['m_cara000'], each: 99, cur: 'EUR', isDeleted: false }],
        [{ from: 'm_cara000', to: bea }],
      ),
    );
    expect(debtsBetween(ledger, anna, 'EUR')).toMatchObject([
      { memberIds: [bea, 'm_cara000'], name: 'Somebody', currency: 'EUR', minor: '100' },
    ]);
  });
});
