import type { Result } from '../money/result.ts';
import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import type { Day } from './day.ts';
import { addDays, addMonths, daysBetween, isDay, monthOf, sameDayInMonth } from './day.ts';

export type RecurrenceUnit = 'day' | 'week' | 'month' | 'year';

/** Every `every` units from the anchor day on, which is the first occurrence, until a day or for a count, if any. */
export interface RecurrenceRule {
  /** From 1 to 999. */
  every: number;
  unit: RecurrenceUnit;
  anchor: Day;
  /** The last day that may be an occurrence. */
  until?: Day;
  /** How many occurrences there are, from the anchor, 1 to 9999. */
  count?: number;
  /** Occurrences before this day are not made: the rule was changed or resumed on it. They still count towards `count`. */
  since?: Day;
}

export type RecurrenceRefusal =
  | { field: 'every' | 'count'; reason: 'out-of-range'; min: number; max: number }
  | { field: 'unit'; reason: 'not-a-unit' }
  | { field: 'anchor' | 'until' | 'since'; reason: 'not-a-day' }
  | { field: 'until'; reason: 'before-anchor' }
  /** The last day is so late that there would be more occurrences than a plan may have. */
  | { field: 'until'; reason: 'too-many'; max: number };

const MAX_EVERY = 999;
const MAX_COUNT = 9999;
/** Of the calendar. */
const LAST_DAY: Day = '9999-12-31';
const fields: readonly string[] = ['every', 'unit', 'anchor', 'until', 'count', 'since'];
const units: readonly string[] = ['day', 'week', 'month', 'year'];

/** Checks a rule that somebody entered; a refusal lists every field at fault. [C6] */
export function checkRecurrenceRule(rule: RecurrenceRule): Result<RecurrenceRule, RecurrenceRefusal[]> {
  const refusals: RecurrenceRefusal[] = [];
  const { every, unit, anchor, until, count, since } = rule;
  if (!isFrom1To(every, MAX_EVERY)) refusals.push(outOfRange('every', MAX_EVERY));
  if (!units.includes(unit)) refusals.push({ field: 'unit', reason: 'not-a-unit' });
  if (!isDay(anchor)) refusals.push({ field: 'anchor', reason: 'not-a-day' });
  if (until !== undefined && !isDay(until)) refusals.push({ field: 'until', reason: 'not-a-day' });
  else if (until !== undefined && until < anchor) refusals.push({ field: 'until', reason: 'before-anchor' });
  if (count !== undefined && !isFrom1To(count, MAX_COUNT)) refusals.push(outOfRange('count', MAX_COUNT));
  if (since !== undefined && !isDay(since)) refusals.push({ field: 'since', reason: 'not-a-day' });
  return refusals.length > 0 ? { ok: false, refusal: refusals } : { ok: true, value: rule };
}

/**
 * Checks a rule that is to be written: as `checkRecurrenceRule`, and an end after more occurrences than a count may say
 * is a slip. Stored rules are not held to that, so that no other app's plan becomes unreadable. [D35]
 */
export function checkNewRule(rule: RecurrenceRule): Result<RecurrenceRule, RecurrenceRefusal[]> {
  const checked = checkRecurrenceRule(rule);
  if (!checked.ok || rule.until === undefined) return checked;
  const beyond = rule.count === undefined ? occurrence(rule, MAX_COUNT) : null;
  if (beyond === null || beyond > rule.until) return checked;
  return { ok: false, refusal: [{ field: 'until', reason: 'too-many', max: MAX_COUNT }] };
}

/**
 * The rule that a stored value is, or null. A field that this version does not know makes it unreadable: it may change
 * which days are meant, and an occurrence too few can be made later. [C6]
 */
export function readRecurrenceRule(value: unknown): RecurrenceRule | null {
  if (!isJsonObject(value) || !Object.keys(value).every((name) => fields.includes(name))) return null;
  const [every, unit, anchor, until, count, since] = fields.map((name) => ownProperty(value, name));
  if (typeof every !== 'number' || !isUnit(unit) || typeof anchor !== 'string') return null;
  const rule: RecurrenceRule = { every, unit, anchor };
  if (typeof until === 'string') rule.until = until;
  else if (until !== undefined) return null;
  if (typeof count === 'number') rule.count = count;
  else if (count !== undefined) return null;
  if (typeof since === 'string') rule.since = since;
  else if (since !== undefined) return null;
  return checkRecurrenceRule(rule).ok ? rule : null;
}

/** The occurrences of a readable rule from `from` to `to`, both included, in order. Takes time for those alone. [C7] */
export function occurrenceDays(rule: RecurrenceRule, from: Day, to: Day): Day[] {
  return Array.from(walkOccurrences(rule, from, to));
}

/** As `occurrenceDays`, one day after the other, for who stops early. */
export function* walkOccurrences(rule: RecurrenceRule, from: Day, to: Day): Generator<Day, void> {
  const first = rule.since !== undefined && rule.since > from ? rule.since : from;
  const last = rule.until !== undefined && rule.until < to ? rule.until : to;
  for (let index = firstIndexFrom(rule, first); index < (rule.count ?? Infinity); index++) {
    const day = occurrence(rule, index);
    if (day === null || day > last) return;
    yield day;
  }
}

/** The first occurrence of a readable rule later than `day`, or null when there is none left. [C8] */
export function firstOccurrenceAfter(rule: RecurrenceRule, day: Day): Day | null {
  if (day >= LAST_DAY) return null;
  const next = walkOccurrences(rule, addDays(day, 1), LAST_DAY).next();
  return next.done === true ? null : next.value;
}

/** Always counted from the anchor, so that a short month does not pull later ones forward; null past year 9999. [C5] */
function occurrence({ every, unit, anchor }: RecurrenceRule, index: number): Day | null {
  if (unit === 'day' || unit === 'week') {
    const days = index * every * (unit === 'day' ? 1 : 7);
    return days <= daysBetween(anchor, LAST_DAY) ? addDays(anchor, days) : null;
  }
  const months = index * every * (unit === 'month' ? 1 : 12);
  if (months > monthsBetween(anchor, LAST_DAY)) return null;
  return sameDayInMonth(anchor, addMonths(monthOf(anchor), months));
}

/** The index of the first occurrence on or after a day. */
function firstIndexFrom(rule: RecurrenceRule, day: Day): number {
  const { every, unit, anchor } = rule;
  if (day <= anchor) return 0;
  if (unit === 'day' || unit === 'week') {
    return Math.ceil(daysBetween(anchor, day) / (every * (unit === 'day' ? 1 : 7)));
  }
  const index = Math.ceil(monthsBetween(anchor, day) / (every * (unit === 'month' ? 1 : 12)));
  // In the month of `day` itself the occurrence may lie before it.
  const found = occurrence(rule, index);
  return found !== null && found < day ? index + 1 : index;
}

function monthsBetween(a: Day, b: Day): number {
  return (Number(b.slice(0, 4)) - Number(a.slice(0, 4))) * 12 + Number(b.slice(5, 7)) - Number(a.slice(5, 7));
}

function isUnit(value: unknown): value is RecurrenceUnit {
  return typeof value === 'string' && units.includes(value);
}

function isFrom1To(value: number, max: number): boolean {
  return Number.isSafeInteger(value) && value >= 1 && value <= max;
}

function outOfRange(field: 'every' | 'count', max: number): RecurrenceRefusal {
  return { field, reason: 'out-of-range', min: 1, max };
}
