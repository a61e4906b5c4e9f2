import { calculateAmount, type AmountReading } from '@tallybook/shared/money/calculate-amount';
import type { AmountRefusal, NumberStyle } from '@tallybook/shared/money/parse-amount';
import type { Result } from '@tallybook/shared/money/result';
import type { RecurrenceRule } from '@tallybook/shared/calendar/recurrence';
import type { PersonalKind } from '@tallybook/shared/personal/personal-entry';
import { FIRST_DAY, validateFields, type FieldsRefusal } from '@tallybook/shared/personal/personal-fields';
import type { PlanTemplate } from '@tallybook/shared/personal/plans';
import { sortTags } from '@tallybook/shared/personal/tags';
import { splitTags } from '$lib/quick-entry/split-tags.ts';
import { joinTexts, oneOf, splitTexts, type TypedParts } from '$lib/kept-form/kept-form.svelte.ts';
import {
  fieldOfProblem,
  newRuleValues,
  RuleForm,
  type RuleField,
  type RuleProblem,
  type RuleValues,
} from '$lib/recurrence/rule-form.svelte.ts';
import type { GuessCategory } from './guess-category.ts';

/** A plan as typed: texts, so that nothing is lost to a failed reading. */
export interface RecurringValues extends RuleValues {
  readonly kind: PersonalKind;
  readonly amount: string;
  readonly currency: string;
  readonly title: string;
  /** Null while it is left to what the description suggests; '' is a choice as well. */
  readonly category: string | null;
  readonly note: string;
  readonly tags: readonly string[];
}

export type RecurringProblem =
  | { field: 'amount'; refusal: AmountRefusal }
  | { field: 'rule'; problem: RuleProblem }
  | Exclude<FieldsRefusal, { field: 'amount' | 'day' }>;

/** Where the sentence of a problem stands. */
export type RecurringField = RuleField | 'amount' | 'currency' | 'title' | 'category' | 'note' | 'tags';

export interface TypedPlan {
  readonly rule: RecurrenceRule;
  readonly template: PlanTemplate;
}

export const newRecurringValues = (currency: string, today: string): RecurringValues => ({
  kind: 'expense',
  amount: '',
  currency,
  title: '',
  category: null,
  note: '',
  tags: [],
  ...newRuleValues(today),
});

/** One recurring entry being typed. It knows what was typed and what that means; it saves nothing itself. */
export class RecurringForm extends RuleForm {
  readonly #style: NumberStyle;
  readonly #guess: GuessCategory | undefined;
  kind = $state<PersonalKind>('expense');
  amount = $state('');
  currency = $state('');
  title = $state('');
  note = $state('');
  tags = $state.raw<readonly string[]>([]);
  /** What is typed in the field of tags and not one yet. */
  tagText = $state('');
  #chosenCategory = $state<string | null>(null);
  #isChecked = $state(false);

  readonly #guessed = $derived.by(() =>
    this.title.trim() === '' ? null : (this.#guess?.(this.title, this.flow) ?? null),
  );
  readonly #reading = $derived.by(() => calculateAmount(this.amount, this.currency, this.#style));

  constructor(values: RecurringValues, style: NumberStyle, guess?: GuessCategory) {
    super(values);
    this.#style = style;
    this.#guess = guess;
    this.kind = values.kind;
    this.amount = values.amount;
    this.currency = values.currency;
    this.title = values.title;
    this.#chosenCategory = values.category;
    this.note = values.note;
    this.tags = values.tags;
  }

  get flow(): 'in' | 'out' {
    return this.kind === 'income' ? 'in' : 'out';
  }

  get category(): string {
    return this.#chosenCategory ?? this.#guessed ?? '';
  }

  set category(id: string) {
    this.#chosenCategory = id;
  }

  get reading(): Result<AmountReading, AmountRefusal> {
    return this.#reading;
  }

  override get typed(): TypedParts {
    const { kind, amount, currency, title, note, tagText } = this;
    return {
      ...super.typed,
      kind,
      money: joinTexts(amount, currency),
      title,
      category: joinTexts(...(this.#chosenCategory === null ? [] : [this.#chosenCategory])),
      note,
      tags: joinTexts(...this.tags),
      tagText,
    };
  }

  override retype(parts: TypedParts): void {
    super.retype(parts);
    const [amount, currency] = splitTexts(parts['money'], 2) ?? [];
    if (amount !== undefined && currency !== undefined) Object.assign(this, { amount, currency });
    this.kind = oneOf(['expense', 'income', 'refund'], parts['kind']) ?? this.kind;
    this.title = parts['title'] ?? this.title;
    const category = splitTexts(parts['category'], 0);
    if (category) this.#chosenCategory = category[0] ?? null;
    this.note = parts['note'] ?? this.note;
    this.tags = splitTexts(parts['tags'], 0) ?? this.tags;
    this.tagText = parts['tagText'] ?? this.tagText;
    this.#isChecked = false;
  }

  /** The first problem of each field, once somebody tried to save. */
  get problems(): ReadonlyMap<RecurringField, RecurringProblem> {
    const shown = new Map<RecurringField, RecurringProblem>();
    if (!this.#isChecked) return shown;
    for (const problem of this.#allProblems()) {
      const field = problem.field === 'rule' ? fieldOfProblem(problem.problem) : problem.field;
      if (!shown.has(field)) shown.set(field, problem);
    }
    return shown;
  }

  /** What to save, or null; from then on problems are shown as they stand. */
  submit(): TypedPlan | null {
    this.#isChecked = true;
    const { rule } = this;
    if (!rule.ok || this.#allProblems().length > 0) return null;
    return { rule: rule.value, template: this.#template() };
  }

  #template(): PlanTemplate {
    const { kind, currency, category } = this;
    const amountMinor = this.#reading.ok ? this.#reading.value.amountMinor : 1;
    const tags = sortTags([...this.tags, ...splitTags(this.tagText).tags]);
    return { kind, amountMinor, currency, title: this.title.trim(), category, note: this.note.trim(), tags };
  }

  #allProblems(): RecurringProblem[] {
    const problems: RecurringProblem[] = [];
    if (!this.#reading.ok) problems.push({ field: 'amount', refusal: this.#reading.refusal });
    const fields = validateFields({ ...this.#template(), day: FIRST_DAY });
    for (const refusal of fields.ok ? [] : fields.refusal) {
      if (refusal.field !== 'amount' && refusal.field !== 'day') problems.push(refusal);
    }
    const { rest } = splitTags(this.tagText);
    if (rest !== '') problems.push({ field: 'tags', reason: 'not-a-tag', found: rest });
    const { rule } = this;
    if (!rule.ok) problems.push(...rule.refusal.map((problem) => ({ field: 'rule', problem }) as const));
    return problems;
  }
}
