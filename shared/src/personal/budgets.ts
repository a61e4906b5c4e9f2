import type { Day } from '../calendar/day.ts';
import { isDay } from '../calendar/day.ts';
import { MAX_AMOUNT_MINOR } from '../money/amount.ts';
import { isCurrencyCode } from '../money/currency.ts';
import type { Result } from '../money/result.ts';
import type { FoldedEntity } from '../revisions/fold.ts';
import { isJsonObject, isSameJson, ownProperty } from '../revisions/json-shape.ts';
import type { RevisionRow } from '../revisions/revision.ts';
import type { OwnRecord } from './own-record.ts';
import { createOwnRecord, editOwnRecord, isOwnRecord, ownRecordOf } from './own-record.ts';
import type { PeriodSetting, PeriodUnit } from './periods.ts';
import { periodOf } from './periods.ts';
import type { WriteStamp } from './personal-commands.ts';

/** The kind of the records of budgets. */
export const BUDGET_KIND = 'budget';

/** Length in UTF-16 code units. */
export const MAX_BUDGET_NAME_LENGTH = 60;
export const MAX_BUDGET_CATEGORIES = 60;

/** What counts against a budget: all spending, one's own records, or one's shares in classes. */
export type BudgetCounted = 'both' | 'own' | 'shared';

export interface BudgetFields {
  /** '' for one that goes by what it is for. */
  name: string;
  /** Null: all categories. */
  categories: readonly string[] | null;
  currency: string;
  /** Of one period, in minor units. */
  limitMinor: number;
  unit: PeriodUnit;
  /** What is left, or was spent beyond it, goes into the next period. */
  carry: boolean;
  counted: BudgetCounted;
}

/** The limit from a period on, so that another one does not change what past periods carried over. */
export type LimitStep = readonly [from: Day, limitMinor: number];

export interface Budget extends OwnRecord, Omit<BudgetFields, 'limitMinor'> {
  /** By day, at least one; the first is where carrying over begins. */
  limits: readonly LimitStep[];
}

export type BudgetRefusal =
  | { field: 'limit'; reason: 'not-an-integer' | 'zero' | 'negative' | 'too-large' }
  | { field: 'currency'; reason: 'not-a-currency' }
  | { field: 'categories'; reason: 'none' | 'too-many' }
  | { field: 'name'; reason: 'too-long'; limit: number; given: number };

/** The budget that an entity is; null for other kinds and for what cannot be read. [L52] */
export function budgetFromEntity(entity: FoldedEntity): Budget | null {
  if (entity.kind !== BUDGET_KIND) return null;
  const valueOf = (group: string): unknown => entity.groups.get(group)?.value;
  const limit = valueOf('limit');
  if (!isJsonObject(limit)) return null;
  const name = valueOf('name');
  const budget = {
    ...ownRecordOf(entity),
    name: typeof name === 'string' ? name : '',
    categories: valueOf('categories') ?? null,
    currency: ownProperty(limit, 'cur'),
    limits: ownProperty(limit, 'steps'),
    // Beside its limit, which says nothing without it: two devices cannot make a month's limit one of a year.
    unit: ownProperty(limit, 'unit'),
    carry: valueOf('carry') === 1,
    counted: valueOf('counted') ?? 'both',
  };
  return isBudget(budget) ? budget : null;
}

/** Whether a value read back is a budget that this app has stored. */
export function isBudget(value: unknown): value is Budget {
  if (!isOwnRecord(value)) return false;
  const { name, categories, currency, limits, unit, carry, counted } = value as Partial<Budget>;
  return (
    typeof name === 'string' &&
    (categories === null ||
      (Array.isArray(categories) && categories.every((each) => typeof each === 'string'))) &&
    typeof currency === 'string' &&
    isCurrencyCode(currency) &&
    Array.isArray(limits) &&
    limits.length > 0 &&
    limits.every(isStep) &&
    limits.every(([from], at) => at === 0 || from > (limits[at - 1]?.[0] ?? '')) &&
    (unit === 'week' || unit === 'month' || unit === 'year') &&
    typeof carry === 'boolean' &&
    (counted === 'both' || counted === 'own' || counted === 'shared')
  );
}

