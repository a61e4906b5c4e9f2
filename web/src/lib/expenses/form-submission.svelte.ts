import type { PersonalFields } from '@tallybook/shared/personal/personal-commands';
import type { ExpenseForm, FormField } from './expense-form.svelte.ts';

interface Deps {
  form: () => Pick<ExpenseForm, 'submit'>;
  /** What has to be known before the form may be saved. */
  ready: () => Promise<unknown> | undefined;
  /** Settles to what went wrong, or null when it is saved. */
  save: (fields: PersonalFields) => Promise<string | null>;
  /** Leads to the first field that keeps the form from being saved. */
  point: (field: FormField) => void;
  /** The form may be used again. */
  settled: () => Promise<void>;
}

/** The press of Save, from the check of the form to what came of it. */
export class FormSubmission {
  readonly #deps: Deps;
  #isBusy = false;
  #isSaving = $state(false);
  #failure = $state<string | null>(null);

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** What is typed into a form that is being saved would belong to neither the record nor a draft. */
  get isSaving(): boolean {
    return this.#isSaving;
  }

  get failure(): string | null {
    return this.#failure;
  }

  async run(): Promise<void> {
    // Two quick taps are one wish.
    if (this.#isBusy) return;
    this.#failure = null;
    this.#isBusy = true;
    try {
      await this.#deps.ready();
      this.#failure = await this.#submit();
    } finally {
      this.#isBusy = false;
    }
  }

  async #submit(): Promise<string | null> {
    const fields = this.#deps.form().submit();
    if (!fields.ok) {
      const [first] = fields.refusal;
      if (first) this.#deps.point(first.field);
      return null;
    }
    this.#isSaving = true;
    try {
      return await this.#deps.save(fields.value);
    } finally {
      this.#isSaving = false;
      await this.#deps.settled();
    }
  }
}
