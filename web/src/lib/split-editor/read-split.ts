import type { NumberStyle } from '@tallybook/shared/money/parse-amount';
import { readRate } from '@tallybook/shared/money/read-rate';
import type { Result } from '@tallybook/shared/money/result';
import { minorUnitExponent } from '@tallybook/shared/money/currency';
import type { LegPart, MoneyGroup } from '@tallybook/shared/revisions/money-group';
import { fillRest } from '@tallybook/shared/split/fill-rest';
import type { MoneyInput, MoneyInputRefusal } from '@tallybook/shared/split/money-input';
import type { SplitExtra, SplitItem, SplitRecipe } from '@tallybook/shared/split/recipe';
import { resolveMoney } from '@tallybook/shared/split/resolve-money';
import { rateOfAmounts, readAdjustment, readDecimal, readPart, readPercent } from './read-typed.ts';
import type { RateDraft, SplitDraft, TypedByMember } from './split-draft.ts';

/** What the rest of the form says. */
export interface Entered {
  readonly kind: MoneyInput['kind'];
  readonly amountMinor: number;
  readonly currency: string;
  /** Who paid, unless several did. */
  readonly payerId: string;
  /** Who takes part, where that is not said by an amount or a share. */
  readonly memberIds: readonly string[];
}

/** A text that cannot be read, or a refusal of the rules. */
export type SplitFault =
  | { reason: 'unreadable'; part: 'shares' | 'percent' | 'exact' | 'adjust' | 'payers'; memberId: string }
  | { reason: 'unreadable'; part: 'item'; item: number }
  | { reason: 'unreadable'; part: 'extra' | 'rate' }
  /** Above zero, but no pair of integers holds it exactly. */
  | { reason: 'rate-too-long' }
  | { reason: 'payer-without-amount'; memberId: string }
  | MoneyInputRefusal;

/** What was entered, and what that comes to for everybody. */
export interface SplitReading {
  readonly input: MoneyInput;
  readonly money: MoneyGroup;
}

interface Around {
  readonly style: NumberStyle;
  /** The id of the entry: it decides who gets the odd cents. */
  readonly seed: string;
}

/** Reads a split as typed against the amount of the form. */
export function readSplit(
  draft: SplitDraft,
  entered: Entered,
  { style, seed }: Around,
): Result<SplitReading, SplitFault> {
  const split = readRecipe(draft, entered, style);
  if (!split.ok) return split;
  const payers = readPayers(draft, entered, style);
  if (!payers.ok) return payers;
  const countIn = readCountIn(draft.rate, entered, style);
  if (!countIn.ok) return countIn;
  const { kind, amountMinor, currency } = entered;
  const input: MoneyInput = {
    kind,
    amountMinor,
    currency,
    payers: payers.value,
    split: split.value,
    ...(countIn.value && { countIn: countIn.value }),
  };
  const money = resolveMoney(input, seed);
  return money.ok ? { ok: true, value: { input, money: money.value } } : money;
}

/**
 * The values of the fields by member, in minor units or basis points; a field left empty is null, but for the only
 * empty one, which takes what is missing. What cannot be read is NaN.
 */
export function valuesOf(
  typed: TypedByMember,
  ids: readonly string[],
  total: number,
  read: (text: string) => number | null,
): (number | null)[] {
  const values = ids.map((id) => {
    const text = typed[id] ?? '';
    return text.trim() === '' ? null : (read(text) ?? NaN);
  });
  return fillRest(total, values);
}

/** Everybody with a field: who takes part by the form, and whoever has something typed. */
export function idsWith(typed: TypedByMember, memberIds: readonly string[]): string[] {
  const more = Object.keys(typed).filter((id) => (typed[id] ?? '').trim() !== '' && !memberIds.includes(id));
  return [...memberIds, ...more];
}

function readRecipe(
  draft: SplitDraft,
  { amountMinor, currency, memberIds }: Entered,
  style: NumberStyle,
): Result<SplitRecipe, SplitFault> {
  const amount = (text: string): number | null => readPart(text, currency, style);
  switch (draft.mode) {
    case 'equally':
      return { ok: true, value: { mode: 'equally', memberIds } };
    case 'shares':
      return readShares(draft.shares, memberIds);
    case 'percent': {
      const read = readFields('percent', draft.percent, memberIds, 10_000, (text) =>
        readPercent(text, style),
      );
      return read.ok ? { ok: true, value: { mode: 'percent', basisPoints: read.value } } : read;
    }
    case 'exact': {
      const read = readFields('exact', draft.exact, memberIds, amountMinor, amount);
      return read.ok ? { ok: true, value: { mode: 'exact', parts: read.value } } : read;
    }
    case 'adjust': {
      const adjustments: LegPart[] = [];
      for (const id of memberIds) {
        const text = (draft.adjust[id] ?? '').trim();
        const minor = text === '' ? 0 : readAdjustment(text, currency, style);
        if (minor === null) return unreadable({ part: 'adjust', memberId: id });
        adjustments.push([id, minor]);
      }
      return { ok: true, value: { mode: 'adjust', adjustments } };
    }
    case 'items':
      return readItems(draft, memberIds, amount);
  }
}

