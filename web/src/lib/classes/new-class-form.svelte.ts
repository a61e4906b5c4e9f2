import { MAX_NAME_LENGTH, nameFaults } from '@tallybook/shared/class-doc/commands/text-faults';
import { checkName } from '@tallybook/shared/protocol/account-rules';
import { isCurrencyCode } from '@tallybook/shared/money/currency';
import type { SessionMemory } from '$lib/platform/session-memory.ts';
import type { StorageRefusal, StorageResult } from '$lib/platform/storage-result.ts';

/** What is kept of a class that is being made. `currency` is null until one was chosen. */
export interface NewClassFields {
  readonly name: string;
  readonly currency: string | null;
  readonly look: string;
}

type NameProblem = 'empty' | 'too-long' | 'not-a-name';

export type NewClassProblem =
  | { readonly kind: 'name'; readonly reason: NameProblem }
  | { readonly kind: 'account-needed' }
  | { readonly kind: 'storage'; readonly refusal: StorageRefusal }
  | { readonly kind: 'not-loaded' };

interface NewClassSurroundings {
  hasAccount(): boolean;
  usualCurrency(): string;
  create(fields: {
    name: string;
    currency: string;
    look: string;
  }): Promise<StorageResult<{ classId: string }>>;
  opened(classId: string): void;
  memory: SessionMemory<NewClassFields>;
}

/** A class before it is made. What is typed is kept until it is, also over a reload and a sign-up. */
export class NewClassForm {
  readonly #around: NewClassSurroundings;
  #fields = $state.raw<NewClassFields>({ name: '', currency: null, look: '' });
  #problem = $state.raw<NewClassProblem | null>(null);
  #isBusy = $state(false);
  #isLeft = false;

  constructor(around: NewClassSurroundings, usualLook: string) {
    this.#around = around;
    this.#fields = around.memory.get() ?? { name: '', currency: null, look: usualLook };
  }

  get name(): string {
    return this.#fields.name;
  }

  set name(name: string) {
    this.#change({ name });
  }

  get currency(): string {
    return this.#fields.currency ?? this.#around.usualCurrency();
  }

  set currency(currency: string) {
    this.#change({ currency });
  }

  get look(): string {
    return this.#fields.look;
  }

  set look(look: string) {
    this.#change({ look });
  }

  get problem(): NewClassProblem | null {
    return this.#problem;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  async create(): Promise<void> {
    if (this.#isBusy) return;
    const reason = nameProblemOf(this.name);
    if (reason !== null) {
      this.#problem = { kind: 'name', reason };
      return;
    }
    if (!this.#around.hasAccount()) {
      this.#problem = { kind: 'account-needed' };
      return;
    }
    this.#problem = null;
    this.#isBusy = true;
    try {
      const { name, currency, look } = this;
      const created = await this.#around.create({ name: name.normalize('NFC').trim(), currency, look });
      if (!created.ok) {
        this.#problem = { kind: 'storage', refusal: created.refusal };
        return;
      }
      this.#around.memory.clear();
      if (!this.#isLeft) this.#around.opened(created.value.classId);
    } catch {
      // Only the loading of code fails this way.
      this.#problem = { kind: 'not-loaded' };
    } finally {
      this.#isBusy = false;
    }
  }

  /** Whoever has gone elsewhere meanwhile is not taken away from there. */
  leave(): void {
    this.#isLeft = true;
  }

  #change(changes: Partial<NewClassFields>): void {
    this.#fields = { ...this.#fields, ...changes };
    this.#problem = null;
    this.#around.memory.set(this.#fields);
  }
}

export function isNewClassFields(value: unknown): value is NewClassFields {
  if (typeof value !== 'object' || value === null) return false;
  const { name, currency, look } = value as Partial<NewClassFields>;
  return (
    typeof name === 'string' &&
    typeof look === 'string' &&
    (currency === null || (typeof currency === 'string' && isCurrencyCode(currency)))
  );
}

/** Both the document and the server take the name. */
function nameProblemOf(typed: string): NameProblem | null {
  const name = typed.normalize('NFC').trim();
  if (name === '') return 'empty';
  if (name.length > MAX_NAME_LENGTH) return 'too-long';
  const [fault] = nameFaults(name);
  if (fault?.reason === 'empty') return 'empty';
  return fault || !checkName(name).ok ? 'not-a-name' : null;
}
