import { minorUnitExponent } from '@tallybook/shared/money/currency';
import { foldQuery } from '@tallybook/shared/personal/fold-text';
import type { IndexedEntry } from '@tallybook/shared/personal/entry-search';
import type { PersonalKind } from '@tallybook/shared/personal/personal-entry';
import type { ListChunkRow } from '$lib/platform/schema.ts';
import { numberToDay } from './list-chunk.ts';

/** What a chunk's entries may share; see `labelOf`. */
export interface EntryLabel {
  readonly kind: PersonalKind;
  readonly currency: string;
  readonly category: string;
}

/** Neither kind nor currency holds a space. */
export function parseLabel(label: string): EntryLabel {
  const [kind = '', currency = ''] = label.split(' ', 2);
  return { kind: kind as PersonalKind, currency, category: label.slice(kind.length + currency.length + 2) };
}

/** What a search has to know besides the columns. */
export interface Naming {
  /** A category's name as the reader sees it. */
  readonly categoryName: (category: string) => string;
  /** The category that one counts for since it was merged. */
  readonly resolveCategory: (category: string) => string;
  /** The class of an entry that is a share in one. */
  readonly classOf?: (id: string) => string | null;
}

interface ReadLabel extends EntryLabel {
  readonly exponent: IndexedEntry['exponent'];
  readonly folded: string;
}

const noLabel: ReadLabel = { kind: 'expense', currency: '', category: '', exponent: 2, folded: '' };
const nobody: readonly string[] = [];
/** A ledger has few days against its entries. */
const dayByNumber = new Map<number, string>();

/** One entry of a chunk after the other as a search asks about it: no object is made for any of them. */
export class RowView implements IndexedEntry {
  readonly #row: ListChunkRow;
  readonly #ids: readonly string[];
  readonly #texts: readonly string[];
  readonly #labels: readonly ReadLabel[];
  readonly #classOf: Naming['classOf'];
  at = 0;

  constructor(row: ListChunkRow, ids: readonly string[], texts: readonly string[], naming: Naming) {
    this.#row = row;
    this.#ids = ids;
    this.#texts = texts;
    this.#classOf = naming.classOf;
    this.#labels = row.labels.map((label) => {
      const { kind, currency, category } = parseLabel(label);
      const resolved = naming.resolveCategory(category);
      const folded = foldQuery(naming.categoryName(resolved));
      return { kind, currency, category: resolved, exponent: minorUnitExponent(currency), folded };
    });
  }

  get #label(): ReadLabel {
    return this.#labels[this.#row.labelAt[this.at] ?? 0] ?? noLabel;
  }

  get id(): string {
    return this.#ids[this.at] ?? '';
  }

  get kind(): PersonalKind {
    return this.#label.kind;
  }

  get amountMinor(): number {
    return this.#row.amounts[this.at] ?? 0;
  }

  get currency(): string {
    return this.#label.currency;
  }

  get exponent(): IndexedEntry['exponent'] {
    return this.#label.exponent;
  }

  get day(): string {
    const number = this.#row.days[this.at] ?? 0;
    let day = dayByNumber.get(number);
    if (day === undefined) dayByNumber.set(number, (day = numberToDay(number)));
    return day;
  }

  get category(): string {
    return this.#label.category;
  }

  get classId(): string | null {
    return this.#classOf?.(this.id) ?? null;
  }

  get who(): readonly string[] {
    return nobody;
  }

  get tags(): string {
    const parts = (this.#texts[this.at] ?? '').split('\t').slice(2, -2);
    return parts.length === 0 ? '' : `\n${parts.join('\n')}\n`;
  }

  get text(): string {
    return `${this.#texts[this.at] ?? ''}\t${this.#label.folded}`;
  }
}
