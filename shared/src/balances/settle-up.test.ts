import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewestPlan } from './fewest-plan.ts';
import { largestFirst } from './largest-first.ts';
import type { Balance, Payment } from './payment.ts';
import { settleUp } from './settle-up.ts';
import { steadyPlan } from './steady-plan.ts';

const runs = { numRuns: 1_000 };
/** Milliseconds; the exact ways need a few seconds where a machine does much else. */
const patience = 60_000;

interface Ledger {
  balances: Balance[];
  together: string[][];
}

/** Balances that sum to zero: the last id takes what the values leave. */
function closed(ids: readonly string[], values: readonly number[]): Balance[] {
  const minors = [...values, -values.reduce((sum, value) => sum + value, 0)];
  return ids.map((id, i): Balance => [id, BigInt(minors[i] ?? 0)]);
}

/** One to three sub-groups, of small integers (many coincidences) or random cents. Ids are shuffled over them. */
function ledgers(maxPeople: number): fc.Arbitrary<Ledger> {
  const ids = Array.from({ length: maxPeople }, (_, i) => `m_${String(i).padStart(2, '0')}`);
  const value = fc.constantFrom(3, 12, 250_000).chain((most) => fc.integer({ min: -most, max: most }));
  return fc
    .tuple(
      fc.shuffledSubarray(ids, { minLength: 1 }),
      fc.uniqueArray(fc.nat({ max: maxPeople }), { maxLength: 2 }),
      fc.oneof(
        fc.array(value, { minLength: maxPeople, maxLength: maxPeople }),
        fc.array(fc.integer({ min: -5, max: 5 }), { minLength: maxPeople, maxLength: maxPeople }),
      ),
    )
    .map(([chosen, cuts, values]) => {
      const bounds = [0, ...cuts.toSorted((a, b) => a - b), chosen.length];
      const together = bounds
        .map((from, i) => chosen.slice(from, bounds[i + 1] ?? from))
        .filter(({ length }) => length > 0);
      return { together, balances: together.flatMap((set) => closed(set, values.slice(0, set.length - 1))) };
    });
}

function afterPaying(balances: readonly Balance[], payments: readonly Payment[]): Balance[] {
  const restById = new Map(balances);
  for (const { fromId, toId, amountMinor } of payments) {
    restById.set(fromId, (restById.get(fromId) ?? 0n) + amountMinor);
    restById.set(toId, (restById.get(toId) ?? 0n) - amountMinor);
  }
  return [...restById];
}

/** The length of a plan that settles everybody, after checking that it does, and all else that holds for any plan. */
function checkedLength({ balances, together }: Ledger, payments: readonly Payment[]): number {
  expect(afterPaying(balances, payments).filter(([, minor]) => minor !== 0n)).toEqual([]);
  const componentOf = new Map(together.flatMap((set, i) => set.map((id) => [id, i] as const)));
  const owing = balances.filter(([, minor]) => minor !== 0n);
  const components = new Set(owing.map(([id]) => componentOf.get(id)));
  for (const { fromId, toId, amountMinor } of payments) {
    expect(amountMinor).toBeGreaterThan(0n);
    expect(fromId).not.toBe(toId);
    expect(componentOf.get(fromId)).toBe(componentOf.get(toId));
  }
  const pairs = payments.map(({ fromId, toId }) => `${fromId} ${toId}`);
  expect(pairs).toEqual([...new Set(pairs)].sort());
  expect(payments.length).toBeLessThanOrEqual(owing.length - components.size);
  return payments.length;
}

/** The fewest payments by trying them: the first person settles with each opposite in turn, who takes on the rest. */
function fewestByTrying(minors: readonly bigint[]): number {
  const [first, ...others] = minors.filter((minor) => minor !== 0n);
  if (first === undefined) return 0;
  const tried = new Set<bigint>();
  let fewest = Infinity;
  for (const [i, other] of others.entries()) {
    if (other > 0n === first > 0n || tried.has(other)) continue;
    tried.add(other);
    fewest = Math.min(fewest, 1 + fewestByTrying(others.with(i, other + first)));
    if (other === -first) break;
  }
  return fewest;
}

function inEachSet({ balances, together }: Ledger, count: (balances: Balance[]) => number): number {
  const sets = together.map((set) => balances.filter(([id]) => set.includes(id)));
  return sets.reduce((sum, set) => sum + count(set), 0);
}

