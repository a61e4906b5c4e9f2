import { MAX_AMOUNT_MINOR } from '../money/amount.ts';
import { isCurrencyCode } from '../money/currency.ts';
import { isId } from '../revisions/ids.ts';
import type { LegPart } from '../revisions/money-group.ts';
import type { SplitRecipe } from './recipe.ts';
import { membersOf } from './recipe.ts';
import { findTwice } from './split-by-weights.ts';
import type { SplitRefusal } from './split-refusal.ts';
import { isCount, sumUnits } from './whole-units.ts';

/** Members on either side of one entry. */
const MAX_MEMBERS = 200;

/**
 * What the editor holds about the money of an expense or income. `payers`, those who paid or received it, and the
 * amounts in `split` are minor units of `currency`. With `countIn` the entry counts in that currency, at num/den of
 * its units per unit of `currency`, both positive integers.
 */
export interface MoneyInput {
  kind: 'expense' | 'income';
  amountMinor: number;
  currency: string;
  payers: readonly LegPart[];
  split: SplitRecipe;
  countIn?: { currency: string; num: number; den: number };
}

export type MoneyInputRefusal =
  | SplitRefusal
  | { reason: 'amount-zero' }
  | { reason: 'amount-negative' }
  | { reason: 'currency' }
  /** No members of the ledger could have such ids. */
  | { reason: 'member-id'; memberId: string }
  | { reason: 'too-many-members'; limit: number }
  | { reason: 'no-payer' }
  | { reason: 'duplicate-payer'; memberId: string }
  /** A payer's amount that is no integer from zero. */
  | { reason: 'payer'; index: number; memberId: string }
  | { reason: 'payers-off'; leftMinor: number }
  | { reason: 'rate' }
  /** There is nothing to convert. */
  | { reason: 'same-currency' }
  | { reason: 'converted-zero' }
  | { reason: 'converted-too-large'; maxMinor: number }
  /** Items and titles of an entry take more than a record holds. */
  | { reason: 'too-heavy'; limitBytes: number; givenBytes: number };

/** The first fault of what was entered, apart from the split and the conversion. [S11] */
export function checkMoneyInput(input: MoneyInput): MoneyInputRefusal | null {
  return checkEntered(input) ?? checkIds(input) ?? checkPayers(input) ?? checkRate(input);
}

function checkEntered({ amountMinor, currency }: MoneyInput): MoneyInputRefusal | null {
  if (amountMinor > MAX_AMOUNT_MINOR) return { reason: 'amount-too-large', maxMinor: MAX_AMOUNT_MINOR };
  if (!Number.isSafeInteger(amountMinor)) return { reason: 'amount-not-an-integer' };
  if (amountMinor <= 0) return { reason: amountMinor === 0 ? 'amount-zero' : 'amount-negative' };
  return isCurrencyCode(currency) ? null : { reason: 'currency' };
}

function checkIds({ payers, split }: MoneyInput): MoneyInputRefusal | null {
  const memberIds = membersOf(split);
  if (Math.max(payers.length, memberIds.length) > MAX_MEMBERS) {
    return { reason: 'too-many-members', limit: MAX_MEMBERS };
  }
  const odd = memberIds.find((id) => !isId(id)) ?? payers.find(([id]) => !isId(id))?.[0];
  return odd === undefined ? null : { reason: 'member-id', memberId: odd };
}

function checkPayers({ amountMinor, payers }: MoneyInput): MoneyInputRefusal | null {
  if (payers.length === 0) return { reason: 'no-payer' };
  const twice = findTwice(payers.map(([id]) => id));
  if (twice !== undefined) return { reason: 'duplicate-payer', memberId: twice };
  for (const [index, [memberId, minor]] of payers.entries()) {
    if (!isCount(minor)) return { reason: 'payer', index, memberId };
  }
  const left = BigInt(amountMinor) - sumUnits(payers.map(([, minor]) => minor));
  return left === 0n ? null : { reason: 'payers-off', leftMinor: Number(left) };
}

function checkRate({ currency, countIn }: MoneyInput): MoneyInputRefusal | null {
  if (!countIn) return null;
  if (!isCurrencyCode(countIn.currency)) return { reason: 'currency' };
  if (countIn.currency === currency) return { reason: 'same-currency' };
  const isRate = isCount(countIn.num) && isCount(countIn.den) && countIn.num > 0 && countIn.den > 0;
  return isRate ? null : { reason: 'rate' };
}
