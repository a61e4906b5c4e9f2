import { componentsOf } from './components.ts';
import { largestFirst } from './largest-first.ts';
import { byFromThenTo, overlapPayments } from './overlap.ts';
import type { Balance, Payment } from './payment.ts';
import { groupsByHalves } from './zero-sum-by-halves.ts';
import { groupsByMask } from './zero-sum-by-mask.ts';
import { groupsByMultiplicity } from './zero-sum-by-multiplicity.ts';
import { peelOpposites, peelTriples } from './zero-sum-peeled.ts';

/** A plan by payer, then by payee; only a proven one may be called the fewest payments. */
export interface FewestPlan {
  payments: Payment[];
  isProvenFewest: boolean;
}

// Counts, never clocks: a limit of time would give replicas different plans.
const MAX_MASK_PEOPLE = 20;
const MAX_STATES = 2 ** 18;
const MAX_SUBSETS = 2_000;
const MAX_HEURISTIC_PEOPLE = 500;
const MAX_SEARCHED_COMPONENTS = 32;

/**
 * The fewest payments that settle every component within itself. n people who divide into g groups that sum to zero,
 * and no more, need n - g payments, so each component is divided into the most groups. Where that would cost too much,
 * the shortest plan found, with `isProvenFewest` false. A component that needs no fewer payments than in the steady
 * plan keeps those, as does each one that would have to be searched after 32 others. Takes the balances of one currency in minor units and who appears together in its live records;
 * throws as `componentsOf` does. [P2] [P5] [P6]
 */
export function fewestPlan(balances: Iterable<Balance>, together: Iterable<readonly string[]>): FewestPlan {
  let searchedCount = 0;
  const plans = componentsOf(balances, together).map((component) => {
    const steady = steadyInComponent(component);
    if (steady.isProvenFewest || searchedCount++ >= MAX_SEARCHED_COMPONENTS) return steady;
    return fewestInComponent(component, steady.payments);
  });
  return {
    payments: plans.flatMap(({ payments }) => payments).sort(byFromThenTo),
    isProvenFewest: plans.every(({ isProvenFewest }) => isProvenFewest),
  };
}

function steadyInComponent(component: readonly Balance[]): FewestPlan {
  const payments = overlapPayments(component);
  return { payments, isProvenFewest: payments.length === leastPayments(component) };
}

/** Each creditor takes a payment and each debtor makes one. */
function leastPayments(component: readonly Balance[]): number {
  const creditorCount = component.filter(([, minor]) => minor > 0n).length;
  return Math.max(creditorCount, component.length - creditorCount);
}

function fewestInComponent(component: readonly Balance[], steady: Payment[]): FewestPlan {
  const dueMinor = component.reduce((sum, [, minor]) => (minor > 0n ? sum + minor : sum), 0n);
  if (dueMinor > BigInt(Number.MAX_SAFE_INTEGER)) return { payments: steady, isProvenFewest: false };

  const values = component.map(([, minor]) => Number(minor));
  const { groups: pairs, rest } = peelOpposites(values);
  const restValues = pick(values, rest);
  const exact = mostGroups(restValues);
  if (exact) {
    const groups = [...pairs, ...exact.map((group) => pick(rest, group))];
    const fewest = groups.flatMap((group) => overlapPayments(pick(component, group)));
    return { payments: shortest([steady, fewest]), isProvenFewest: true };
  }

  if (component.length > MAX_HEURISTIC_PEOPLE) return { payments: steady, isProvenFewest: false };
  const triples = peelTriples(restValues);
  const remaining = pick(rest, triples.rest);
  const remainingGroups = mostGroups(pick(values, remaining)) ?? [[...remaining.keys()]];
  const peeledGroups = [
    ...pairs,
    ...triples.groups.map((group) => pick(rest, group)),
    ...remainingGroups.map((group) => pick(remaining, group)),
  ].map((group) => pick(component, group));
  const payments = shortest([
    steady,
    peeledGroups.flatMap(overlapPayments),
    peeledGroups.flatMap(largestFirst),
    largestFirst(component),
  ]);
  return { payments, isProvenFewest: payments.length === leastPayments(component) };
}

/**
 * The most groups that sum to zero, as indices into `values`; null when every exact way is beyond its limit. Halves
 * take a tenth of a millisecond where few subsets sum to zero, and a state costs about eight times a mask.
 */
function mostGroups(values: readonly number[]): number[][] | null {
  const isWithinMasks = values.length <= MAX_MASK_PEOPLE;
  return (
    groupsByHalves(values, MAX_SUBSETS) ??
    groupsByMultiplicity(values, isWithinMasks ? 2 ** (values.length - 4) : MAX_STATES) ??
    (isWithinMasks ? groupsByMask(values) : null)
  );
}

/** The first of the shortest plans. */
function shortest(plans: readonly Payment[][]): Payment[] {
  return plans.reduce((best, plan) => (plan.length < best.length ? plan : best));
}

function pick<T>(items: readonly T[], indices: readonly number[]): T[] {
  return indices.flatMap((index) => items.slice(index, index + 1));
}
