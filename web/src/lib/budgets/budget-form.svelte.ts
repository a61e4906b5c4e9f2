import { calculateAmount, type AmountReading } from '@tallybook/shared/money/calculate-amount';
import type { AmountRefusal, NumberStyle } from '@tallybook/shared/money/parse-amount';
import type { Result } from '@tallybook/shared/money/result';
import { joinTexts, oneOf, splitTexts, type TypedParts } from '$lib/kept-form/kept-form.svelte.ts';
import { validateBudget, type BudgetFields, type BudgetRefusal } from '@tallybook/shared/personal/budgets';

/** A budget as typed: the limit as a text, so that nothing is lost to a failed reading. */
export interface BudgetValues extends Omit<BudgetFields, 'limitMinor'> {
  readonly limit: string;
}

export type BudgetProblem =
  { field: 'limit'; refusal: AmountRefusal } | Exclude<BudgetRefusal, { field: 'limit' }>;
export type BudgetField = BudgetProblem['field'];

/** One budget being typed. It knows what was typed and what that means; it saves nothing itself. */
export class BudgetForm {
  readonly #style: NumberStyle;
  readonly #opened: BudgetValues;
  limit = $state('');
  currency = $state('');
  unit = $state<BudgetFields['unit']>('month');
  scope = $state<'all' | 'chosen'>('chosen');
  /** Kept while all spending is chosen, so that changing one's mind costs nothing. */
  categories = $state.raw<readonly string[]>([]);
  counted = $state<BudgetFields['counted']>('both');
  carry = $state(false);
  name = $state('');
  #isChecked = $state(false);

  readonly #reading = $derived.by(() => calculateAmount(this.limit, this.currency, this.#style));

  constructor(values: BudgetValues, style: NumberStyle) {
    this.#style = style;
    this.#opened = values;
    this.limit = values.limit;
    this.currency = values.currency;
    this.unit = values.unit;
    this.scope = values.categories === null ? 'all' : 'chosen';
    this.categories = values.categories ?? [];
    this.counted = values.counted;
    this.carry = values.carry;
    this.name = values.name;
  }

  get reading(): Result<AmountReading, AmountRefusal> {
    return this.#reading;
  }

  /** As records have it: null for all spending. */
  get chosen(): readonly string[] | null {
    return this.scope === 'all' ? null : this.categories;
  }

  /** Each problem once somebody tried to save. */
  get problems(): ReadonlyMap<BudgetField, BudgetProblem> {
    return new Map(this.#isChecked ? this.#allProblems().map((problem) => [problem.field, problem]) : []);
  }

  /** What is typed, by the parts that a change of them is about. */
  get typed(): TypedParts {
    const { limit, currency, unit, scope, counted, carry, name } = this;
    return {
      money: joinTexts(limit, currency, unit),
      scope,
      categories: joinTexts(...this.categories),
      counted,
      carry: String(carry),
      name,
    };
  }

  retype(parts: TypedParts): void {
    const [limit, currency, unitText] = splitTexts(parts['money'], 3) ?? [];
    const unit = oneOf(['week', 'month', 'year'], unitText);
    if (limit !== undefined && currency !== undefined && unit) Object.assign(this, { limit, currency, unit });
    this.scope = oneOf(['all', 'chosen'], parts['scope']) ?? this.scope;
    this.categories = splitTexts(parts['categories'], 0) ?? this.categories;
    this.counted = oneOf(['both', 'own', 'shared'], parts['counted']) ?? this.counted;
    if (parts['carry'] !== undefined) this.carry = parts['carry'] === 'true';
    this.name = parts['name'] ?? this.name;
    this.#isChecked = false;
  }

  toggle(category: string, isChosen: boolean): void {
    const others = this.categories.filter((each) => each !== category);
    this.categories = isChosen ? [...others, category] : others;
  }

  /** What to save, or null; from then on problems are shown as they stand. */
  submit(): BudgetFields | null {
    this.#isChecked = true;
    const fields = this.#fields();
    const check = this.#reading.ok ? validateBudget(fields) : null;
    return check?.ok ? check.value : null;
  }

  /** The fields that were changed here: what was not stays as anybody else has changed it meanwhile. */
  touchedOf(fields: BudgetFields): Partial<BudgetFields> {
    const { limit, currency, unit, ...opened } = this.#opened;
    const { limitMinor } = fields;
    // A limit says nothing without its currency and period, so the three go together.
    const isMoneyTouched = this.limit !== limit || fields.currency !== currency || fields.unit !== unit;
    return {
      ...(isMoneyTouched && { limitMinor, currency: fields.currency, unit: fields.unit }),
      ...(!isSameList(fields.categories, opened.categories) && { categories: fields.categories }),
      ...(fields.counted !== opened.counted && { counted: fields.counted }),
      ...(fields.carry !== opened.carry && { carry: fields.carry }),
      ...(fields.name !== opened.name && { name: fields.name }),
    };
  }

  #fields(): BudgetFields {
    const { currency, unit, chosen, counted, carry, name } = this;
    const limitMinor = this.#reading.ok ? this.#reading.value.amountMinor : 1;
    return { currency, unit, categories: chosen, counted, carry, name, limitMinor };
  }

  #allProblems(): BudgetProblem[] {
    const problems: BudgetProblem[] = [];
    if (!this.#reading.ok) problems.push({ field: 'limit', refusal: this.#reading.refusal });
    const check = validateBudget(this.#fields());
    if (!check.ok) for (const refusal of check.refusal) if (refusal.field !== 'limit') problems.push(refusal);
    return problems;
  }
}

function isSameList(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
