import type { SplitExtra, SplitRecipe } from '@tallybook/shared/split/recipe';

export type SplitMode = SplitRecipe['mode'];
export type ExtraKind = SplitExtra['kind'];

/** What was typed for each member, by id, in the order in which it was begun. */
export type TypedByMember = Readonly<Record<string, string>>;

/** A line of a bill as typed. */
export interface ItemDraft {
  /** Of this line while it is edited; no part of what is saved. */
  readonly key: string;
  readonly title: string;
  readonly amount: string;
  readonly memberIds: readonly string[];
  /** Beside `memberIds`; null: in equal parts. */
  readonly weights: readonly number[] | null;
}

/** In which other currency an entry counts: at a rate, or by what it comes to there. */
export interface RateDraft {
  readonly currency: string;
  readonly by: 'rate' | 'amount';
  readonly text: string;
}

/** How an amount is split as typed: all of it texts, so that nothing is lost to a failed reading or another mode. */
export interface SplitDraft {
  readonly mode: SplitMode;
  /** Null: one person, whom the form knows. */
  readonly payers: TypedByMember | null;
  readonly shares: TypedByMember;
  readonly percent: TypedByMember;
  readonly exact: TypedByMember;
  readonly adjust: TypedByMember;
  readonly items: readonly ItemDraft[];
  /** In the order in which they are saved. */
  readonly extras: readonly (readonly [kind: ExtraKind, text: string])[];
  readonly rate: RateDraft | null;
}

const EMPTY: SplitDraft = {
  mode: 'equally',
  payers: null,
  shares: {},
  percent: {},
  exact: {},
  adjust: {},
  items: [],
  extras: [],
  rate: null,
};

/** From the text that a form keeps; '' and what makes no sense are a plain equal split. */
export function readSplitDraft(text: string): SplitDraft {
  if (text === '') return EMPTY;
  try {
    // Only `writeSplitDraft` writes it.
    return { ...EMPTY, ...(JSON.parse(text) as Partial<SplitDraft>) };
  } catch {
    return EMPTY;
  }
}

/** '' for a plain equal split of which nothing else was typed. */
export function writeSplitDraft(draft: SplitDraft): string {
  const said = Object.entries(draft).filter(([, value]: [string, unknown]) => !isEmpty(value));
  if (said.every(([name]) => name === 'mode') && draft.mode === 'equally') return '';
  return JSON.stringify(Object.fromEntries(said));
}

function isEmpty(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
