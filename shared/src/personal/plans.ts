import type { Day } from '../calendar/day.ts';
import { addDays, isDay } from '../calendar/day.ts';
import type { RecurrenceRefusal, RecurrenceRule } from '../calendar/recurrence.ts';
import { checkNewRule, readRecurrenceRule, walkOccurrences } from '../calendar/recurrence.ts';
import type { Result } from '../money/result.ts';
import { divideHalfAway } from '../money/round-half-away.ts';
import { derivedId } from '../revisions/derived-id.ts';
import type { FoldedEntity } from '../revisions/fold.ts';
import { isJsonObject, isSameJson, ownProperty } from '../revisions/json-shape.ts';
import type { RevisionRow } from '../revisions/revision.ts';
import { serializeRevision } from '../revisions/revision.ts';
import type { OwnRecord } from './own-record.ts';
import { createOwnRecord, editOwnRecord, isOwnRecord, ownRecordOf } from './own-record.ts';
import type { WriteStamp } from './personal-commands.ts';
import { groupsOfEntry } from './personal-commands.ts';
import type { FieldsRefusal, PersonalFields } from './personal-fields.ts';
import { FIRST_DAY, LAST_DAY, validateFields } from './personal-fields.ts';
import type { PersonalKind } from './personal-entry.ts';
import { SELF_MEMBER_ID } from './personal-entry.ts';

/** The kind of the records of recurring plans. */
export const PLAN_KIND = 'p';

/** What is entered of each occurrence; its day comes from the rule. */
export type PlanTemplate = Required<Omit<PersonalFields, 'day'>>;

/** A recurring entry. One that has ended is deleted, and can be resumed. */
export interface PersonalPlan extends OwnRecord {
  /** Null when this version cannot read it: nothing is entered then. */
  rule: RecurrenceRule | null;
  template: PlanTemplate | null;
  /** The `auto` of what is made of it. */
  revisionId: string;
}

export type PlanRefusal =
  { field: 'rule'; refusal: RecurrenceRefusal } | { field: 'anchor'; reason: 'out-of-range' } | FieldsRefusal;

/** Of no plan, mistyped or not, does a device make more by itself than a year's. */
const MAX_DAYS_BACK = 366;

/** The plan that an entity is; null for other kinds. Tolerates values of any type. [L42] */
export function planFromEntity(entity: FoldedEntity): PersonalPlan | null {
  if (entity.kind !== PLAN_KIND) return null;
  const [rule, template] = [entity.groups.get('rule'), entity.groups.get('template')];
  const newest = rule && template && rule.t > template.t ? rule : (template ?? rule);
  return {
    ...ownRecordOf(entity),
    rule: readRecurrenceRule(rule?.value),
    template: readTemplate(template?.value),
    revisionId: newest?.revisionId ?? '',
  };
}

/** Whether a value read back is a plan that this app has stored. */
export function isPlan(value: unknown): value is PersonalPlan {
  if (!isOwnRecord(value)) return false;
  const { rule, template, revisionId } = value as Partial<PersonalPlan>;
  return (
    (rule === null || readRecurrenceRule(rule) !== null) &&
    (template === null || readTemplate(template) !== null) &&
    typeof revisionId === 'string'
  );
}

/** Checks what somebody entered; a refusal lists every field at fault. [L42] */
export function validatePlan(
  rule: RecurrenceRule,
  template: PlanTemplate,
): Result<{ rule: RecurrenceRule; template: PlanTemplate }, PlanRefusal[]> {
  const refusals: PlanRefusal[] = [];
  const checked = checkNewRule(rule);
  if (!checked.ok) refusals.push(...checked.refusal.map((refusal) => ({ field: 'rule', refusal }) as const));
  else if (rule.anchor < FIRST_DAY || rule.anchor > LAST_DAY)
    refusals.push({ field: 'anchor', reason: 'out-of-range' });
  const fields = validateFields({ ...template, day: FIRST_DAY });
  if (!fields.ok) refusals.push(...fields.refusal);
  return refusals.length > 0 ? { ok: false, refusal: refusals } : { ok: true, value: { rule, template } };
}

