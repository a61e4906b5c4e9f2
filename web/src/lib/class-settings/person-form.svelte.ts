import type { CommandRefusal, FieldFault } from '@tallybook/shared/class-doc/commands/command-refusal';
import type { ClassWrite } from '$lib/live-class/live-class.svelte.ts';
import type { LiveMember } from '$lib/live-class/live-members.ts';
import type { StorageRefusal } from '$lib/platform/storage-result.ts';
import { plain } from './leaving.ts';

type NameFault = Extract<FieldFault, { reason: 'empty' | 'not-a-name' | 'too-long' }>;

/** Why a name was not written; 'not-saved': it was, but only in memory, and must not be given again. */
export type NameProblem =
  | { readonly kind: 'twice'; readonly name: string; readonly isFormer: boolean }
  | { readonly kind: 'fault'; readonly fault: NameFault }
  | { readonly kind: 'refused'; readonly reason: CommandRefusal['reason'] | 'read-only' }
  | { readonly kind: 'not-saved'; readonly refusal: StorageRefusal };

/**
 * A name for a person without an account, new or to be changed. A name that somebody has already is kept back once;
 * given again unchanged, it is meant.
 */
export class PersonForm {
  readonly #write: (name: string) => Promise<ClassWrite>;
  readonly #others: () => readonly Pick<LiveMember, 'name' | 'hasLeft' | 'isRemoved'>[];
  #name = $state('');
  #problem = $state.raw<NameProblem | null>(null);
  #isWriting = $state(false);
  /** The name that was kept back for being there twice. */
  #warnedOf = $state.raw<string | null>(null);

  /** @param others those whose names would be the same as another person's */
  constructor(deps: {
    readonly name?: string;
    readonly others: () => readonly Pick<LiveMember, 'name' | 'hasLeft' | 'isRemoved'>[];
    readonly write: (name: string) => Promise<ClassWrite>;
  }) {
    this.#name = deps.name ?? '';
    this.#others = deps.others;
    this.#write = deps.write;
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
    if (!this.isAskingTwice) this.#problem = null;
  }

  get problem(): NameProblem | null {
    return this.#problem;
  }

  get isWriting(): boolean {
    return this.#isWriting;
  }

  /** The next submission writes a name that is there already. */
  get isAskingTwice(): boolean {
    return this.#warnedOf !== null && this.#warnedOf === plain(this.#name);
  }

  /** The name as it was written, or null when it was not; what is typed is kept then. */
  async submit(): Promise<string | null> {
    const name = this.#name.trim();
    if (this.#isWriting) return null;
    const same = name === '' ? [] : this.#others().filter((one) => plain(one.name ?? '') === plain(name));
    if (same.length > 0 && !this.isAskingTwice) {
      this.#warnedOf = plain(name);
      const isFormer = same.every((one) => one.hasLeft || one.isRemoved);
      this.#problem = { kind: 'twice', name: same[0]?.name ?? name, isFormer };
      return null;
    }
    this.#isWriting = true;
    const written = await this.#write(name);
    this.#isWriting = false;
    this.#problem = problemOf(written);
    if (written.kind !== 'saved' && written.kind !== 'not-saved') return null;
    this.#name = '';
    this.#warnedOf = null;
    return this.#problem === null ? name : null;
  }
}

/** Null when all is well. */
export function problemOf(written: ClassWrite): NameProblem | null {
  switch (written.kind) {
    case 'saved':
      return null;
    case 'not-saved':
      return { kind: 'not-saved', refusal: written.refusal };
    case 'read-only':
      return { kind: 'refused', reason: 'read-only' };
    case 'refused': {
      const { refusal } = written;
      const faults = refusal.reason === 'fields' ? refusal.faults : [];
      const fault = faults.find((one): one is NameFault => one.field === 'name');
      return fault ? { kind: 'fault', fault } : { kind: 'refused', reason: refusal.reason };
    }
    default:
      return written satisfies never;
  }
}
