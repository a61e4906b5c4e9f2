import type { DefaultSplit } from '@tallybook/shared/class-doc/default-split';
import { convertMinor } from '@tallybook/shared/money/convert';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { membersOf, type SplitRecipe } from '@tallybook/shared/split/recipe';
import { decimalOfRate } from './read-typed.ts';
import { readSplitDraft, type RateDraft, type SplitDraft, type TypedByMember } from './split-draft.ts';

/** How figures are typed on this device. */
export interface TypeAs {
  readonly amount: (minor: number, currency: string) => string;
}

export interface OpenedSplit {
  readonly draft: SplitDraft;
  readonly payerId: string;
  readonly memberIds: readonly string[];
}

/**
 * Money as it would have been typed. Null when the fields cannot hold it: the same person twice, a tax twice, or an item
 * below zero.
 */
export function openSplit(input: MoneyInput, { amount }: TypeAs): OpenedSplit | null {
  const { split, payers, currency, countIn } = input;
  const memberIds = membersOf(split);
  const [first] = payers;
  if (!first || hasTwice(memberIds) || hasTwice(payers.map(([id]) => id))) return null;
  if (split.mode === 'items') {
    const isOdd = split.items.some((item) => item.amountMinor < 0);
    if (isOdd || hasTwice(split.extras.map(({ kind }) => kind))) return null;
  }
  const typed = (minor: number): string => amount(minor, currency);
  const draft: SplitDraft = {
    ...readSplitDraft(''),
    mode: split.mode,
    payers: payers.length === 1 ? null : texts(payers, typed),
    ...fieldsOf(split, typed, amount),
    rate: countIn ? rateOf(input, countIn, amount) : null,
  };
  return { draft, payerId: first[0], memberIds };
}

/** How people usually split, as it would have been typed. */
export function draftOfProportions(split: DefaultSplit, { amount }: TypeAs): SplitDraft {
  return { ...readSplitDraft(''), mode: split.mode, ...fieldsOf(split, String, amount) };
}

/** The same money about other ids. */
export function withMemberIds(input: MoneyInput, idOf: (id: string) => string): MoneyInput {
  const pairs = <T>(list: readonly (readonly [string, T])[]): [string, T][] =>
    list.map(([id, value]) => [idOf(id), value]);
  return { ...input, payers: pairs(input.payers), split: splitWith(input.split, idOf, pairs) };
}

function splitWith(
  split: SplitRecipe,
  idOf: (id: string) => string,
  pairs: <T>(list: readonly (readonly [string, T])[]) => [string, T][],
): SplitRecipe {
  switch (split.mode) {
    case 'equally':
      return { ...split, memberIds: split.memberIds.map(idOf) };
    case 'shares':
      return { ...split, shares: pairs(split.shares) };
    case 'percent':
      return { ...split, basisPoints: pairs(split.basisPoints) };
    case 'exact':
      return { ...split, parts: pairs(split.parts) };
    case 'adjust':
      return { ...split, adjustments: pairs(split.adjustments) };
    case 'items':
      return {
        ...split,
        memberIds: split.memberIds.map(idOf),
        items: split.items.map((item) => ({ ...item, memberIds: item.memberIds.map(idOf) })),
      };
  }
}

function fieldsOf(
  split: SplitRecipe,
  typed: (minor: number) => string,
  amount: TypeAs['amount'],
): Partial<SplitDraft> {
  switch (split.mode) {
    case 'equally':
      return {};
    case 'shares':
      return { shares: Object.fromEntries(split.shares) };
    case 'percent':
      return { percent: texts(split.basisPoints, (points) => amount(points, 'EUR')) };
    case 'exact':
      return { exact: texts(split.parts, typed) };
    case 'adjust':
      return {
        adjust: texts(
          split.adjustments.filter(([, minor]) => minor !== 0),
          (minor) => (minor < 0 ? `−${typed(-minor)}` : typed(minor)),
        ),
      };
    case 'items':
      return {
        items: split.items.map(({ title, amountMinor, memberIds, weights }, index) => ({
          key: `o${index}`,
          title,
          amount: typed(amountMinor),
          memberIds,
          weights: weights ?? null,
        })),
        extras: split.extras.map(({ kind, amountMinor }) => [kind, typed(amountMinor)] as const),
      };
  }
}

/** As many as `readRate` takes. */
const MAX_RATE_DIGITS = 12;

function rateOf(
  { amountMinor, currency }: MoneyInput,
  countIn: NonNullable<MoneyInput['countIn']>,
  amount: TypeAs['amount'],
): RateDraft {
  const { currency: counting, num, den } = countIn;
  const decimal = decimalOfRate({ num, den });
  const canType = decimal !== null && decimal.replace(/^[0.]+|\./g, '').length <= MAX_RATE_DIGITS;
  if (canType) return { currency: counting, by: 'rate', text: inAnyStyle(decimal) };
  const counted = convertMinor(amountMinor, currency, counting, num, den);
  return { currency: counting, by: 'amount', text: amount(counted, counting) };
}

/** What may be thousands to a reader and to `readRate`, as 1.125 where the point groups, gets a fourth decimal. */
function inAnyStyle(decimal: string): string {
  return /^[1-9]\d{0,2}\.\d{3}$/.test(decimal) ? `${decimal}0` : decimal;
}

function texts(
  pairs: readonly (readonly [string, number])[],
  text: (value: number) => string,
): TypedByMember {
  return Object.fromEntries(pairs.map(([id, value]) => [id, text(value)]));
}

function hasTwice(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}
