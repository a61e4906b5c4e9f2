import { addDays, isDay, type Day } from '@tallybook/shared/calendar/day';
import type { FoundRecurring } from '@tallybook/shared/personal/find-recurring';
import type { PersonalEntry, PersonalKind } from '@tallybook/shared/personal/personal-entry';
import type { PersonalPlan, PlanTemplate } from '@tallybook/shared/personal/plans';
import { valuesOfRule } from '$lib/recurrence/rule-form.svelte.ts';
import { newRecurringValues, type RecurringValues } from './recurring-form.svelte.ts';

type AmountToType = (minor: number, currency: string) => string;

/** What a form begins with. */
export interface FormStart {
  readonly values: RecurringValues;
  /** The day of the entry that is to repeat and is the first one; null without one. */
  readonly repeated: Day | null;
  /** Nothing before this day is entered; null where nothing is known. */
  readonly since: Day | null;
}

/** A new one, from an address: `entry` is the one named in it. */
export function startForm(
  query: URLSearchParams,
  entry: PersonalEntry | null,
  { currency, today, amountToType }: { currency: string; today: Day; amountToType: AmountToType },
): FormStart {
  const fresh = newRecurringValues(query.get('currency') ?? currency, today);
  const opened: RecurringValues = entry
    ? { ...fresh, ...valuesOf(entry, amountToType), anchor: entry.day }
    : fresh;
  const [unit, anchor, since] = [query.get('unit'), query.get('anchor') ?? '', query.get('since') ?? ''];
  const values: RecurringValues = {
    ...opened,
    kind: kindOf(query.get('kind')) ?? opened.kind,
    amount: query.get('amount') ?? opened.amount,
    title: query.get('title') ?? opened.title,
    category: query.get('category') ?? opened.category,
    every: query.get('every') ?? opened.every,
    unit: unit === 'day' || unit === 'week' || unit === 'year' ? unit : 'month',
    anchor: isDay(anchor) ? anchor : opened.anchor,
  };
  if (isDay(since)) return { values, repeated: null, since };
  return { values, repeated: entry?.day ?? null, since: entry ? addDays(entry.day, 1) : null };
}

/** A plan as it would be typed; null when this app cannot read it. */
export function openPlan(
  { rule, template }: PersonalPlan,
  amountToType: AmountToType,
): RecurringValues | null {
  if (!rule || !template) return null;
  return { ...valuesOf(template, amountToType), ...valuesOfRule(rule) };
}

/** By what a change of a plan is kept while it is typed. */
export const keyOfChange = (planId: string): string => `plan ${planId}`;

/** Where a suggestion leads to. */
export function hrefOfSuggestion({
  entry,
  rule,
  since,
}: Pick<FoundRecurring, 'rule' | 'since'> & { entry: { id: string } }): string {
  const query = new URLSearchParams({
    from: entry.id,
    every: String(rule.every),
    unit: rule.unit,
    anchor: rule.anchor,
    since,
  });
  return `/recurring/new?${query.toString()}`;
}

function valuesOf(
  of: Pick<PlanTemplate, 'kind' | 'amountMinor' | 'currency' | 'title' | 'category' | 'note' | 'tags'>,
  amountToType: AmountToType,
): Omit<RecurringValues, keyof ReturnType<typeof valuesOfRule>> {
  const { kind, amountMinor, currency, title, category, note, tags } = of;
  const amount = amountMinor > 0 ? amountToType(amountMinor, currency) : '';
  return { kind, amount, currency, title, category, note, tags };
}

function kindOf(text: string | null): PersonalKind | null {
  return text === 'expense' || text === 'income' || text === 'refund' ? text : null;
}
