import type { Day } from '@tallybook/shared/calendar/day';
import type { RecurrenceRule } from '@tallybook/shared/calendar/recurrence';
import { textFaults } from '@tallybook/shared/class-doc/commands/text-faults';
import { calculateAmount, type AmountReading } from '@tallybook/shared/money/calculate-amount';
import type { AmountRefusal, NumberStyle } from '@tallybook/shared/money/parse-amount';
import type { Result } from '@tallybook/shared/money/result';
import type { TemplateFields } from '@tallybook/shared/class-doc/commands/plans';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import {
  fieldOfProblem,
  newRuleValues,
  RuleForm,
  type RuleField,
  type RuleProblem,
  type RuleValues,
} from '$lib/recurrence/rule-form.svelte.ts';
import { readSplit, type Entered, type SplitFault, type SplitReading } from '$lib/split-editor/read-split.ts';
import { readSplitDraft, type SplitDraft } from '$lib/split-editor/split-draft.ts';

/** A plan as typed: texts, so that nothing is lost to a failed reading. */
export interface PlanValues extends RuleValues {
  readonly kind: 'expense' | 'income';
  readonly amount: string;
  readonly currency: string;
  readonly title: string;
  readonly category: string;
  readonly note: string;
  readonly payerId: string;
  /** Null while that is left to be everybody. */
  readonly memberIds: readonly string[] | null;
  readonly split: SplitDraft;
}

export type PlanProblem =
  | { field: 'amount'; refusal: AmountRefusal }
  | { field: 'split'; fault: SplitFault }
  | { field: 'title' | 'note'; limit: number; given: number }
  | RuleProblem;

/** Where the sentence of a problem stands. */
export type PlanField = RuleField | 'amount' | 'split' | 'title' | 'note';

interface Around {
  readonly style: NumberStyle;
  readonly seed: string;
  readonly myId: () => string;
  readonly everybody: () => readonly string[];
  /** The money as it is stored: it stays so where nothing of it was changed. */
  readonly money: MoneyInput | null;
  /** No field here can hold it. */
  readonly isMoneyFixed: boolean;
}

export const newPlanValues = (currency: string, today: Day): PlanValues => ({
  kind: 'expense',
  amount: '',
  currency,
  title: '',
  category: '',
  note: '',
  payerId: '',
  memberIds: null,
  split: readSplitDraft(''),
  ...newRuleValues(today),
});

/** One recurring plan being typed. It knows what was typed and what that means; it saves nothing itself. */
export class PlanForm extends RuleForm {
  readonly #around: Around;
  readonly #opened: string | null;
  kind = $state<PlanValues['kind']>('expense');
  amount = $state('');
  currency = $state('');
  title = $state('');
  category = $state('');
  note = $state('');
  chosenPayerId = $state('');
  chosenIds = $state.raw<readonly string[] | null>(null);
  split = $state.raw<SplitDraft>(readSplitDraft(''));
  #isChecked = $state(false);

  readonly #reading = $derived.by(() => calculateAmount(this.amount, this.currency, this.#around.style));
  readonly #money = $derived.by(() => readSplit(this.split, this.entered, this.#around));

  constructor(values: PlanValues, around: Around) {
    super(values);
    this.#around = around;
    this.kind = values.kind;
    this.amount = values.amount;
    this.currency = values.currency;
    this.title = values.title;
    this.category = values.category;
    this.note = values.note;
    this.chosenPayerId = values.payerId;
    this.chosenIds = values.memberIds;
    this.split = values.split;
    this.#opened = this.#typedMoney();
  }

  get isMoneyFixed(): boolean {
    return this.#around.isMoneyFixed;
  }

  get payerId(): string {
    return this.chosenPayerId === '' ? this.#around.myId() : this.chosenPayerId;
  }

  get memberIds(): readonly string[] {
    return this.chosenIds ?? this.#around.everybody();
  }

  get reading(): Result<AmountReading, AmountRefusal> {
    return this.#reading;
  }

  get entered(): Entered {
    return {
      kind: this.kind,
      amountMinor: this.#reading.ok ? this.#reading.value.amountMinor : 0,
      currency: this.currency,
      payerId: this.payerId,
      memberIds: this.memberIds,
    };
  }

  get splitReading(): Result<SplitReading, SplitFault> {
    return this.#money;
  }

  /** The first problem of each field, once somebody tried to save. */
  get problems(): ReadonlyMap<PlanField, PlanProblem> {
    const shown = new Map<PlanField, PlanProblem>();
    if (!this.#isChecked) return shown;
    for (const problem of this.#allProblems()) {
      const field = isOfRule(problem) ? fieldOfProblem(problem) : problem.field;
      if (!shown.has(field)) shown.set(field, problem);
    }
    return shown;
  }

  /** What to save, or null; from then on problems are shown as they stand. */
  submit(): { rule: RecurrenceRule; template: TemplateFields } | null {
    this.#isChecked = true;
    const { rule } = this;
    const money = this.#moneyToSave();
    if (!rule.ok || !money || this.#allProblems().length > 0) return null;
    const { category } = this;
    return {
      rule: rule.value,
      template: { money, title: this.title.trim(), category, note: this.note.trim() },
    };
  }

  #moneyToSave(): MoneyInput | null {
    const { money, isMoneyFixed } = this.#around;
    if (money && (isMoneyFixed || this.#typedMoney() === this.#opened)) return money;
    return this.#reading.ok && this.#money.ok ? this.#money.value.input : null;
  }

  #typedMoney(): string | null {
    return this.#reading.ok && this.#money.ok ? JSON.stringify(this.#money.value.input) : null;
  }

  #allProblems(): PlanProblem[] {
    const problems: PlanProblem[] = [];
    if (!this.isMoneyFixed) {
      if (!this.#reading.ok) problems.push({ field: 'amount', refusal: this.#reading.refusal });
      // Without an amount nothing adds up, and the amount's own problem says why.
      else if (!this.#money.ok) problems.push({ field: 'split', fault: this.#money.refusal });
    }
    for (const field of ['title', 'note'] as const) {
      for (const fault of textFaults(field, this[field].trim())) {
        if (fault.reason === 'too-long') problems.push({ field, limit: fault.limit, given: fault.given });
      }
    }
    const { rule } = this;
    if (!rule.ok) problems.push(...rule.refusal);
    return problems;
  }
}

function isOfRule(problem: PlanProblem): problem is RuleProblem {
  return problem.field === 'rule' || problem.field === 'anchor' || problem.field === 'until';
}
