import { isDay, type Day } from '@tallybook/shared/calendar/day';
import { calculateAmount, type AmountReading } from '@tallybook/shared/money/calculate-amount';
import type { AmountRefusal, NumberStyle } from '@tallybook/shared/money/parse-amount';
import type { Result } from '@tallybook/shared/money/result';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { defaultCategories } from '@tallybook/shared/personal/categories';
import {
  validateFields,
  type FieldsRefusal,
  type PersonalFields,
} from '@tallybook/shared/personal/personal-commands';
import type { PersonalKind } from '@tallybook/shared/personal/personal-entry';
import { sortTags } from '@tallybook/shared/personal/tags';
import { splitTags } from '$lib/quick-entry/split-tags.ts';
import {
  suggestCategory,
  type CategoryMemory,
  type CategorySuggestion,
} from '@tallybook/shared/personal/suggest-category';

/** The form as typed: texts, so that nothing is lost to a failed reading. */
export interface FormValues {
  kind: PersonalKind;
  amount: string;
  currency: string;
  title: string;
  /** Null while the category is left to the suggestion; '' is a choice as well. */
  category: string | null;
  day: string;
  note: string;
  /** '' for an entry of my own. */
  classId: string;
  /** Who paid in a class; '' while that is left to be me. */
  payerId: string;
  /** Who takes part in a class, ids with spaces between them; null while that is left to be everybody. */
  participants: string | null;
  /** Any other split than an equal one of a sum that one person paid, as `writeSplitDraft` has it; else ''. */
  split: string;
  /** Separated by spaces, which no tag holds. */
  tags: string;
}

/** The part of a form that an entry of my own does not have. */
export const NO_CLASS = { classId: '', payerId: '', participants: null, split: '' } as const;

export type FormField =
  'amount' | 'currency' | 'title' | 'category' | 'day' | 'note' | 'tags' | 'participants' | 'split';
export type FormProblem =
  | { field: 'amount'; refusal: AmountRefusal }
  | { field: 'participants'; reason: 'nobody' }
  /** Null: what reads it is not there yet. */
  | { field: 'split'; sentence: string | null }
  | Exclude<FieldsRefusal, { field: 'amount' }>;

/** Makes money of what was typed of a split, or a sentence; the part of the app that can is loaded when it is used. */
export interface SplitReader {
  read(): Result<MoneyInput, string>;
}

interface FormSurroundings {
  numberStyle: NumberStyle;
  today: () => Day;
  /** What this device learnt; a function, so that nothing is learnt before a title is typed. */
  learnt: () => CategoryMemory;
  /** Keyword to category, from the message files. */
  hints: ReadonlyMap<string, string>;
  /** The money is shown, not typed, so it is not read from the form either. */
  isMoneyFixed?: boolean;
  /** Of the class entry that is edited: it keeps a category of somebody's own. */
  categoryBefore?: string;
}

const kinds: readonly PersonalKind[] = ['expense', 'income', 'refund'];

/** One expense being typed. It knows what was typed, what that means and what is missing; it saves nothing itself. */
export class ExpenseForm {
  readonly #around: FormSurroundings;
  /** Devices may have brought more tags together than one person may give. */
  readonly #tagsBefore: number;

  kind = $state<PersonalKind>('expense');
  amount = $state('');
  currency = $state('');
  title = $state('');
  day = $state('');
  note = $state('');
  payerId = $state('');
  participantIds = $state.raw<readonly string[] | null>(null);
  split = $state('');
  splitReader = $state.raw<SplitReader | null>(null);
  tags = $state.raw<readonly string[]>([]);
  /** What is typed in the field of tags and not one yet. */
  tagText = $state('');
  #classId = $state('');
  #chosenCategory = $state<string | null>(null);
  #checked = $state(false);
  #leftAmount = $state(false);