/** Checks what somebody entered; a refusal lists every field at fault. [L52] */
export function validateBudget(fields: BudgetFields): Result<BudgetFields, BudgetRefusal[]> {
  const refusals: BudgetRefusal[] = [];
  const { limitMinor, currency, categories } = fields;
  const name = fields.name.trim();
  if (!Number.isSafeInteger(limitMinor)) refusals.push({ field: 'limit', reason: 'not-an-integer' });
  else if (limitMinor === 0) refusals.push({ field: 'limit', reason: 'zero' });
  else if (limitMinor < 0) refusals.push({ field: 'limit', reason: 'negative' });
  else if (limitMinor > MAX_AMOUNT_MINOR) refusals.push({ field: 'limit', reason: 'too-large' });
  if (!isCurrencyCode(currency)) refusals.push({ field: 'currency', reason: 'not-a-currency' });
  if (categories?.length === 0) refusals.push({ field: 'categories', reason: 'none' });
  else if (categories && categories.length > MAX_BUDGET_CATEGORIES)
    refusals.push({ field: 'categories', reason: 'too-many' });
  if (name.length > MAX_BUDGET_NAME_LENGTH)
    refusals.push({
      field: 'name',
      reason: 'too-long',
      limit: MAX_BUDGET_NAME_LENGTH,
      given: name.length,
    });
  return refusals.length > 0 ? { ok: false, refusal: refusals } : { ok: true, value: { ...fields, name } };
}

/** The revision that creates a budget, from the period of `today` on. Throws on what `validateBudget` refuses. [L52] */
export function createBudget(
  fields: BudgetFields,
  today: Day,
  setting: PeriodSetting,
  stamp: WriteStamp,
): RevisionRow {
  const from = periodOf(fields.unit, today, setting).from;
  const valid = checked(fields);
  return createOwnRecord(BUDGET_KIND, groupsOf(valid, [[from, valid.limitMinor]]), stamp);
}

/**
 * The revision that changes a budget, with only what differs; null when nothing does. Another limit holds from the period
 * of `today` on; another currency or unit begins anew with it. Throws on what `validateBudget` refuses. [L53]
 */
export function editBudget(
  budget: Budget,
  fields: BudgetFields,
  today: Day,
  setting: PeriodSetting,
  stamp: WriteStamp,
): RevisionRow | null {
  const valid = checked(fields);
  const from = periodOf(fields.unit, today, setting).from;
  const isAnew = fields.currency !== budget.currency || fields.unit !== budget.unit;
  const past = isAnew ? [] : budget.limits.filter(([day]) => day < from);
  const isSame = !isAnew && limitOn(budget, from) === fields.limitMinor;
  const limits: readonly LimitStep[] = isSame ? budget.limits : [...past, [from, fields.limitMinor]];
  const before = groupsOf(budget, budget.limits);
  const changed = Object.entries(groupsOf(valid, limits)).filter(
    ([group, value]) => !isSameJson(value ?? null, before[group] ?? null),
  );
  // A group can be emptied, but not be left out once it was written.
  const groups = Object.fromEntries(changed.map(([group, value]) => [group, value ?? null]));
  return changed.length === 0 ? null : editOwnRecord(BUDGET_KIND, budget, groups, stamp);
}

export function deleteBudget(budget: Budget, isDeleted: boolean, stamp: WriteStamp): RevisionRow {
  return editOwnRecord(BUDGET_KIND, budget, { del: isDeleted ? 1 : 0 }, stamp);
}

/** The limit, in minor units, of the period that begins on a day. */
export function limitOn({ limits }: Pick<Budget, 'limits'>, day: Day): number {
  const [first] = limits;
  return limits.findLast(([from]) => from <= day)?.[1] ?? first?.[1] ?? 0;
}

function checked(fields: BudgetFields): BudgetFields {
  const check = validateBudget(fields);
  if (!check.ok) throw new TypeError(`Not valid: ${JSON.stringify(check.refusal)}`);
  return check.value;
}

function groupsOf(
  { name, categories, currency, unit, carry, counted }: Omit<BudgetFields, 'limitMinor'>,
  limits: readonly LimitStep[],
): Record<string, unknown> {
  return {
    name: name === '' ? undefined : name,
    categories: categories === null ? undefined : [...categories],
    limit: { cur: currency, unit, steps: limits },
    carry: carry ? 1 : 0,
    counted,
  };
}

function isStep(value: unknown): value is LimitStep {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, minor] = value as unknown[];
  return typeof from === 'string' && isDay(from) && Number.isSafeInteger(minor) && (minor as number) > 0;
}
