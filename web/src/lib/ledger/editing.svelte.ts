import { createContext } from 'svelte';

/** What the editor of an expense and the screens around it tell each other. */
export class Editing {
  #openForms = $state(0);
  #lastSavedId = $state<string | null>(null);
  readonly #onAdded: () => void;
  /** The list is one step back: leaving the form goes there, to the place where it was. */
  isOverList = false;

  constructor(deps: { onAdded: () => void }) {
    this.#onAdded = deps.onAdded;
  }

  /** Nothing interrupts while this is true: no prompt for an update, no reload. */
  get isFormOpen(): boolean {
    return this.#openForms > 0;
  }

  /** The entry that was saved last in this visit. */
  get lastSavedId(): string | null {
    return this.#lastSavedId;
  }

  /** Returns the function to call when the form is gone. */
  formOpened(): () => void {
    this.#openForms++;
    return () => this.#openForms--;
  }

  /** `isNew`: it was added, not changed. */
  saved(id: string, isNew: boolean): void {
    this.#lastSavedId = id;
    if (isNew) this.#onAdded();
  }
}

export const [useEditing, provideEditing] = createContext<Editing>();
