import type { ApiRefusal } from '$lib/platform/api-request.ts';
import type { StorageRefusal } from '$lib/platform/storage-result.ts';
import type { SessionMemory } from '$lib/platform/session-memory.ts';
import { hostOfLink, readTypedCode, tidyTypedCode, type TypedCode } from './typed-code.ts';

interface JoinRefusal {
  readonly refusal: ApiRefusal | 'not-a-code';
  readonly retryAfterSeconds?: number;
}

type Joined =
  | { readonly ok: true; readonly classId: string; readonly isNew: boolean }
  | { readonly ok: false; readonly refusal: 'not-kept'; readonly why: StorageRefusal }
  | (JoinRefusal & { readonly ok: false });

export type JoinProblem =
  | { readonly kind: 'typed'; readonly typed: Exclude<TypedCode, { kind: 'code' }> }
  | { readonly kind: 'account-needed' }
  /** `host`: of the link that was pasted, where the ID is of no class here. */
  | (JoinRefusal & { readonly kind: 'refused'; readonly host: string | null })
  /** The server has let me in, and this device could not store the class. */
  | { readonly kind: 'not-kept'; readonly why: StorageRefusal }
  | { readonly kind: 'not-loaded' };

interface JoinSurroundings {
  hasAccount(): boolean;
  /** The class that this device has under this normalized code and is a member of. */
  ownClassId(code: string): string | null;
  join(code: string): Promise<Joined>;
  opened(classId: string, isNew: boolean): void;
  memory: SessionMemory<string>;
}

/** Joining by a class ID. What is typed is kept until it has worked, also over a reload and a sign-up. */
export class JoinForm {
  readonly #around: JoinSurroundings;
  #text = $state('');
  #host: string | null = null;
  #problem = $state.raw<JoinProblem | null>(null);
  #isBusy = $state(false);
  #isLeft = false;
  readonly #typed = $derived(readTypedCode(this.#text));

  /** @param linked what stood behind the # of the address; '' without one */
  constructor(linked: string, around: JoinSurroundings) {
    this.#around = around;
    this.#text = linked === '' ? (around.memory.get() ?? '') : tidyTypedCode(linked);
    // A link that was cut off says so at once: nobody is going to type on.
    if (linked !== '' && this.#typed.kind !== 'code') this.#problem = { kind: 'typed', typed: this.#typed };
    if (linked !== '') around.memory.set(this.#text);
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.#host = hostOfLink(text) ?? (text === '' ? null : this.#host);
    this.#problem = null;
    this.#around.memory.set(text);
  }

  get typed(): TypedCode {
    return this.#typed;
  }

  get problem(): JoinProblem | null {
    return this.#problem;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  /** Writes a complete class ID as people see it; called when the field is left or pasted into. */
  tidy(): void {
    this.#text = tidyTypedCode(this.#text);
    this.#around.memory.set(this.#text);
  }

  /** Takes what a camera read. Returns whether it was a class ID. */
  take(scanned: string): boolean {
    if (readTypedCode(scanned).kind !== 'code') return false;
    this.text = scanned;
    this.tidy();
    return true;
  }

  async join(): Promise<void> {
    if (this.#isBusy) return;
    const typed = this.#typed;
    if (typed.kind !== 'code') {
      this.#problem = { kind: 'typed', typed };
      return;
    }
    this.tidy();
    if (!this.#around.hasAccount()) {
      this.#problem = { kind: 'account-needed' };
      return;
    }
    this.#problem = null;
    const ownClassId = this.#around.ownClassId(typed.code);
    if (ownClassId !== null) {
      this.#open(ownClassId, false);
      return;
    }
    this.#isBusy = true;
    try {
      const joined = await this.#around.join(typed.code);
      if (joined.ok) this.#open(joined.classId, joined.isNew);
      else if (joined.refusal === 'not-kept') this.#problem = { kind: 'not-kept', why: joined.why };
      else this.#problem = { ...joined, kind: 'refused', host: this.#host };
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

  #open(classId: string, isNew: boolean): void {
    this.#around.memory.clear();
    if (!this.#isLeft) this.#around.opened(classId, isNew);
  }
}
