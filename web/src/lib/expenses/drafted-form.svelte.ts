import type { DraftKeeper } from '$lib/ledger/draft.svelte.ts';
import { differs, ExpenseForm, valuesFromDraft, type FormValues } from './expense-form.svelte.ts';

type FormSurroundings = ConstructorParameters<typeof ExpenseForm>[1];

/**
 * A form that a crash of the tab does not empty. The form is there at once; a draft found a moment later replaces it
 * unless somebody has begun to type, and is then offered instead.
 */
export class DraftedForm {
  readonly key: string;
  #fresh: FormValues;
  readonly #around: FormSurroundings;
  readonly #drafts: DraftKeeper;
  #form: ExpenseForm;
  #restored = $state(false);
  #offered = $state.raw<FormValues | null>(null);
  #isLooking = $state(true);
  #isOver = false;

  constructor(deps: { key: string; fresh: FormValues; around: FormSurroundings; drafts: DraftKeeper }) {
    this.key = deps.key;
    this.#fresh = deps.fresh;
    this.#around = deps.around;
    this.#drafts = deps.drafts;
    this.#form = $state.raw(new ExpenseForm(deps.fresh, deps.around));
    void this.#look();
  }

  get form(): ExpenseForm {
    return this.#form;
  }

  /** The form shows a draft of before. */
  get isRestored(): boolean {
    return this.#restored;
  }

  /** There is a draft of before, but new text was typed already. */
  get isOffered(): boolean {
    return this.#offered !== null;
  }

  get isDirty(): boolean {
    return differs(this.#form.values(), this.#fresh);
  }

  /** Keeps what is typed now; called whenever it changes. The draft of before is not written over while it is looked for. */
  keep(): void {
    const values = this.#form.values();
    if (this.#isLooking || this.#isOver) return;
    if (differs(values, this.#fresh)) this.#drafts.keep(this.key, { ...values });
  }

  /** What a new form starts with, when it is known only after the form is there: a currency chosen by hand stands. */
  adoptCurrency(currency: string): void {
    if (this.#form.currency === this.#fresh.currency) this.#form.currency = currency;
    this.#fresh = { ...this.#fresh, currency };
  }

  takeOffered(): void {
    if (this.#offered) this.#show(this.#offered);
  }

  startEmpty(): void {
    this.#restored = false;
    this.#offered = null;
    this.#form = new ExpenseForm(this.#fresh, this.#around);
    void this.#drafts.discard(this.key);
  }

  /** Saved or thrown away: from here on nothing is kept. */
  end(): void {
    this.#isOver = true;
  }

  async #look(): Promise<void> {
    const draft = await this.#drafts.load(this.key);
    if (draft && !this.#isOver) {
      const values = valuesFromDraft(draft.fields, this.#fresh);
      if (!this.isDirty) this.#show(values);
      else if (differs(values, this.#form.values())) this.#offered = values;
    }
    this.#isLooking = false;
  }

  #show(values: FormValues): void {
    this.#offered = null;
    this.#restored = differs(values, this.#fresh);
    this.#form = new ExpenseForm(values, this.#around);
  }
}
