import { createContext } from 'svelte';

/** What the editor of an expense tells the rest of the app: that a form is open, and that an expense was saved. */
export class Editing {
  #openForms = $state(0);
  readonly #onSaved: () => void;

  constructor(deps: { onSaved: () => void }) {
    this.#onSaved = deps.onSaved;
  }

  /** Nothing interrupts while this is true: no prompt for an update, no reload. */
  get isFormOpen(): boolean {
    return this.#openForms > 0;
  }

  /** Returns the function to call when the form is gone. */
  formOpened(): () => void {
    this.#openForms++;
    return () => this.#openForms--;
  }

  expenseSaved(): void {
    this.#onSaved();
  }
}

export const [useEditing, provideEditing] = createContext<Editing>();