/** The revision that creates a plan. Throws on what `validatePlan` refuses. [L42] */
export function createPlan(rule: RecurrenceRule, template: PlanTemplate, stamp: WriteStamp): RevisionRow {
  assertValid(rule, template);
  return createOwnRecord(PLAN_KIND, { rule, template: tidyTemplate(template) }, stamp);
}

/**
 * The revision that changes a plan for what comes, with only what differs; null when nothing does. What was made stays as
 * it is, and another rule holds from `today` on. Throws on what `validatePlan` refuses, and when an expense would become
 * income or the other way round: what was skipped of it has its kind already. [L43]
 */
export function editPlan(
  plan: PersonalPlan,
  { rule, template }: { rule: RecurrenceRule; template: PlanTemplate },
  today: Day,
  stamp: WriteStamp,
): RevisionRow | null {
  assertValid(rule, template);
  if (plan.template && letterOf(plan.template.kind) !== letterOf(template.kind))
    throw new TypeError('The kind of a plan is fixed');
  const groups: Record<string, unknown> = {};
  if (!plan.rule || !isSameJson(withoutSince(rule), withoutSince(plan.rule)))
    groups['rule'] = sinceFrom(rule, plan.rule, today);
  if (!plan.template || !isSameJson(tidyTemplate(template), tidyTemplate(plan.template)))
    groups['template'] = tidyTemplate(template);
  return Object.keys(groups).length === 0 ? null : editOwnRecord(PLAN_KIND, plan, groups, stamp);
}

/** The revision that ends a plan; what it has made stays. [L43] */
export function endPlan(plan: PersonalPlan, stamp: WriteStamp): RevisionRow {
  return editOwnRecord(PLAN_KIND, plan, { del: 1 }, stamp);
}

/** The revision that takes an ended plan up again from `today` on: what was due meanwhile is not made. [L43] */
export function resumePlan(plan: PersonalPlan, today: Day, stamp: WriteStamp): RevisionRow {
  const rule = plan.rule ? sinceFrom(withoutSince(plan.rule), plan.rule, today) : undefined;
  return editOwnRecord(PLAN_KIND, plan, { del: 0, rule }, stamp);
}

/** The id of what a plan makes on a day: the same on every device. [L44] */
export function occurrenceId(planId: string, day: Day): string {
  return derivedId('o', [planId, day]);
}

/** The days up to `today` on which a plan has made or makes an entry by itself: of the last 366 days. [L44] */
export function dueDays({ deleted, rule, template }: PersonalPlan, today: Day): Day[] {
  if (deleted || !rule || !template || today < FIRST_DAY) return [];
  const first = addDays(today, -MAX_DAYS_BACK);
  const last = today < LAST_DAY ? today : LAST_DAY;
  return Array.from(walkOccurrences(rule, first > FIRST_DAY ? first : FIRST_DAY, last));
}

/** The next days of a plan from `from` on, at most `count` and none after `to`. */
export function comingDays(
  { deleted, rule, template }: PersonalPlan,
  from: Day,
  count: number,
  to: Day = LAST_DAY,
): Day[] {
  const days: Day[] = [];
  if (deleted || !rule || !template || count < 1) return days;
  for (const day of walkOccurrences(rule, from, to)) {
    days.push(day);
    if (days.length >= count) break;
  }
  return days;
}

/**
 * The revision that makes an occurrence. It is automatic: it loses to whatever somebody enters about it, so that a late
 * device or tab never doubles one, revives a deleted one or undoes an edit. `heads` are those of its entity, if any. [L44]
 */
export function makeOccurrence(
  plan: PersonalPlan,
  day: Day,
  heads: readonly string[],
  stamp: WriteStamp,
): RevisionRow {
  const { template } = plan;
  if (!template || !isDay(day)) throw new TypeError('Nothing can be made of this plan');
  const s = groupsOfEntry({ ...template, day });
  const e = occurrenceId(plan.id, day);
  const json = serializeRevision({
    k: letterOf(template.kind),
    e,
    ...(heads.length > 0 && { b: heads }),
    t: stamp.t,
    a: SELF_MEMBER_ID,
    auto: plan.revisionId,
    s,
  });
  return { id: stamp.id, json };
}

