import { tick } from 'svelte';

/** The text box of the amount, which keeps the focus while the keys of the app type into it. */
export class AmountInput {
  readonly #find: () => HTMLInputElement | null;

  constructor(find: () => HTMLInputElement | null) {
    this.#find = find;
  }

  get isAllSelected(): boolean {
    const input = this.#find();
    return !!input?.value && input.selectionStart === 0 && input.selectionEnd === input.value.length;
  }

  /** The device looks anew at whether it should bring its keyboard up. */
  async refocus(): Promise<void> {
    await tick();
    const input = this.#find();
    input?.blur();
    input?.focus({ preventScroll: true });
  }

  /** What was typed last stays in sight, and the caret behind it. */
  async showEnd(): Promise<void> {
    await tick();
    const input = this.#find();
    if (!input) return;
    input.setSelectionRange(input.value.length, input.value.length);
    input.scrollLeft = input.scrollWidth;
  }

  /** On a short screen a keypad that has just come would cover the amount it types. */
  uncover(): void {
    const form = this.#find()?.form;
    const field = form?.querySelector('.amount-field');
    const bar = form?.querySelector('.save');
    if (!field || !bar) return;
    if (field.getBoundingClientRect().bottom > bar.getBoundingClientRect().top)
      field.scrollIntoView({ block: 'start' });
  }
}
