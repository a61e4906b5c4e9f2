import type { Day } from '../calendar/day.ts';
import type { AmountRefusal } from '../money/amount-refusal.ts';
import type { NumberStyle } from '../money/read-number.ts';
import type { Flow } from './categories.ts';
import type { DayWords } from './day-words.ts';
import type { PersonalKind } from './personal-entry.ts';
import type { NamedChoice } from './read-mention.ts';
import type { CategorySuggestion } from './suggest-category.ts';

/** The words of a language that quick entry knows, from its message file. */
export interface QuickWords {
  days: DayWords;
  /** At the beginning of a line they say what kind of money it is. */
  income: readonly string[];
  refund: readonly string[];
  /** Words that are also codes of currencies: they count in capitals only. */
  notCurrencies: readonly string[];
}

export interface QuickSetting {
  words: QuickWords;
  today: Day;
  /** Of an amount without a mark; a class that is named may have another. */
  currency: string;
  /** The person's currencies, the most used first. */
  usedCurrencies: readonly string[];
  style: NumberStyle;
  /** Whether the locale writes 3/11 for 3 November. */
  dayBeforeMonth: boolean;
  classes: readonly (NamedChoice & { currency?: string })[];
  /** Tags in use, for their spelling. */
  tags: readonly string[];
  suggestCategory: (title: string, flow: Flow) => CategorySuggestion | null;
}

/** What a piece of the line was taken for. */
export type QuickMeaning =
  | {
      kind: 'amount';
      amountMinor: number | null;
      currency: string;
      isCalculation: boolean;
      rounded: boolean;
      ambiguous: boolean;
      refusal: AmountRefusal | null;
    }
  | { kind: 'day'; day: Day }
  | { kind: 'tag'; tag: string }
  | { kind: 'class'; classId: string }
  | { kind: 'flow'; entryKind: PersonalKind };

/** `start` and `end` in UTF-16 code units of the line; `text` is what stands between them. */
export type QuickPiece = QuickMeaning & { start: number; end: number; text: string };

/** A guess that was taken back: pieces of this kind and text are title from then on. */
export interface DeclinedPiece {
  kind: QuickMeaning['kind'];
  text: string;
}

export interface QuickEntry {
  kind: PersonalKind;
  /** Null when no amount was found, or one that cannot be; `amountRefusal` then says why. */
  amountMinor: number | null;
  amountRefusal: AmountRefusal | null;
  currency: string;
  day: Day;
  /** What no piece stands for, in its order. */
  title: string;
  category: CategorySuggestion | null;
  tags: readonly string[];
  classId: string | null;
  /** In the order of the line; they do not overlap. */
  pieces: readonly QuickPiece[];
}
