import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { WriteContext } from '@tallybook/shared/class-doc/commands/command';
import { minorUnitExponent } from '@tallybook/shared/money/currency';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import type { SplitExtra, SplitItem, SplitRecipe } from '@tallybook/shared/split/recipe';
import type { RandomSource } from '../support/random-source.ts';
import { pickableIds, someOf } from './random-pick.ts';

type Part = readonly [memberId: string, minor: number];
type Bill = Extract<SplitRecipe, { mode: 'items' }>;

/** What the editor could hold of an expense or income: every mode, several payers, another currency that counts. */
export function randomMoney(ledger: ClassLedger, context: WriteContext, random: RandomSource): MoneyInput {
  const ids = pickableIds(ledger, context);
  const currency = random.pick(['EUR', 'EUR', 'USD', 'JPY']);
  const kind = random.next() < 0.8 ? 'expense' : 'income';
  const bill = random.next() < 0.3 ? randomBill(ids, random) : null;
  const amountMinor = bill ? billTotal(bill) : random.integer(1, 10_000);
  return {
    kind,
    amountMinor,
    currency,
    payers:
      random.next() < 0.6 ? [[random.pick(ids), amountMinor]] : cut(amountMinor, someOf(ids, random), random),
    split: bill ?? randomSplit(amountMinor, ids, random),
    ...(random.next() < 0.25 && { countIn: randomRate(amountMinor, currency, random) }),
  };
}

/** What a form could hold of an expense or income. */
export function randomEntry(ledger: ClassLedger, context: WriteContext, random: RandomSource) {
  return {
    money: randomMoney(ledger, context, random),
    day: `2025-06-0${random.integer(1, 9)}`,
    title: random.pick(['Pizza', 'Taxi', '']),
    category: random.pick(['', 'fun']),
    note: '',
  };
}

/** Proportions alone, as a default split has them. */
export function randomProportions(ids: readonly string[], random: RandomSource) {
  return random.next() < 0.5
    ? ({ mode: 'percent', basisPoints: cut(10_000, ids, random) } as const)
    : ({
        mode: 'shares',
        shares: ids.map((id) => [id, random.pick(['1', '2', '0.5', '0'])] as const),
      } as const);
}

/** The amount that the rows, tax, tip and discount of a bill add up to. */
export function billTotal({ items, extras }: Bill): number {
  const signed = extras.map(({ kind, amountMinor }) => (kind === 'discount' ? -amountMinor : amountMinor));
  return [...items.map((item) => item.amountMinor), ...signed].reduce((sum, minor) => sum + minor, 0);
}

/** A row as somebody adds it at a table; now and then by weights, or a deposit that was given back. */
export function randomItem(ids: readonly string[], random: RandomSource): SplitItem {
  const memberIds = someOf(ids, random);
  const amountMinor = random.next() < 0.1 ? -random.integer(1, 50) : random.integer(0, 3_000);
  const item = { title: random.pick(['Soup', 'Wine', 'Bread']), amountMinor, memberIds };
  return random.next() < 0.3 ? { ...item, weights: memberIds.map(() => random.integer(1, 3)) } : item;
}

function randomBill(ids: readonly string[], random: RandomSource): Bill {
  const items = Array.from({ length: random.integer(1, 4) }, () => randomItem(ids, random));
  const kinds = (['tax', 'tip', 'discount'] as const).filter(() => random.next() < 0.4);
  const extras = kinds.map((kind): SplitExtra => ({ kind, amountMinor: random.integer(0, 300) }));
  return { mode: 'items', memberIds: ids, items, extras };
}

function randomSplit(amountMinor: number, ids: readonly string[], random: RandomSource): SplitRecipe {
  const memberIds = someOf(ids, random);
  return random.pick<() => SplitRecipe>([
    () => ({ mode: 'equally', memberIds }),
    () => ({ mode: 'equally', memberIds: ids }),
    () => randomProportions(memberIds, random),
    () => ({ mode: 'exact', parts: cut(amountMinor, memberIds, random) }),
    () => ({ mode: 'adjust', adjustments: memberIds.map((id) => [id, random.integer(-20, 100)] as const) }),
  ])();
}

/** A rate as entered, or the one that two entered sums make. */
function randomRate(amountMinor: number, from: string, random: RandomSource) {
  const currency = random.pick(['EUR', 'USD', 'JPY', 'KWD'].filter((one) => one !== from));
  if (random.next() < 0.5)
    return { currency, num: random.integer(1, 200_000), den: random.pick([100, 1_000, 3]) };
  const num = random.integer(1, 20_000) * 10 ** minorUnitExponent(from);
  return { currency, num, den: Math.max(1, amountMinor) * 10 ** minorUnitExponent(currency) };
}

/** A whole cut in as many parts as there are members; some may be empty. */
function cut(whole: number, ids: readonly string[], random: RandomSource): Part[] {
  const cuts = ids.slice(1).map(() => random.integer(0, Math.max(0, whole)));
  const ends = [...cuts.sort((a, b) => a - b), whole];
  return ids.map((id, i): Part => [id, (ends[i] ?? 0) - (ends[i - 1] ?? 0)]);
}
