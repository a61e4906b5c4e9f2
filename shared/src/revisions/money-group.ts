import { MAX_AMOUNT_MINOR } from '../money/amount.ts';
import { isCurrencyCode } from '../money/currency.ts';
import type { Result } from '../money/result.ts';
import { isId } from './ids.ts';
import { isJsonObject, ownProperty } from './json-shape.ts';

/** A member and their part in minor units. */
export type LegPart = readonly [memberId: string, minor: number];

/** One currency of a transaction, resolved: who paid and who bears how much. */
export interface Leg {
  cur: string;
  /** Minor units, 1 to 1e12: the sum of `pay` and the sum of `owe`. */
  amt: number;
  pay: readonly LegPart[];
  owe: readonly LegPart[];
}

/** The atomic money of a revision. Nobody computes with `how`, the editor's recipe, and `orig`, its foreign amount. */
export interface MoneyGroup {
  legs: readonly Leg[];
  how?: unknown;
  orig?: unknown;
}

/** The first broken invariant of a money group. */
export type MoneyRefusal = 'not-an-object' | 'legs' | 'currency' | 'amount' | 'parts' | 'sum';

const MAX_LEGS = 8;
/** The most members on one side of a leg. */
export const MAX_PARTS = 200;

/** Checks the `money` group of a revision against every invariant of money; the value is not copied. [D4] */
export function readMoneyGroup(value: unknown): Result<MoneyGroup, MoneyRefusal> {
  if (!isJsonObject(value)) return { ok: false, refusal: 'not-an-object' };
  const legs = ownProperty(value, 'legs');
  if (!Array.isArray(legs) || legs.length < 1 || legs.length > MAX_LEGS)
    return { ok: false, refusal: 'legs' };
  for (const leg of legs) {
    const refusal = checkLeg(leg);
    if (refusal) return { ok: false, refusal };
  }
  return { ok: true, value: value as unknown as MoneyGroup };
}

/** A leg that stands by itself, such as in a plan's template, under the same invariants; null when it breaks one. */
export function readLeg(value: unknown): Leg | null {
  return checkLeg(value) === null ? (value as Leg) : null;
}

function checkLeg(leg: unknown): MoneyRefusal | null {
  if (!isJsonObject(leg)) return 'legs';
  const currency = ownProperty(leg, 'cur');
  if (typeof currency !== 'string' || !isCurrencyCode(currency)) return 'currency';
  const amount = ownProperty(leg, 'amt');
  if (!isCount(amount) || amount < 1 || amount > MAX_AMOUNT_MINOR) return 'amount';
  return checkParts(ownProperty(leg, 'pay'), amount) ?? checkParts(ownProperty(leg, 'owe'), amount);
}

function checkParts(parts: unknown, amount: number): MoneyRefusal | null {
  if (!Array.isArray(parts) || parts.length < 1 || parts.length > MAX_PARTS) return 'parts';
  const ids: string[] = [];
  let sum = 0;
  for (const part of parts as unknown[]) {
    if (!Array.isArray(part) || part.length !== 2) return 'parts';
    const [id, minor] = part as unknown[];
    // A search in a short list is cheaper than a set, of which a log would make tens of thousands.
    if (typeof id !== 'string' || !isId(id) || ids.includes(id) || !isCount(minor)) return 'parts';
    ids.push(id);
    // Both stay below 2^53, and a sum above the amount never comes back down.
    sum += minor;
    if (sum > amount) return 'sum';
  }
  return sum === amount ? null : 'sum';
}

/** An integer from zero that a double holds exactly; -0 is none, since it does not survive every writer. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && !Object.is(value, -0);
}
