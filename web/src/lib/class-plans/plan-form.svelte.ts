import type { Day } from '@tallybook/shared/calendar/day';
import {
  checkNewRule,
  type RecurrenceRefusal,
  type RecurrenceRule,
  type RecurrenceUnit,
} from '@tallybook/shared/calendar/recurrence';
import { FIRST_DAY, LAST_DAY } from '@tallybook/shared/personal/personal-fields';
import { textFaults } from '@tallybook/shared/class-doc/commands/text-faults';
import { calculateAmount, type AmountReading } from '@tallybook/shared/money/calculate-amount';
import type { AmountRefusal, NumberStyle } from '@tallybook/shared/money/parse-amount';
import type { Result } from '@tallybook/shared/money/result';
import type { TemplateFields } from '@tallybook/shared/class-doc/commands/plans';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { readSplit, type Entered, type SplitFault, type SplitReading } from '$lib/split-editor/read-split.ts';
import { readSplitDraft, type SplitDraft } from '$lib/split-editor/split-draft.ts';

export type PlanEnd = 'never' | 'on' | 'after';

/** A plan as typed: texts, so that nothing is lost to a failed reading. */
export interface PlanValues {
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
  readonly every: string;
  readonly unit: RecurrenceUnit;
  readonly anchor: string;
  readonly end: PlanEnd;
  readonly until: string;
  readonly count: string;
}

export type PlanProblem =
  | { field: 'amount'; refusal: AmountRefusal }
  | { field: 'split'; fault: SplitFault }
  | { field: 'title' | 'note'; limit: number; given: number }
  | { field: 'rule'; refusal: RecurrenceRefusal }
  | { field: 'anchor' | 'until'; reason: 'out-of-range' };

/** Where the sentence of a problem stands. */
export type PlanField = 'amount' | 'split' | 'title' | 'note' | 'every' | 'anchor' | 'until' | 'count';

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
  every: '1',
  unit: 'month',
  anchor: today,
  end: 'never',
  until: '',
  count: '12',
});

/** One recurring plan being typed. It knows what was typed and what that means; it saves nothing itself. */
export class PlanForm {
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
  every = $state('1');
  unit = $state<RecurrenceUnit>('month');
  anchor = $state('');
  end = $state<PlanEnd>('never');
  until = $state('');
  count = $state('');
  /** Of a new plan that began before today: whether what would have been by now is entered too. */
  withEarlier = $state(false);
  #isChecked = $state(false);

  readonly #reading = $derived.by(() => calculateAmount(this.amount, this.currency, this.#around.style));
  readonly #money = $derived.by(() => readSplit(this.split, this.entered, this.#around));

  constructor(values: PlanValues, around: Around) {
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
    this.every = values.every;
    this.unit = values.unit;
    this.anchor = values.anchor;
    this.end = values.end;
    this.until = values.until;
    this.count = values.count;
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

  /** The rule as far as it makes sense; what is wrong with it otherwise. */
  get rule(): Result<RecurrenceRule, PlanProblem[]> {
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

  /** The first problem of each field, once somebody tried to save. */
  get problems(): ReadonlyMap<PlanField, PlanProblem> {
    const shown = new Map<PlanField, PlanProblem>();
    if (!this.#isChecked) return shown;
    for (const problem of this.#allProblems()) {
      const field = problem.field === 'rule' ? fieldOfRule(problem.refusal) : problem.field;
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

/** What is no whole number is NaN, which no rule takes. */
function wholeNumber(text: string): number {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : NaN;
}

function fieldOfRule({ field }: RecurrenceRefusal): PlanField {
  if (field === 'unit' || field === 'since') return 'every';
  return field;
}
