import type { ClassWrite } from '$lib/live-class/live-class.svelte.ts';
import { problemOf, type NameProblem } from './person-form.svelte.ts';

interface Details {
  readonly name: string;
  readonly currency: string;
  readonly look: string;
}

/**
 * Name, currency and look of a class, to be changed. What is not touched follows the class, so that a change of
 * somebody else neither moves what is typed here nor is undone by saving it.
 */
export class ClassDetails {
  readonly #current: () => Details;
  readonly #write: (changes: Partial<Details>) => Promise<ClassWrite>;
  #typed = $state.raw<Partial<Details>>({});
  #problem = $state.raw<NameProblem | null>(null);
  #isWriting = $state(false);

  constructor(current: () => Details, write: (changes: Partial<Details>) => Promise<ClassWrite>) {
    this.#current = current;
    this.#write = write;
  }

  get name(): string {
    return this.#typed.name ?? this.#current().name;
  }

  set name(name: string) {
    this.#problem = null;
    this.#typed = { ...this.#typed, name };
  }

  get currency(): string {
    return this.#typed.currency ?? this.#current().currency;
  }

  set currency(currency: string) {
    this.#typed = { ...this.#typed, currency };
  }

  get look(): string {
    return this.#typed.look ?? this.#current().look;
  }

  set look(look: string) {
    this.#typed = { ...this.#typed, look };
  }

  get problem(): NameProblem | null {
    return this.#problem;
  }

  get isWriting(): boolean {
    return this.#isWriting;
  }

  /** Writes what was touched; what is typed stays when it cannot be written. */
  async submit(): Promise<boolean> {
    if (this.#isWriting) return false;
    const typed = this.#typed;
    this.#isWriting = true;
    this.#problem = null;
    const written = await this.#write(typed);
    this.#isWriting = false;
    this.#problem = problemOf(written);
    if (written.kind !== 'saved' && written.kind !== 'not-saved') return false;
    // What was typed while it was written is not saved yet.
    if (this.#typed === typed) this.#typed = {};
    return this.#problem === null;
  }
}