describe('the steady plan', () => {
  it('[P2] settles everybody, in each component with fewer payments than people', () => {
    fc.assert(
      fc.property(ledgers(14), (ledger) => {
        checkedLength(ledger, steadyPlan(ledger.balances, ledger.together));
      }),
      runs,
    );
  });

  it('[P4] keeps all other payments when one is made, wholly or partly', () => {
    fc.assert(
      fc.property(ledgers(12), fc.nat(), fc.nat({ max: 1_000 }), ({ balances, together }, which, part) => {
        const plan = steadyPlan(balances, together);
        const made = plan[which % Math.max(plan.length, 1)];
        if (!made) return;
        const amountMinor = (made.amountMinor * BigInt(part) + 999n) / 1_000n;
        const sets = [...together, [made.fromId, made.toId]];
        const next = steadyPlan(afterPaying(balances, [{ ...made, amountMinor }]), sets);
        const rest = made.amountMinor - amountMinor;
        const expected = plan.flatMap((payment) => {
          if (payment !== made) return [payment];
          return rest > 0n ? [{ ...made, amountMinor: rest }] : [];
        });
        expect(next).toEqual(expected);
      }),
      runs,
    );
  });
});

describe('the fewest plan', () => {
  it(
    '[P5] is what trying all payments gives, and never more than greedy or steady',
    () => {
      fc.assert(
        fc.property(ledgers(9), (ledger) => {
          const { payments, isProvenFewest } = fewestPlan(ledger.balances, ledger.together);
          const length = checkedLength(ledger, payments);
          expect(isProvenFewest).toBe(true);
          expect(length).toBe(inEachSet(ledger, (set) => fewestByTrying(set.map(([, minor]) => minor))));
          expect(length).toBeLessThanOrEqual(inEachSet(ledger, (set) => largestFirst(set).length));
          expect(length).toBeLessThanOrEqual(steadyPlan(ledger.balances, ledger.together).length);
        }),
        { numRuns: 3_000 },
      );
    },
    patience,
  );

  it('[P5] keeps the steady payments of a component that it saves nothing', () => {
    fc.assert(
      fc.property(ledgers(12), ({ balances, together }) => {
        const { payments } = fewestPlan(balances, together);
        const steady = steadyPlan(balances, together);
        for (const set of together) {
          const fewestHere = payments.filter(({ fromId }) => set.includes(fromId));
          const steadyHere = steady.filter(({ fromId }) => set.includes(fromId));
          if (fewestHere.length === steadyHere.length) expect(fewestHere).toEqual(steadyHere);
        }
      }),
      runs,
    );
  });

  it(
    '[P6] beyond every limit is the shortest that was found, and says so',
    () => {
      const ids = Array.from({ length: 48 }, (_, i) => `m_${String(i).padStart(2, '0')}`);
      const value = fc.integer({ min: -1_500, max: 1_500 }).filter((minor) => minor !== 0);
      let unproven = 0;
      fc.assert(
        fc.property(fc.array(value, { minLength: 47, maxLength: 47 }), (values) => {
          const ledger = { balances: closed(ids, values), together: [ids] };
          const { payments, isProvenFewest } = fewestPlan(ledger.balances, ledger.together);
          const length = checkedLength(ledger, payments);
          expect(length).toBeLessThanOrEqual(largestFirst(ledger.balances).length);
          expect(length).toBeLessThanOrEqual(steadyPlan(ledger.balances, ledger.together).length);
          const creditors = ledger.balances.filter(([, minor]) => minor > 0n).length;
          const debtors = ledger.balances.filter(([, minor]) => minor < 0n).length;
          if (length === Math.max(creditors, debtors)) expect(isProvenFewest).toBe(true);
          if (!isProvenFewest) unproven++;
        }),
        runs,
      );
      expect(unproven).toBeGreaterThan(500);
    },
    patience,
  );

  it('[P6] keeps to the steady plan where a double is not exact', () => {
    const huge = 2n ** 53n;
    const ledger: Ledger = {
      balances: [
        ['a', huge],
        ['b', 7n],
        ['c', -7n],
        ['d', -huge],
      ],
      together: [['a', 'b', 'c', 'd']],
    };
    const plan = fewestPlan(ledger.balances, ledger.together);
    expect(plan).toEqual({ payments: steadyPlan(ledger.balances, ledger.together), isProvenFewest: false });
  });

  it('[P7] is offered when it saves a payment, and not otherwise', () => {
    let offered = 0;
    fc.assert(
      fc.property(ledgers(9), ({ balances, together }) => {
        const { steady, fewest } = settleUp(balances.values(), together.values());
        const best = fewestPlan(balances, together);
        expect(steady).toEqual(steadyPlan(balances, together));
        expect(fewest).toEqual(best.payments.length < steady.length ? best : null);
        if (fewest) offered++;
      }),
      runs,
    );
    expect(offered).toBeGreaterThan(20);
  });
});

describe('both plans', () => {
  it('[P8] do not depend on the order of what they are given', () => {
    const shuffled = ledgers(13).chain((ledger) =>
      fc.tuple(
        fc.constant(ledger),
        fc.shuffledSubarray(ledger.balances, { minLength: ledger.balances.length }),
        fc.shuffledSubarray(ledger.together, { minLength: ledger.together.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([{ balances, together }, otherBalances, otherSets]) => {
        const turned = otherSets.map((set) => set.toReversed());
        expect(settleUp(otherBalances, turned)).toEqual(settleUp(balances, together));
      }),
      runs,
    );
  });
});
