import type { ApiFailure, ApiRefusal, ApiResult } from '$lib/platform/api-request.ts';

/** Reasons by field: those of `shared/protocol/account-rules`, or 'missing'. */
export type FieldProblems<Name extends string> = Partial<Record<Name, string>>;

/**
 * A form that asks the server for something. What was typed stays whatever the answer is, and each field's problem is
 * said at the field.
 */
export class AccountForm<Name extends string, T> {
  readonly #check: (values: Record<Name, string>) => FieldProblems<Name>;
  readonly #send: (values: Record<Name, string>) => Promise<ApiResult<T>>;
  readonly #fieldOf: Partial<Record<ApiRefusal, Name>>;
  readonly values: Record<Name, string>;
  #problems = $state.raw<FieldProblems<Name>>({});
  #failure = $state.raw<ApiFailure | null>(null);
  #isBusy = $state(false);

  constructor(parts: {
    readonly initial: Record<Name, string>;
    readonly check: (values: Record<Name, string>) => FieldProblems<Name>;
    readonly send: (values: Record<Name, string>) => Promise<ApiResult<T>>;
    /** The field that a refusal is about. */
    readonly fieldOf?: Partial<Record<ApiRefusal, NoInfer<Name>>>;
  }) {
    this.values = $state(parts.initial);
    this.#check = parts.check;
    this.#send = parts.send;
    this.#fieldOf = parts.fieldOf ?? {};
  }

  get problems(): FieldProblems<Name> {
    return this.#problems;
  }

  /** Why the server did not do it, where that is about no single field. */
  get failure(): ApiFailure | null {
    return this.#failure;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** The first field with a problem, to put the focus there. */
  get firstProblem(): Name | undefined {
    return (Object.keys(this.values) as Name[]).find((name) => this.#problems[name] !== undefined);
  }

  /** What the server gave, or null when it is to be mended and tried again. Two quick taps are one wish. */
  async submit(): Promise<T | null> {
    if (this.#isBusy) return null;
    this.#failure = null;
    this.#problems = this.#check(this.values);
    if (this.firstProblem !== undefined) return null;
    this.#isBusy = true;
    try {
      const answer = await this.#send({ ...this.values });
      if (answer.ok) return answer.value;
      this.#show(answer);
      return null;
    } finally {
      this.#isBusy = false;
    }
  }

  #show(failure: ApiFailure): void {
    const named = Object.entries(failure.fields ?? {}).filter(([name]) => Object.hasOwn(this.values, name));
    const about = this.#fieldOf[failure.refusal];
    if (about !== undefined) named.push([about, failure.refusal]);
    this.#problems = Object.fromEntries(named) as FieldProblems<Name>;
    // A field that this form does not show is said in general.
    if (named.length === 0) this.#failure = failure;
  }
}

/** Problems of fields that must not be empty. */
export function missing<Name extends string>(
  values: Readonly<Record<Name, string>>,
  names: readonly Name[],
): FieldProblems<Name> {
  const empty = names.filter((name) => values[name].trim() === '');
  return Object.fromEntries(empty.map((name) => [name, 'missing'])) as FieldProblems<Name>;
}
