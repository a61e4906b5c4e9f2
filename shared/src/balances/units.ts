import type { Balance } from './payment.ts';

/**
 * The members of a unit, themself among them, by the canonical id of each; who is in none is not there. The first is who
 * settles for all of them.
 */
export type Units = ReadonlyMap<string, readonly string[]>;

export const NO_UNITS: Units = new Map();
export const MAX_UNIT_SIZE = 20;

/**
 * The units that all of their members agree on: each says the very same ids, sorted and distinct, their own among
 * them. Nobody says two lists, so no two units share a member. Who has an account comes before who has none, and of
 * these the smaller id, so that the same one settles as long as the unit is the same. [D37]
 */
export function agreedUnits(
  saidById: Iterable<readonly [memberId: string, said: readonly string[]]>,
  hasAccount: (memberId: string) => boolean,
): Units {
  const said = new Map(saidById);
  const units = new Map<string, readonly string[]>();
  for (const [id, ids] of said) {
    if (units.has(id) || ids.length < 2 || ids.length > MAX_UNIT_SIZE || !ids.includes(id)) continue;
    const key = ids.join(' ');
    if (!ids.every((other) => said.get(other)?.join(' ') === key)) continue;
    const unit = [...ids.filter(hasAccount), ...ids.filter((one) => !hasAccount(one))];
    for (const one of unit) units.set(one, unit);
  }
  return units;
}

/** The member under whose id plans settle the balance of a member: the first of their unit, else themself. [D37] */
export function settlerOf(units: Units, memberId: string): string {
  return units.get(memberId)?.[0] ?? memberId;
}

/** Balances (minor units) with the sum of each unit under who settles for it, where that is not zero. [D37] */
export function balancesOfUnits(balances: Iterable<Balance>, units: Units): Balance[] {
  if (units.size === 0) return [...balances];
  const minorById = new Map<string, bigint>();
  for (const [memberId, minor] of balances) {
    const id = settlerOf(units, memberId);
    minorById.set(id, (minorById.get(id) ?? 0n) + minor);
  }
  return Array.from(minorById).filter(([, minor]) => minor !== 0n);
}

/** Who appears together, with each unit as one. */
export function* companyOfUnits(
  together: Iterable<readonly string[]>,
  units: Units,
): Generator<readonly string[], void> {
  for (const ids of together) {
    yield units.size === 0 ? ids : Array.from(new Set(ids.map((id) => settlerOf(units, id))));
  }
}
