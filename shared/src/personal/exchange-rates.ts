import type { Day } from '../calendar/day.ts';
import { isDay } from '../calendar/day.ts';
import { isCurrencyCode, minorUnitExponent } from '../money/currency.ts';
import type { Result } from '../money/result.ts';
import { divideHalfAway } from '../money/round-half-away.ts';
import type { FoldedEntity } from '../revisions/fold.ts';
import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import type { RevisionRow } from '../revisions/revision.ts';
import type { OwnRecord } from './own-record.ts';
import { createOwnRecord, editOwnRecord, isOwnRecord, ownRecordOf } from './own-record.ts';
import type { WriteStamp } from './personal-commands.ts';
import { FIRST_DAY, LAST_DAY } from './personal-fields.ts';

/** The kind of the records of exchange rates. */
export const RATE_KIND = 'rate';

/** What somebody typed: one unit of `from` is num/den units of `to`, from `day` on. */
export interface RateFields {
  from: string;
  to: string;
  /** Positive integers up to 1e12. */
  num: number;
  den: number;
  day: Day;
}

export interface ExchangeRate extends OwnRecord, RateFields {}

export type RateRefusal =
  | { field: 'currency'; reason: 'not-a-currency' }
  | { field: 'currency'; reason: 'same-currency' }
  | { field: 'rate'; reason: 'not-a-rate' | 'zero' | 'too-large' }
  | { field: 'day'; reason: 'not-a-day' | 'out-of-range' };

const MAX_PART = 1_000_000_000_000;

/** The rate that an entity is; null for other kinds and for what is none. [L47] */
export function rateFromEntity(entity: FoldedEntity): ExchangeRate | null {
  if (entity.kind !== RATE_KIND) return null;
  const value = entity.groups.get('rate')?.value;
  const day = entity.groups.get('date')?.value;
  if (!isJsonObject(value) || typeof day !== 'string') return null;
  const [from, to, num, den] = ['from', 'to', 'num', 'den'].map((name) => ownProperty(value, name));
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  if (typeof num !== 'number' || typeof den !== 'number') return null;
  const fields = { from, to, num, den, day };
  return validateRate(fields).ok ? { ...ownRecordOf(entity), ...fields } : null;
}

/** Whether a value read back is a rate that this app has stored. */
export function isRate(value: unknown): value is ExchangeRate {
  return isOwnRecord(value) && validateRate(value as ExchangeRate).ok;
}

/** Checks what somebody entered; a refusal lists every field at fault. [L47] */
export function validateRate(fields: RateFields): Result<RateFields, RateRefusal[]> {
  const { from, to, num, den, day } = fields;
  const refusals: RateRefusal[] = [];
  if (!isCurrencyCode(from) || !isCurrencyCode(to))
    refusals.push({ field: 'currency', reason: 'not-a-currency' });
  else if (from === to) refusals.push({ field: 'currency', reason: 'same-currency' });
  if (num === 0 || den === 0) refusals.push({ field: 'rate', reason: 'zero' });
  else if (!isPart(num) || !isPart(den))
    refusals.push({ field: 'rate', reason: num > MAX_PART || den > MAX_PART ? 'too-large' : 'not-a-rate' });
  if (typeof day !== 'string' || !isDay(day)) refusals.push({ field: 'day', reason: 'not-a-day' });
  else if (day < FIRST_DAY || day > LAST_DAY) refusals.push({ field: 'day', reason: 'out-of-range' });
  return refusals.length > 0 ? { ok: false, refusal: refusals } : { ok: true, value: fields };
}

/** The revision that creates a rate. Throws on what `validateRate` refuses. [L47] */
export function createRate(fields: RateFields, stamp: WriteStamp): RevisionRow {
  return createOwnRecord(RATE_KIND, groupsOf(fields), stamp);
}

export function editRate(rate: ExchangeRate, fields: RateFields, stamp: WriteStamp): RevisionRow {
  return editOwnRecord(RATE_KIND, rate, groupsOf(fields), stamp);
}

export function deleteRate(rate: ExchangeRate, isDeleted: boolean, stamp: WriteStamp): RevisionRow {
  return editOwnRecord(RATE_KIND, rate, { del: isDeleted ? 1 : 0 }, stamp);
}

/** How one unit of a currency counts in another, as of a rate's day. */
export interface UsedRate {
  num: number;
  den: number;
  day: Day;
}

/**
 * The rate between two currencies as of a day: the newest one of that day or before, else the earliest after it; one typed
 * for the other direction is turned round. Of two for one day, the one created last. Null when there is none. [L48]
 */
export function rateBetween(
  rates: readonly ExchangeRate[],
  from: string,
  to: string,
  day: Day,
): UsedRate | null {
  if (from === to) return { num: 1, den: 1, day };
  const usable = rates.filter(
    (rate) =>
      !rate.deleted && ((rate.from === from && rate.to === to) || (rate.from === to && rate.to === from)),
  );
  const past = usable.filter((rate) => rate.day <= day);
  const best = (past.length > 0 ? past : usable).reduce<ExchangeRate | null>((best, rate) => {
    if (!best) return rate;
    if (rate.day !== best.day) return rate.day > best.day === past.length > 0 ? rate : best;
    return rate.createdAt > best.createdAt || (rate.createdAt === best.createdAt && rate.id > best.id)
      ? rate
      : best;
  }, null);
  if (!best) return null;
  return best.from === from
    ? { num: best.num, den: best.den, day: best.day }
    : { num: best.den, den: best.num, day: best.day };
}

/** What sums of several currencies come to in one, as far as there are rates. */
export interface AboutTotal {
  /** Each sum is converted by itself, halves away from zero. */
  totalMinor: bigint;
  /** Currencies without a rate: they are not in the total. Sorted. */
  missing: string[];
  /** The day of the oldest rate that was used; null when none was needed. */
  oldestDay: Day | null;
}

/** Adds up sums per currency in `to`: an estimate, so a screen says "about". [L48] */
export function aboutTotal(
  sums: Iterable<readonly [currency: string, minor: bigint]>,
  to: string,
  rates: readonly ExchangeRate[],
  day: Day,
): AboutTotal {
  const total: AboutTotal = { totalMinor: 0n, missing: [], oldestDay: null };
  for (const [currency, minor] of sums) {
    if (minor === 0n) continue;
    const rate = rateBetween(rates, currency, to, day);
    if (!rate) {
      total.missing.push(currency);
      continue;
    }
    if (currency !== to && (total.oldestDay === null || rate.day < total.oldestDay))
      total.oldestDay = rate.day;
    total.totalMinor += divideHalfAway(
      minor * BigInt(rate.num) * 10n ** BigInt(minorUnitExponent(to)),
      BigInt(rate.den) * 10n ** BigInt(minorUnitExponent(currency)),
    );
  }
  total.missing.sort();
  return total;
}

function groupsOf({ from, to, num, den, day }: RateFields): Record<string, unknown> {
  const check = validateRate({ from, to, num, den, day });
  if (!check.ok) throw new TypeError(`Not valid: ${JSON.stringify(check.refusal)}`);
  return { rate: { from, to, num, den }, date: day };
}

function isPart(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1 && value <= MAX_PART;
}
