import { templateMoney } from '@tallybook/shared/class-doc/commands/plans';
import type { ClassEntry, ClassPlan } from '@tallybook/shared/class-doc/records';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { openMoney } from '@tallybook/shared/split/open-money';
import { valuesOfRule } from '$lib/recurrence/rule-form.svelte.ts';
import { openSplit, withMemberIds } from '$lib/split-editor/open-split.ts';
import { newPlanValues, type PlanValues } from './plan-form.svelte.ts';

interface Around {
  readonly canonicalId: (memberId: string) => string;
  readonly amountToType: (minor: number, currency: string) => string;
}

export interface OpenedPlan {
  readonly values: PlanValues;
  readonly money: MoneyInput | null;
  /** The fields cannot hold it. */
  readonly isMoneyFixed: boolean;
}

/** A plan as it would be typed; null when this app cannot read it. */
export function openPlan({ id, rule, template }: ClassPlan, around: Around): OpenedPlan | null {
  if (!rule || !template) return null;
  const money = openMoney(template.kind, templateMoney(template), id);
  if (!money) return null;
  const { title, category, note } = template;
  const opened = openFields(money, around);
  return { ...opened, values: { ...opened.values, ...valuesOfRule(rule), title, category, note } };
}

/** What is entered of a plan that repeats an entry every month: the entry itself is its first occurrence. */
export function openRepeated(entry: ClassEntry, money: MoneyInput, around: Around): OpenedPlan {
  const { title, category, note, day } = entry;
  const opened = openFields(money, around);
  return { ...opened, values: { ...opened.values, title, category, note, anchor: day } };
}

function openFields(money: MoneyInput, { canonicalId, amountToType }: Around): OpenedPlan {
  const fresh = { ...newPlanValues(money.currency, ''), kind: money.kind };
  const opened = openSplit(withMemberIds(money, canonicalId), { amount: amountToType });
  const amount = amountToType(money.amountMinor, money.currency);
  if (!opened) return { values: { ...fresh, amount }, money, isMoneyFixed: true };
  const { draft, payerId, memberIds } = opened;
  return { values: { ...fresh, amount, payerId, memberIds, split: draft }, money, isMoneyFixed: false };
}
