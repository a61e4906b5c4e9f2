import type { Day } from '../../calendar/day.ts';
import type { RecurrenceRule } from '../../calendar/recurrence.ts';
import { checkNewRule } from '../../calendar/recurrence.ts';
import type { Result } from '../../money/result.ts';
import { isSameJson } from '../../revisions/json-shape.ts';
import type { Leg, MoneyGroup } from '../../revisions/money-group.ts';
import type { MoneyInput } from '../../split/money-input.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { ClassPlan, PlanTemplate } from '../records.ts';
import { kindLetter } from './add-entry.ts';
import type { Command, WriteContext } from './command.ts';
import type { CommandRefusal, FieldFault } from './command-refusal.ts';
import type { EntryFields } from './entry-fields.ts';
import { fieldFaults, isSameMoney, resolveAmongMembers } from './entry-fields.ts';
import { dayFaults } from './text-faults.ts';
import { refuse, writeCreation, writeEdit } from './write-rows.ts';

/** What is entered about each occurrence; its day comes from the rule. */
export type TemplateFields = Omit<EntryFields, 'day' | 'tags'>;

/** What is not given stays as it is. */
export interface PlanEdit {
  planId: string;
  rule?: RecurrenceRule;
  template?: Partial<TemplateFields>;
  today: Day;
}

/** Adds a recurring plan. Occurrences from its anchor on are due as soon as it is there. [D32] */
export function addPlan(
  ledger: ClassLedger,
  { rule, template: fields }: { rule: RecurrenceRule; template: TemplateFields },
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const id = context.newId('e');
  const template = makeTemplate(ledger, id, null, fields.money, context);
  const faults = [
    ...ruleFaults(rule),
    ...(template.ok ? [] : template.refusal),
    ...fieldFaults(textsOf(fields)),
  ];
  if (!template.ok || faults.length > 0) return refuse({ reason: 'fields', faults });
  const texts = Object.entries(textsOf(fields)).filter(([, text]) => text !== '');
  const groups = { rule: tidyRule(rule, rule.since), template: template.value, ...Object.fromEntries(texts) };
  const row = writeCreation(ledger, 'p', id, groups, context);
  return row.ok ? { ok: true, value: { name: 'add-plan', rows: [row.value], entityId: id } } : row;
}

/**
 * Changes a plan for what comes: occurrences that were made stay as they are, and another rule holds from today on, so
 * that none before is made anew. What is due should be made first. [D32]
 */
export function editPlan(
  ledger: ClassLedger,
  { planId, rule, template: fields, today }: PlanEdit,
  context: WriteContext,
): Result<Command, CommandRefusal> {
  const plan = findPlan(ledger, planId);
  if (!plan) return refuse({ reason: 'unknown-entity', entityId: planId });
  if (plan.deleted) return refuse({ reason: 'deleted', entityId: planId });
  if (fields?.money && plan.template && fields.money.kind !== plan.template.kind)
    return refuse({ reason: 'kind-is-fixed', entityId: planId });
  const faults: FieldFault[] = [];
  const groups: Record<string, unknown> = {};
  if (rule && !(plan.rule && isSameJson(tidyRule(rule), tidyRule(plan.rule)))) {
    faults.push(...ruleFaults(rule));
    groups['rule'] = tidyRule(rule, sinceChanged(rule, plan.rule, today));
  }
  if (fields) {
    const stored = ledger.entity(planId)?.groups;
    const template = fields.money && makeTemplate(ledger, planId, plan.template, fields.money, context);
    if (template?.ok === false) faults.push(...template.refusal);
    else if (template && !isSameJson(template.value, stored?.get('template')?.value))
      groups['template'] = template.value;
    const texts = Object.entries(textsOf(fields)).filter(
      ([group, text]) => text !== (stored?.get(group)?.value ?? ''),
    );
    faults.push(...fieldFaults(Object.fromEntries(texts)));
    Object.assign(groups, Object.fromEntries(texts));
  }
  if (faults.length > 0) return refuse({ reason: 'fields', faults });
  const rows = writeEdit(ledger, 'p', planId, groups, context);
  return rows.ok ? { ok: true, value: { name: 'edit-plan', rows: rows.value, entityId: planId } } : rows;
}

export function findPlan(ledger: ClassLedger, planId: string): ClassPlan | undefined {
  return ledger.plans().find(({ id }) => id === planId);
}

/** What stands in the `template` group; title, category and note are groups of their own. */
interface StoredTemplate {
  kind: 'x' | 'i';
  leg: Leg;
  how?: unknown;
  orig?: unknown;
}

/** The money of a template as the group of an entry has it. */
export function templateMoney({ leg, how, original }: PlanTemplate): MoneyGroup {
  const money: MoneyGroup = { legs: [leg] };
  if (how !== undefined) money.how = how;
  if (original !== null) money.orig = original;
  return money;
}

/**
 * The rule group that takes a plan up again: it holds from today on, so that no occurrence of the time since its deletion
 * or since another rule came is made. No group when it does so already. [D32]
 */
export function resumedRule(rule: RecurrenceRule, plan: ClassPlan, today: Day): { rule?: RecurrenceRule } {
  const { since = today } = rule;
  const resumed = tidyRule(rule, rule.anchor < today ? later(since, today) : rule.since);
  return plan.rule && isSameJson(resumed, plan.rule) ? {} : { rule: resumed };
}

/** The template group: money that was not changed stays as it is stored. */
function makeTemplate(
  ledger: ClassLedger,
  planId: string,
  known: PlanTemplate | null,
  money: MoneyInput,
  context: WriteContext,
): Result<StoredTemplate, FieldFault[]> {
  const stored = known ? templateMoney(known) : null;
  const before = stored?.legs ?? [];
  const resolved = resolveAmongMembers(money, { ledger, context, seed: planId, before });
  const isKept = stored && isSameMoney(stored, money, resolved.ok ? resolved.value : null, planId);
  if (!isKept && !resolved.ok) return resolved;
  const { legs, how, orig } = isKept || !resolved.ok ? (stored ?? { legs: [] }) : resolved.value;
  const [leg] = legs;
  if (!leg) throw new Error('Money without a leg');
  return {
    ok: true,
    value: {
      kind: kindLetter(money.kind),
      leg,
      ...(how === undefined ? {} : { how }),
      ...(orig === undefined ? {} : { orig }),
    },
  };
}

/** From today on; while the first day is still to come, what stood before counts on: an entry may be the first one. */
function sinceChanged(rule: RecurrenceRule, before: RecurrenceRule | null, today: Day): Day | undefined {
  if (rule.anchor < today) return later(before?.since ?? today, today);
  return rule.anchor === before?.anchor ? before.since : undefined;
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

function textsOf({ title, category, note }: Partial<TemplateFields>): Partial<Omit<TemplateFields, 'money'>> {
  return {
    ...(title !== undefined && { title }),
    ...(category !== undefined && { category }),
    ...(note !== undefined && { note }),
  };
}

function ruleFaults(rule: RecurrenceRule): FieldFault[] {
  const check = checkNewRule(rule);
  return check.ok
    ? dayFaults(rule.anchor)
    : [{ field: 'rule', reason: 'not-a-rule', refusals: check.refusal }];
}

/** The rule with the fields that readers know, and this `since`. */
function tidyRule({ every, unit, anchor, until, count }: RecurrenceRule, since?: Day): RecurrenceRule {
  const rule: RecurrenceRule = { every, unit, anchor };
  if (until !== undefined) rule.until = until;
  if (count !== undefined) rule.count = count;
  if (since !== undefined) rule.since = since;
  return rule;
}