function readShares(typed: TypedByMember, memberIds: readonly string[]): Result<SplitRecipe, SplitFault> {
  const shares: [string, string][] = [];
  for (const id of idsWith(typed, memberIds)) {
    const text = (typed[id] ?? '1').trim();
    if (text === '') continue;
    const share = readDecimal(text);
    if (share === null) return unreadable({ part: 'shares', memberId: id });
    shares.push([id, share]);
  }
  return { ok: true, value: { mode: 'shares', shares } };
}

/** Whoever has no value takes no part, and nobody is given nothing unless that was typed. */
function readFields(
  part: 'percent' | 'exact',
  typed: TypedByMember,
  memberIds: readonly string[],
  total: number,
  read: (text: string) => number | null,
): Result<LegPart[], SplitFault> {
  const ids = idsWith(typed, memberIds);
  const values = valuesOf(typed, ids, total, read);
  const parts: LegPart[] = [];
  for (const [i, id] of ids.entries()) {
    const value = values[i] ?? null;
    if (Number.isNaN(value)) return unreadable({ part, memberId: id });
    const isTyped = (typed[id] ?? '').trim() !== '';
    if (value !== null && (isTyped || value > 0)) parts.push([id, value]);
  }
  return { ok: true, value: parts };
}

function readItems(
  { items, extras }: SplitDraft,
  memberIds: readonly string[],
  amount: (text: string) => number | null,
): Result<SplitRecipe, SplitFault> {
  const lines: SplitItem[] = [];
  for (const [index, { title, amount: text, memberIds: who, weights }] of items.entries()) {
    // A line that was only begun is none.
    if (title.trim() === '' && text.trim() === '') continue;
    const amountMinor = amount(text);
    if (amountMinor === null) return unreadable({ part: 'item', item: index });
    lines.push({ title: title.trim(), amountMinor, memberIds: who, ...(weights && { weights }) });
  }
  const added: SplitExtra[] = [];
  for (const [kind, text] of extras) {
    if (text.trim() === '') continue;
    const amountMinor = amount(text);
    if (amountMinor === null) return unreadable({ part: 'extra' });
    added.push({ kind, amountMinor });
  }
  const everyone = new Set([...memberIds, ...lines.flatMap((line) => line.memberIds)]);
  return { ok: true, value: { mode: 'items', memberIds: [...everyone], items: lines, extras: added } };
}

function readPayers(
  { payers }: SplitDraft,
  { amountMinor, currency, payerId }: Entered,
  style: NumberStyle,
): Result<LegPart[], SplitFault> {
  if (payers === null) return { ok: true, value: [[payerId, amountMinor]] };
  const ids = Object.keys(payers);
  const values = valuesOf(payers, ids, amountMinor, (text) => readPart(text, currency, style));
  const parts: LegPart[] = [];
  for (const [i, id] of ids.entries()) {
    const value = values[i] ?? null;
    if (value === null) return { ok: false, refusal: { reason: 'payer-without-amount', memberId: id } };
    if (Number.isNaN(value)) return unreadable({ part: 'payers', memberId: id });
    parts.push([id, value]);
  }
  return { ok: true, value: parts };
}

/** Nothing to convert while the form's currency is the one that counts. */
function readCountIn(
  rate: RateDraft | null,
  { amountMinor, currency }: Entered,
  style: NumberStyle,
): Result<MoneyInput['countIn'] | null, SplitFault> {
  if (rate === null || rate.currency === currency) return { ok: true, value: null };
  if (rate.by === 'amount') {
    const pair = amountsRate(rate, amountMinor, currency, style);
    return pair ? { ok: true, value: { currency: rate.currency, ...pair } } : unreadable({ part: 'rate' });
  }
  const read = readRate(rate.text, style);
  if (read.ok) return { ok: true, value: { currency: rate.currency, ...read.value } };
  if (read.refusal === 'too-long') return { ok: false, refusal: { reason: 'rate-too-long' } };
  return unreadable({ part: 'rate' });
}

function amountsRate(
  rate: RateDraft,
  minor: number,
  currency: string,
  style: NumberStyle,
): { num: number; den: number } | null {
  const counted = readPart(rate.text, rate.currency, style);
  if (counted === null) return null;
  const exponent = minorUnitExponent(currency);
  return rateOfAmounts({ minor, exponent }, { minor: counted, exponent: minorUnitExponent(rate.currency) });
}

type Unreadable =
  Extract<SplitFault, { reason: 'unreadable' }> extends infer Fault
    ? Fault extends unknown
      ? Omit<Fault, 'reason'>
      : never
    : never;

function unreadable(where: Unreadable): { ok: false; refusal: SplitFault } {
  return { ok: false, refusal: { reason: 'unreadable', ...where } };
}
