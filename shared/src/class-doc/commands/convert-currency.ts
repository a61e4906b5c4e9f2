import type { Day } from '../../calendar/day.ts';
import { MAX_AMOUNT_MINOR } from '../../money/amount.ts';
import type { MemberBalance } from '../../money/convert.ts';
import { convertBalances } from '../../money/convert.ts';
import { isCurrencyCode, minorUnitExponent } from '../../money/currency.ts';
import type { Result } from '../../money/result.ts';
import { divideHalfAway } from '../../money/round-half-away.ts';
import { derivedId } from '../../revisions/derived-id.ts';
import type { Leg, LegPart } from '../../revisions/money-group.ts';
import { MAX_PARTS } from '../../revisions/money-group.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';
import { dayFaults } from './text-faults.ts';
import { refuse, writeEdit } from './write-rows.ts';

/** `num`/`den` units of `to` for each unit of `from`, positive integers. */
export interface CurrencyConversion {
  from: string;
  to: string;
  num: number;
  den: number;
  day: Day;
}

/** The record that a conversion is, under its derived id. */
export interface ConversionRecord {
  id: string;
  /** The first takes the balances of `from` to zero, the second makes them anew in `to`. */
  legs: readonly [Leg, Leg];
}

/**
 * "Settle all in EUR": one record whose first leg takes every balance of `from` to zero, and whose second makes them
 * anew in `to`. Its id is derived, so that two devices that convert at once make one entity, also into different
 * currencies: the later one counts. [D28]
 */
export function convertCurrency(
  ledger: ClassLedger,
  conversion: CurrencyConversion,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const planned = planConversion(ledger, conversion);
  if (!planned.ok) return planned;
  const { id, legs } = planned.value;
  const { num, den, day } = conversion;
  const groups = { money: { legs, how: { mode: 'convert', num, den } }, date: day };
  const rows = writeEdit(ledger, 's', id, groups, context);
  return rows.ok ? { ok: true, value: { name: 'convert-currency', rows: rows.value, entityId: id } } : rows;
}

/** What `convertCurrency` would write now, for a preview, or why it cannot. [D28] */
export function planConversion(
  ledger: ClassLedger,
  conversion: CurrencyConversion,
): Result<ConversionRecord, CommandRefusal> {
  const { from, to, num, den, day } = conversion;
  const faults = [...dayFaults(day)];
  if (!isCurrencyCode(from) || !isCurrencyCode(to))
    faults.push({ field: 'currency', reason: 'not-a-currency' });
  if (faults.length > 0) return refuse({ reason: 'fields', faults });
  if (from === to) return refuse({ reason: 'same-currency', currency: from });
  if (!isRatePart(num) || !isRatePart(den)) return refuse({ reason: 'not-a-rate' });

  const balances = ledger.balancesOf(from);
  const refusal = checkConversion(balances, conversion);
  if (refusal) return refuse(refusal);
  const id = conversionId(ledger, from);
  const before = balances.map(([memberId, minor]): MemberBalance => [memberId, Number(minor)]);
  const after = convertBalances(before, from, to, num, den, id);
  const away = before.map(([memberId, minor]): MemberBalance => [memberId, -minor]);
  return { ok: true, value: { id, legs: [legOf(from, away), legOf(to, after)] } };
}

function checkConversion(
  balances: readonly (readonly [string, bigint])[],
  { from, to, num, den }: CurrencyConversion,
): CommandRefusal | null {
  if (balances.length === 0) return { reason: 'nothing-to-convert', currency: from };
  const creditors = balances.filter(([, minor]) => minor > 0n);
  const given = Math.max(creditors.length, balances.length - creditors.length);
  if (given > MAX_PARTS) return { reason: 'too-many-members', limit: MAX_PARTS, given };
  const owed = creditors.reduce((sum, [, minor]) => sum + minor, 0n);
  const converted = divideHalfAway(
    owed * BigInt(num) * 10n ** BigInt(minorUnitExponent(to)),
    BigInt(den) * 10n ** BigInt(minorUnitExponent(from)),
  );
  if (converted === 0n) return { reason: 'worth-nothing', currency: to };
  const tooLarge = owed > MAX_AMOUNT_MINOR ? from : converted > MAX_AMOUNT_MINOR ? to : null;
  if (tooLarge === null) return null;
  return { reason: 'conversion-too-large', currency: tooLarge, maxMinor: MAX_AMOUNT_MINOR };
}

/**
 * The first id of this currency that nothing stands under: neither a conversion, deleted ones too, nor something else,
 * so that nobody can keep others from converting.
 */
function conversionId(ledger: ClassLedger, from: string): string {
  for (let n = 0; ; n++) {
    const id = derivedId('s', ['convert', from, String(n)]);
    if (!ledger.entity(id)) return id;
  }
}

/** A leg that changes balances by these amounts, which sum to zero and are not all zero. */
function legOf(cur: string, changes: readonly MemberBalance[]): Leg {
  const pay = changes.filter(([, minor]) => minor > 0);
  const owe = changes.filter(([, minor]) => minor < 0).map(([id, minor]): LegPart => [id, -minor]);
  return { cur, amt: pay.reduce((sum, [, minor]) => sum + minor, 0), pay, owe };
}

function isRatePart(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}
