import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Balance } from './payment.ts';
import { settleUp } from './settle-up.ts';
import { agreedUnits, balancesOfUnits, companyOfUnits, NO_UNITS, settlerOf } from './units.ts';

const ids = Array.from({ length: 9 }, (_, i) => `m_person0${String(i)}`);

/** Every other one has an account. */
const isEven = (id: string) => Number(id.at(-1)) % 2 === 0;

/** One group that shares everything, what each of them says, and balances that sum to zero. */
const groups = fc.record({
  said: fc.array(fc.subarray(ids, { minLength: 0, maxLength: 4 }), { minLength: 9, maxLength: 9 }),
  agreeing: fc.array(fc.subarray(ids, { minLength: 2, maxLength: 4 }), { maxLength: 3 }),
  minors: fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 8, maxLength: 8 }),
});

function balancesFrom(minors: readonly number[]): Balance[] {
  const last = -minors.reduce((sum, minor) => sum + minor, 0);
  return ids.map((id, i): Balance => [id, BigInt(minors[i] ?? last)]).filter(([, minor]) => minor !== 0n);
}

describe('units', () => {
  it('[D37] are disjoint, contain whom they are of, and everybody in one says it', () => {
    fc.assert(
      fc.property(groups, ({ said, agreeing }) => {
        const saidById = new Map(ids.map((id, i) => [id, said[i] ?? []] as const));
        for (const unit of agreeing) for (const id of unit) saidById.set(id, unit);
        const units = agreedUnits(saidById, isEven);
        for (const [id, unit] of units) {
          expect(unit).toContain(id);
          for (const other of unit) {
            expect(units.get(other)).toEqual(unit);
            expect(saidById.get(other)).toEqual(unit.toSorted());
          }
          const [settler = ''] = unit;
          const withAccount = unit.filter(isEven).sort();
          expect(settler).toBe(withAccount[0] ?? unit.toSorted()[0]);
        }
        const last = agreeing.at(-1);
        if (last) expect(units.get(last[0] ?? '')?.toSorted()).toEqual(last);
      }),
    );
  });

  it('[D37] sum to zero, and any plan that settles them leaves nothing open between them', () => {
    fc.assert(
      fc.property(groups, ({ agreeing, minors }) => {
        const units = agreedUnits(
          agreeing.flatMap((unit) => unit.map((id) => [id, unit] as const)),
          isEven,
        );
        const balances = balancesOfUnits(balancesFrom(minors), units);
        expect(balances.reduce((sum, [, minor]) => sum + minor, 0n)).toBe(0n);
        const { steady, fewest } = settleUp(balances, companyOfUnits([ids], units));
        for (const plan of [steady, fewest?.payments ?? steady]) {
          const rest = new Map(balances);
          for (const { fromId, toId, amountMinor } of plan) {
            expect([settlerOf(units, fromId), settlerOf(units, toId)]).toEqual([fromId, toId]);
            rest.set(fromId, (rest.get(fromId) ?? 0n) + amountMinor);
            rest.set(toId, (rest.get(toId) ?? 0n) - amountMinor);
          }
          expect(Array.from(rest.values()).filter((minor) => minor !== 0n)).toEqual([]);
        }
      }),
    );
  });

  it('[D37] without any, plans are those of the persons', () => {
    fc.assert(
      fc.property(groups, ({ minors }) => {
        const balances = balancesFrom(minors);
        expect(balancesOfUnits(balances, NO_UNITS)).toEqual(balances);
        expect(Array.from(companyOfUnits([ids], NO_UNITS))).toEqual([ids]);
      }),
    );
  });

  it('[D37] paying a part of a unit’s payment, by whichever of them, leaves the other payments as they are', () => {
    fc.assert(
      fc.property(groups, fc.nat(8), fc.nat(8), ({ agreeing, minors }, byWhom, toWhom) => {
        const units = agreedUnits(
          agreeing.flatMap((unit) => unit.map((id) => [id, unit] as const)),
          isEven,
        );
        const planOf = (balances: Iterable<Balance>) =>
          settleUp(balancesOfUnits(balances, units), companyOfUnits([ids], units)).steady;
        const balances = balancesFrom(minors);
        const [first, ...others] = planOf(balances);
        if (!first) return;
        const oneOf = (id: string, i: number): string => {
          const unit = units.get(id) ?? [id];
          return unit[i % unit.length] ?? id;
        };
        const rest = new Map(balances);
        const [from, to] = [oneOf(first.fromId, byWhom), oneOf(first.toId, toWhom)];
        rest.set(from, (rest.get(from) ?? 0n) + first.amountMinor);
        rest.set(to, (rest.get(to) ?? 0n) - first.amountMinor);
        expect(planOf(rest)).toEqual(others);
      }),
    );
  });
});
