import { MAX_PAY_LENGTH } from '@tallybook/shared/class-doc/commands/text-faults';
import type { ClassWrite } from '$lib/live-class/live-class.svelte.ts';
import { problemOf, type NameProblem } from './person-form.svelte.ts';

export type PayLineProblem =
  | { readonly kind: 'too-long'; readonly limit: number; readonly given: number }
  | { readonly kind: 'not-written'; readonly problem: NameProblem };

/** How somebody wants to be paid, being typed; what is typed is kept until it is written. */
export class PayLineForm {
  readonly #write: (line: string) => Promise<ClassWrite>;
  #line = $state('');
  #problem = $state.raw<PayLineProblem | null>(null);
  #isWriting = $state(false);

  constructor(line: string, write: (line: string) => Promise<ClassWrite>) {
    this.#line = line;
    this.#write = write;
  }

  get line(): string {
    return this.#line;
  }

  set line(line: string) {
    this.#line = line;
    this.#problem = null;
  }

  get problem(): PayLineProblem | null {
    return this.#problem;
  }

  get isWriting(): boolean {
    return this.#isWriting;
  }

  /** Whether it was written. */
  async submit(): Promise<boolean> {
    if (this.#isWriting) return false;
    const line = this.#line.trim();
    if (line.length > MAX_PAY_LENGTH) {
      this.#problem = { kind: 'too-long', limit: MAX_PAY_LENGTH, given: line.length };
      return false;
    }
    this.#isWriting = true;
    const problem = problemOf(await this.#write(line));
    this.#isWriting = false;
    this.#problem = problem && { kind: 'not-written', problem };
    return problem === null;
  }
}