/** The revision that skips an occurrence that is not made yet, or takes it back in. `heads` are those of its entity. [L45] */
export function skipOccurrence(
  plan: PersonalPlan,
  day: Day,
  { isSkipped, heads }: { isSkipped: boolean; heads: readonly string[] },
  stamp: WriteStamp,
): RevisionRow {
  const kind = letterOf(plan.template?.kind ?? 'expense');
  return editOwnRecord(kind, { id: occurrenceId(plan.id, day), heads }, { del: isSkipped ? 1 : 0 }, stamp);
}

/**
 * What a plan comes to in a month on average, in minor units, halves away from zero: a year has 365.2425 days. Zero when
 * it has ended or cannot be read. [L46]
 */
export function monthlyCost(plan: PersonalPlan): bigint {
  return costOfMonths(plan, 1n);
}

/** As `monthlyCost`, in a year: exact to the minor unit, where twelve rounded months may not be. [L46] */
export function yearlyCost(plan: PersonalPlan): bigint {
  return costOfMonths(plan, 12n);
}

function costOfMonths({ deleted, rule, template }: PersonalPlan, months: bigint): bigint {
  if (deleted || !rule || !template) return 0n;
  const minor = BigInt(template.amountMinor) * months;
  const every = BigInt(rule.every);
  switch (rule.unit) {
    case 'day':
      return divideHalfAway(minor * 3_652_425n, every * 120_000n);
    case 'week':
      return divideHalfAway(minor * 3_652_425n, every * 840_000n);
    case 'month':
      return divideHalfAway(minor, every);
    case 'year':
      return divideHalfAway(minor, every * 12n);
  }
}

function readTemplate(value: unknown): PlanTemplate | null {
  if (!isJsonObject(value)) return null;
  const kind = ownProperty(value, 'kind');
  const tags = ownProperty(value, 'tags') ?? [];
  const textOf = (name: string): string => {
    const text = ownProperty(value, name);
    return typeof text === 'string' ? text : '';
  };
  const amountMinor = ownProperty(value, 'amountMinor');
  if (!isKind(kind) || typeof amountMinor !== 'number' || !Array.isArray(tags)) return null;
  const template: PlanTemplate = {
    kind,
    amountMinor,
    currency: textOf('currency'),
    title: textOf('title'),
    category: textOf('category'),
    note: textOf('note'),
    tags: tags.filter((tag) => typeof tag === 'string'),
  };
  return validateFields({ ...template, day: FIRST_DAY }).ok ? template : null;
}

function isKind(kind: unknown): kind is PersonalKind {
  return kind === 'expense' || kind === 'income' || kind === 'refund';
}

function letterOf(kind: PersonalKind): 'x' | 'i' {
  return kind === 'expense' ? 'x' : 'i';
}

/** As it is stored: fields in one order, and none that is empty. */
function tidyTemplate({ kind, amountMinor, currency, title, category, note, tags }: PlanTemplate): object {
  return {
    kind,
    amountMinor,
    currency,
    ...(title !== '' && { title }),
    ...(category !== '' && { category }),
    ...(note !== '' && { note }),
    ...(tags.length > 0 && { tags: [...tags].sort() }),
  };
}

function withoutSince({ every, unit, anchor, until, count }: RecurrenceRule): RecurrenceRule {
  const rule: RecurrenceRule = { every, unit, anchor };
  if (until !== undefined) rule.until = until;
  if (count !== undefined) rule.count = count;
  return rule;
}

/** The rule as it holds from `today` on, or from the later day before which it never held: an entry stands there already. */
function sinceFrom(rule: RecurrenceRule, before: RecurrenceRule | null, today: Day): RecurrenceRule {
  const tidy = withoutSince(rule);
  const since = before?.since !== undefined && before.since > today ? before.since : today;
  return rule.anchor >= since ? tidy : { ...tidy, since };
}

function assertValid(rule: RecurrenceRule, template: PlanTemplate): void {
  const check = validatePlan(rule, template);
  if (!check.ok) throw new TypeError(`Not valid: ${JSON.stringify(check.refusal)}`);
}
