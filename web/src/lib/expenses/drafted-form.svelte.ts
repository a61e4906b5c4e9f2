import type { DraftKeeper } from '$lib/ledger/draft.svelte.ts';
import {
  differs,
  draftOfChanges,
  ExpenseForm,
  valuesFromDraft,
  type FormValues,
} from './expense-form.svelte.ts';

type FormSurroundings = ConstructorParameters<typeof ExpenseForm>[1];

/**
 * A form that a crash of the tab does not empty. The form is there at once; a draft found a moment later replaces it,
 * unless somebody has begun to type: then it is offered, and both are kept until one of them is saved.
 *
 * An edit keeps only what differs from the entry, and the heads that it was begun on: what another tab changes before
 * the draft is taken up again is merged with it, not overwritten.
 */
export class DraftedForm {
  readonly key: string;
  readonly #around: FormSurroundings;
  readonly #drafts: Pick<DraftKeeper, 'load' | 'keep' | 'discard'>;
  #fresh: FormValues;
  #heads = $state.raw<readonly string[] | null>(null);
  #form: ExpenseForm;
  #restored = $state(false);
  #restoredAt: number | null = null;
  #offered = $state.raw<FormValues | null>(null);
  #hasKept = false;
  #isLooking = true;
  #isOver = false;
  /** Settles when the draft of before, if there is one, has been found. */
  readonly looked: Promise<void>;

  constructor(deps: {
    key: string;
    fresh: FormValues;
    /** Of the entry that is edited; none for a new one. */
    heads?: readonly string[];
    around: FormSurroundings;
    drafts: Pick<DraftKeeper, 'load' | 'keep' | 'discard'>;
  }) {
    this.key = deps.key;
    this.#fresh = deps.fresh;
    this.#heads = deps.heads ?? null;
    this.#around = deps.around;
    this.#drafts = deps.drafts;
    this.#form = $state.raw(new ExpenseForm(deps.fresh, deps.around));
    this.looked = this.#look();
  }

  get form(): ExpenseForm {
    return this.#form;
  }

  /** The heads that the edit was begun on, possibly before a crash. */
  get heads(): readonly string[] {
    return this.#heads ?? [];
  }

  /** The form shows a draft of before. */
  get isRestored(): boolean {
    return this.#restored;
  }

  /** When the draft that the form shows was kept, ms since 1970; null while it shows none. */
  get restoredAt(): number | null {
    return this.#restored ? this.#restoredAt : null;
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
    const offered = this.#offered;
    if (this.#isLooking || this.#isOver) return;
    if (offered === null && !differs(values, this.#fresh)) {
      if (this.#hasKept) void this.#drafts.discard(this.key);
      this.#hasKept = false;
      return;
    }
    this.#hasKept = true;
    this.#drafts.keep(this.key, this.#draftOf(values, offered));
  }

  /** The entry is another by now, and the form knows it: what differs from this is what was typed. */
  follow(fresh: FormValues): void {
    this.#fresh = fresh;
  }

  /** What a new form starts with, when it is known only after the form is there: a currency chosen or restored stands. */
  adoptCurrency(currency: string): void {
    if (!this.#restored && this.#form.currency === this.#fresh.currency) this.#form.currency = currency;
    this.#fresh = { ...this.#fresh, currency };
  }

  /** How a new entry is split before anybody says so: nothing that was typed, hence no draft. */
  adoptSplit(split: string): void {
    this.#form.split = split;
    this.#fresh = { ...this.#fresh, split };
  }

  /** Brings the offered draft into the form; what was typed instead is offered from then on. */
  takeOffered(): void {
    const taken = this.#offered;
    if (!taken) return;
    const typed = this.#form.values();
    this.#show(taken);
    if (differs(typed, this.#fresh)) this.#offered = typed;
  }

  /** Fills a fresh form; gives back what was typed before, so that it can be brought back. */
  fill(values: Partial<FormValues>): FormValues {
    const before = this.#form.values();
    this.#restored = false;
    this.#form = new ExpenseForm({ ...this.#fresh, ...values }, this.#around);
    return before;
  }

  startEmpty(): void {
    this.#restored = false;
    this.#hasKept = this.#offered !== null;
    this.#form = new ExpenseForm(this.#fresh, this.#around);
    void this.#drafts.discard(this.key);
  }

  /** Saved or thrown away: from here on nothing is kept but the draft that is still offered. */
  end(): void {
    this.#isOver = true;
    if (this.#offered) this.#drafts.keep(this.key, this.#draftOf(this.#offered, null));
  }

  #draftOf(values: FormValues, offered: FormValues | null): Record<string, string> {
    const isEdit = this.#heads !== null;
    return {
      ...draftOfChanges(values, isEdit ? this.#fresh : null),
      ...(this.#heads === null ? {} : { heads: this.#heads.join(' ') }),
      ...(offered === null
        ? {}
        : { offered: JSON.stringify(draftOfChanges(offered, isEdit ? this.#fresh : null)) }),
    };
  }

  async #look(): Promise<void> {
    try {
      const draft = await this.#drafts.load(this.key);
      if (!draft || this.#isOver) return;
      this.#hasKept = true;
      this.#restoredAt = draft.savedAt;
      const { heads, offered } = draft.fields;
      if (this.#heads !== null && heads !== undefined) this.#heads = heads.split(' ').filter(Boolean);
      const values = valuesFromDraft(draft.fields, this.#fresh);
      if (offered !== undefined) this.#offered = this.#readOffered(offered);
      if (!this.isDirty) this.#show(values);
      else if (differs(values, this.#form.values())) this.#offered = values;
    } finally {
      this.#isLooking = false;
      this.keep();
    }
  }

  #readOffered(json: string): FormValues | null {
    try {
      return valuesFromDraft(JSON.parse(json) as Record<string, string>, this.#fresh);
    } catch {
      return null; // Only this class writes it; a torn one has nothing to offer.
    }
  }

  #show(values: FormValues): void {
    if (this.#offered === values) this.#offered = null;
    this.#restored = differs(values, this.#fresh);
    this.#form = new ExpenseForm(values, this.#around);
  }
}
