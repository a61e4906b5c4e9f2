import type { IndexedEntry, SearchedKind } from '@tallybook/shared/personal/entry-search';
import type { ListChunkRow } from '$lib/platform/schema.ts';

/** What a chunk's entries may share; see `labelOf`. */
export interface EntryLabel<Kind extends SearchedKind = SearchedKind> {
  readonly kind: Kind;
  readonly currency: string;
  readonly category: string;
}

/** Neither kind nor currency holds a space. */
export function parseLabel<Kind extends SearchedKind>(label: string): EntryLabel<Kind> {
  const [kind = '', currency = ''] = label.split(' ', 2);
  return { kind: kind as Kind, currency, category: label.slice(kind.length + currency.length + 2) };
}

/** Who takes part in the entries of a chunk of a class. */
interface ChunkParties {
  /** Each combination of people once, as canonical ids. */
  readonly sets: readonly (readonly string[])[];
  /** Per line the position in `sets`. */
  readonly at: Uint16Array | Uint32Array;
}

/** A chunk as a search reads it. */
export interface SearchedChunk {
  readonly row: ListChunkRow;
  /** The class of all of it; null for entries of the ledger and of several classes. */
  readonly classId: string | null;
  readonly parties: ChunkParties | null;
}

const nobody: readonly string[] = [];

/** One entry of a chunk after the other as a search asks about it by itself: no object is made for any of them. */
export class RowView implements Pick<IndexedEntry, 'classId' | 'who' | 'tags'> {
  readonly #chunk: SearchedChunk;
  readonly #starts: Uint32Array;
  readonly #classAt: ((at: number) => string | null) | null;
  at = 0;

  constructor(chunk: SearchedChunk, starts: Uint32Array, classAt: ((at: number) => string | null) | null) {
    this.#chunk = chunk;
    this.#starts = starts;
    this.#classAt = classAt;
  }

  get classId(): string | null {
    return this.#classAt ? this.#classAt(this.at) : this.#chunk.classId;
  }

  get who(): readonly string[] {
    const { parties } = this.#chunk;
    return parties?.sets[parties.at[this.at] ?? 0] ?? nobody;
  }

  get tags(): string {
    const text = this.#chunk.row.texts.slice(this.#starts[this.at], (this.#starts[this.at + 1] ?? 0) - 1);
    const parts = text.split('\t').slice(2, -2);
    return parts.length === 0 ? '' : `\n${parts.join('\n')}\n`;
  }
}
