import type { Day } from '@tallybook/shared/calendar/day';
import {
  checkNewRule,
  type RecurrenceRefusal,
  type RecurrenceRule,
  type RecurrenceUnit,
} from '@tallybook/shared/calendar/recurrence';
import type { Result } from '@tallybook/shared/money/result';
import { joinTexts, oneOf, splitTexts, type TypedParts } from '$lib/kept-form/kept-form.svelte.ts';
import { FIRST_DAY, LAST_DAY } from '@tallybook/shared/personal/personal-fields';

export type RuleEnd = 'never' | 'on' | 'after';

/** A rule as typed: texts, so that nothing is lost to a failed reading. */
export interface RuleValues {
  readonly every: string;
  readonly unit: RecurrenceUnit;
  readonly anchor: string;
  readonly end: RuleEnd;
  readonly until: string;
  readonly count: string;
}

export type RuleProblem =
  { field: 'rule'; refusal: RecurrenceRefusal } | { field: 'anchor' | 'until'; reason: 'out-of-range' };

/** Where the sentence of a problem stands. */
export type RuleField = 'every' | 'anchor' | 'until' | 'count';

export const newRuleValues = (anchor: string): RuleValues => ({
  every: '1',
  unit: 'month',
  anchor,
  end: 'never',
  until: '',
  count: '12',
});

/** A rule as it would be typed. */
export function valuesOfRule({ every, unit, anchor, until, count }: RecurrenceRule): RuleValues {
  const base = { ...newRuleValues(anchor), every: String(every), unit };
  if (count !== undefined) return { ...base, end: 'after', count: String(count), until: until ?? '' };
  return until === undefined ? base : { ...base, end: 'on', until };
}

/** The part of a form that says how something repeats. */
export class RuleForm {
  readonly #opened: RuleValues;
  every = $state('1');
  unit = $state<RecurrenceUnit>('month');
  anchor = $state('');
  end = $state<RuleEnd>('never');
  until = $state('');
  count = $state('');
  /** Of a new plan that began before today: whether what would have been by now is entered too. */
  withEarlier = $state(false);

  constructor(values: RuleValues) {
    this.#opened = values;
    this.every = values.every;
    this.unit = values.unit;
    this.anchor = values.anchor;
    this.end = values.end;
    this.until = values.until;
    this.count = values.count;
  }

  /** The rule as far as it makes sense; what is wrong with it otherwise. */
  get rule(): Result<RecurrenceRule, RuleProblem[]> {
    const rule: RecurrenceRule = { every: wholeNumber(this.every), unit: this.unit, anchor: this.anchor };
    if (this.end === 'on') rule.until = this.until;
    if (this.end === 'after') rule.count = wholeNumber(this.count);
    const checked = checkNewRule(rule);
    if (!checked.ok)
      return { ok: false, refusal: checked.refusal.map((refusal) => ({ field: 'rule', refusal })) };
    if (rule.anchor < FIRST_DAY || rule.anchor > LAST_DAY)
      return { ok: false, refusal: [{ field: 'anchor', reason: 'out-of-range' }] };
    return checked;
  }

  /** What is typed, by the parts that a change of them is about. */
  get typed(): TypedParts {
    const { every, unit, anchor, end, until, count } = this;
    return { rule: joinTexts(every, unit, anchor, end, until, count), withEarlier: String(this.withEarlier) };
  }

  retype(parts: TypedParts): void {
    if (parts['withEarlier'] !== undefined) this.withEarlier = parts['withEarlier'] === 'true';
    const [every, unitText, anchor, endText, until, count] = splitTexts(parts['rule'], 6) ?? [];
    const unit = oneOf(['day', 'week', 'month', 'year'], unitText);
    const end = oneOf(['never', 'on', 'after'], endText);
    if (unit && end) Object.assign(this, { every, unit, anchor, end, until, count });
  }

  /** Whether the rule says something else than as it was opened. */
  get isRuleTouched(): boolean {
    const { every, unit, anchor, end, until, count } = this;
    const opened = this.#opened;
    const isSameEnd =
      end === opened.end &&
      (end !== 'on' || until === opened.until) &&
      (end !== 'after' || count === opened.count);
    return !(isSameEnd && every === opened.every && unit === opened.unit && anchor === opened.anchor);
  }
}

/** The first day that a new plan enters by itself; null where nothing holds it back. `since`: no day before it counts. */
export function firstEntered(form: Pick<RuleForm, 'withEarlier'>, since: Day | null, today: Day): Day | null {
  if (form.withEarlier) return since;
  return since !== null && since > today ? since : today;
}

/** The field that a problem stands beside. */
export function fieldOfProblem(problem: RuleProblem): RuleField {
  if (problem.field !== 'rule') return problem.field;
  const { field } = problem.refusal;
  return field === 'unit' || field === 'since' ? 'every' : field;
}

/** What is no whole number is NaN, which no rule takes. */
function wholeNumber(text: string): number {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : NaN;
}