  readonly #reading = $derived.by(() =>
    calculateAmount(this.amount, this.currency, this.#around.numberStyle),
  );
  /** What was chosen, but for a category of one's own in a class, where nobody else has it. */
  readonly #fittingCategory = $derived.by(() => {
    const isLeftOut =
      this.#isOwnInClass(this.#chosenCategory ?? '') && this.#chosenCategory !== this.#around.categoryBefore;
    return isLeftOut ? null : this.#chosenCategory;
  });
  readonly #suggestion = $derived.by(() => this.#suggest());

  constructor(values: FormValues, around: FormSurroundings) {
    this.#around = around;
    this.kind = values.kind;
    this.amount = values.amount;
    this.currency = values.currency;
    this.title = values.title;
    this.day = values.day;
    this.note = values.note;
    this.payerId = values.payerId;
    this.participantIds = values.participants?.split(' ').filter(Boolean) ?? null;
    this.split = values.split;
    this.tags = values.tags.split(' ').filter(Boolean);
    this.#tagsBefore = this.tags.length;
    this.#classId = values.classId;
    this.#chosenCategory = values.category;
    // What a link or a draft brought is finished as far as anybody knows.
    this.#leftAmount = values.amount !== '';
  }

  get reading(): Result<AmountReading, AmountRefusal> {
    return this.#reading;
  }

  get flow(): 'in' | 'out' {
    return this.kind === 'income' ? 'in' : 'out';
  }

  get classId(): string {
    return this.#classId;
  }

  /** What was chosen, else what is suggested, else ''. */
  get category(): string {
    return this.#fittingCategory ?? this.#suggestion?.category ?? '';
  }

  set category(id: string) {
    this.#chosenCategory = id;
  }

  get isCategorySuggested(): boolean {
    return this.#fittingCategory === null && this.#suggestion !== null;
  }

  get isInFuture(): boolean {
    return isDay(this.day) && this.day > this.#around.today();
  }

  /** Problems are shown after a try to save, the amount's also after leaving the field: nobody is told off mid-word. */
  get problems(): ReadonlyMap<FormField, FormProblem> {
    const shown = new Map<FormField, FormProblem>();
    if (!this.#checked && !(this.#leftAmount && this.amount !== '')) return shown;
    const checked = this.check();
    if (checked.ok) return shown;
    for (const problem of checked.refusal) {
      const isShown = this.#checked || problem.field === 'amount';
      if (isShown && !shown.has(problem.field)) shown.set(problem.field, problem);
    }
    return shown;
  }

  leaveAmount(): void {
    if (this.amount !== '') this.#leftAmount = true;
  }

  /** A category of the other flow does not fit any more. */
  changeKind(kind: PersonalKind): void {
    this.kind = kind;
    const chosen = defaultCategories.find((category) => category.id === this.#chosenCategory);
    if (chosen && chosen.flow !== this.flow) this.#chosenCategory = null;
  }

  /** Whoever paid and took part were members of another class; money that came back is a matter of one's own. */
  chooseClass(classId: string): void {
    if (classId === this.#classId) return;
    this.#classId = classId;
    this.payerId = '';
    this.participantIds = null;
    this.split = '';
    if (classId !== '' && this.kind === 'refund') this.changeKind('expense');
  }

  /** The fields to save, or every problem; from then on problems are shown as they stand. */
  submit(): Result<PersonalFields, FormProblem[]> {
    this.#checked = true;
    return this.check();
  }

  check(): Result<PersonalFields, FormProblem[]> {
    const fields: PersonalFields = {
      kind: this.kind,
      // A reading that failed is reported as such; 1 lets the other fields be checked beside it.
      amountMinor: this.#reading.ok ? this.#reading.value.amountMinor : 1,
      currency: this.currency,
      day: this.day,
      title: this.title.trim(),
      category: this.category,
      note: this.note.trim(),
      tags: sortTags([...this.tags, ...splitTags(this.tagText).tags]),
    };
    const checked = validateFields(fields);
    const problems: FormProblem[] = [];
    if (!this.#reading.ok && !this.#around.isMoneyFixed) {
      problems.push({ field: 'amount', refusal: this.#reading.refusal });
    }
    if (!this.#around.isMoneyFixed) problems.push(...this.#splitProblems());
    if (!checked.ok) {
      for (const refusal of checked.refusal) {
        const isNoFaultOfThisForm =
          refusal.field === 'tags' && refusal.reason === 'too-many' && refusal.given <= this.#tagsBefore;
        if (refusal.field !== 'amount' && !isNoFaultOfThisForm) problems.push(refusal);
      }
    }
    const { rest } = splitTags(this.tagText);
    if (rest !== '') problems.push({ field: 'tags', reason: 'not-a-tag', found: rest });
    return problems.length === 0 ? { ok: true, value: fields } : { ok: false, refusal: problems };
  }

  values(): FormValues {
    return {
      kind: this.kind,
      amount: this.amount,
      currency: this.currency,
      title: this.title,
      category: this.#chosenCategory,
      day: this.day,
      note: this.note,
      classId: this.#classId,
      payerId: this.payerId,
      participants: this.participantIds?.join(' ') ?? null,
      split: this.split,
      tags: this.tags.join(' '),
    };
  }

  #splitProblems(): FormProblem[] {
    if (this.split === '')
      return this.participantIds?.length === 0 ? [{ field: 'participants', reason: 'nobody' }] : [];
    // Without an amount nothing adds up, and the amount's own problem says why.
    if (!this.#reading.ok) return [];
    const read = this.splitReader?.read() ?? null;
    return read?.ok ? [] : [{ field: 'split', sentence: read?.refusal ?? null }];
  }

  #isOwnInClass(category: string): boolean {
    return this.#classId !== '' && category.startsWith('e_');
  }

  #suggest(): CategorySuggestion | null {
    if (this.title.trim() === '') return null;
    const suggested = suggestCategory(this.title, this.flow, this.#around.learnt(), this.#around.hints);
    return suggested && this.#isOwnInClass(suggested.category) ? null : suggested;
  }
}

/** Reads a stored draft back; fields that are missing or make no sense fall back to a fresh form's. */
export function valuesFromDraft(draft: Readonly<Record<string, string>>, fresh: FormValues): FormValues {
  return {
    kind: kinds.find((kind) => kind === draft['kind']) ?? fresh.kind,
    amount: draft['amount'] ?? fresh.amount,
    currency: draft['currency'] ?? fresh.currency,
    title: draft['title'] ?? fresh.title,
    category: draft['category'] ?? fresh.category,
    day: draft['day'] ?? fresh.day,
    note: draft['note'] ?? fresh.note,
    classId: draft['classId'] ?? fresh.classId,
    payerId: draft['payerId'] ?? fresh.payerId,
    participants: draft['participants'] ?? fresh.participants,
    split: draft['split'] ?? fresh.split,
    tags: draft['tags'] ?? fresh.tags,
  };
}

/** What to keep of a form: all of it, or of an edit only what differs from the entry. */
export function draftOfChanges(values: FormValues, entry: FormValues | null): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(values) as [keyof FormValues, string | null][]) {
    if (value !== null && value !== entry?.[name]) kept[name] = value;
  }
  return kept;
}

/** Whether anything was typed or chosen that a person would miss. */
export function differs(a: FormValues, b: FormValues): boolean {
  return (Object.keys(a) as (keyof FormValues)[]).some((key) => a[key] !== b[key]);
}
