import { MAX_NAME_LENGTH, nameFaults } from '@tallybook/shared/class-doc/commands/text-faults';
import { checkName } from '@tallybook/shared/protocol/account-rules';
import type { ContinueOutcome } from './continue-class.ts';

export type NameProblem = 'empty' | 'too-long' | 'unfit';
type Fault = (ContinueOutcome & { ok: false })['why'] | 'not-loaded';

/** The form in which a class is continued: the name, and how it went. */
export class Continuing {
  readonly #run: (name: string) => Promise<ContinueOutcome>;
  name = $state('');
  #problem = $state.raw<NameProblem | null>(null);
  #fault = $state.raw<Fault | null>(null);
  #isBusy = $state(false);

  constructor(name: string, run: (name: string) => Promise<ContinueOutcome>) {
    this.name = name;
    this.#run = run;
  }

  get problem(): NameProblem | null {
    return this.#problem;
  }

  get fault(): Fault | null {
    return this.#fault;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** The id of the new class; null when it is not made, or not to its end. */
  async start(): Promise<string | null> {
    if (this.#isBusy) return null;
    const name = this.name.normalize('NFC').trim();
    this.#problem = problemOf(name);
    if (this.#problem) return null;
    this.#isBusy = true;
    this.#fault = null;
    try {
      const outcome = await this.#run(name);
      if (outcome.ok) return outcome.classId;
      this.#fault = outcome.why;
    } catch {
      // Only the loading of code fails this way.
      this.#fault = 'not-loaded';
    } finally {
      this.#isBusy = false;
    }
    return null;
  }
}

function problemOf(name: string): NameProblem | null {
  if (name === '') return 'empty';
  if (name.length > MAX_NAME_LENGTH) return 'too-long';
  return nameFaults(name).length > 0 || !checkName(name).ok ? 'unfit' : null;
}
