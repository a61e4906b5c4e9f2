import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { EntryQuery } from '@tallybook/shared/personal/entry-query';
import type { EntryFilter } from '@tallybook/shared/personal/entry-search';
import type { SearchState } from '$lib/entry-search/search-state.svelte.ts';
import type { ClassIndex } from './class-index.ts';
import { isNarrowed, type ClassNarrowing } from './narrowing.ts';

interface Sought {
  readonly index: ClassIndex;
  readonly entries: readonly ClassEntry[];
  /** The canonical id of a member. */
  readonly identity: (memberId: string) => string;
}

/** A question with one of its parts left out, which would find something. */
export interface Loosened {
  readonly without: 'text' | 'person' | 'category' | 'kind';
  readonly count: number;
}

/** What is looked for in a class, and what is found. */
export class ClassSearch {
  /** What was typed, and how it is understood. */
  readonly typed: SearchState;
  readonly #sought: () => Sought;
  #narrowing = $state.raw<ClassNarrowing>({});

  readonly #found = $derived.by(() => (this.isAsking ? this.#find(this.typed.query, this.#narrowing) : []));

  constructor(typed: SearchState, narrowing: ClassNarrowing, sought: () => Sought) {
    this.typed = typed;
    this.#narrowing = narrowing;
    this.#sought = sought;
  }

  get narrowing(): ClassNarrowing {
    return this.#narrowing;
  }

  get isAsking(): boolean {
    return this.typed.query.terms.some(({ kind }) => kind !== 'open') || isNarrowed(this.#narrowing);
  }

  /** In the order of the list; empty as long as nothing is asked. */
  get found(): readonly ClassEntry[] {
    return this.#found;
  }

  narrow(change: { readonly [Key in keyof ClassNarrowing]: ClassNarrowing[Key] | undefined }): void {
    const entries = Object.entries({ ...this.#narrowing, ...change });
    this.#narrowing = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  clear(): void {
    this.#narrowing = {};
  }

  /** Where nothing is found: what could be left out, the most found first. */
  loosened(): Loosened[] {
    const { query } = this.typed;
    const { person, part, category, kind } = this.#narrowing;
    const parts = (['text', 'person', 'category', 'kind'] as const).filter((without) =>
      without === 'text' ? query.terms.length > 0 : this.#narrowing[without] !== undefined,
    );
    if (parts.length < 2) return [];
    return parts
      .map((without) => {
        const narrowing = {
          ...(person !== undefined && without !== 'person' && { person, ...(part && { part }) }),
          ...(category !== undefined && without !== 'category' && { category }),
          ...(kind !== undefined && without !== 'kind' && { kind }),
        };
        return { without, count: this.#find(without === 'text' ? { terms: [] } : query, narrowing).length };
      })
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count);
  }

  /** Leaves out one part of the question. */
  leaveOut(without: Loosened['without']): void {
    if (without === 'text') this.typed.text = '';
    else if (without === 'person') this.narrow({ person: undefined, part: undefined });
    else this.narrow({ [without]: undefined });
  }

  #find(query: EntryQuery, { person, part, category, kind }: ClassNarrowing): ClassEntry[] {
    const { index, entries, identity } = this.#sought();
    const filter: EntryFilter = {
      ...(person !== undefined && { who: [person] }),
      ...(category !== undefined && { categoryIds: [category] }),
      ...(kind !== undefined && { kinds: [kind] }),
    };
    const found = index.find(entries, query, filter);
    if (person === undefined || part === undefined) return found;
    return found.filter((entry) => isIn(entry, part, (id) => identity(id) === person));
  }
}

/** Of an income, whoever took the money in stands where the others have those who bear it. */
function isIn({ kind, legs }: ClassEntry, part: 'paid' | 'for', isThem: (id: string) => boolean): boolean {
  const isPay = (part === 'paid') !== (kind === 'income');
  return legs.some(({ pay, owe }) => (isPay ? pay : owe).some(([id, minor]) => minor > 0 && isThem(id)));
}
