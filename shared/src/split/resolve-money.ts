import { MAX_AMOUNT_MINOR } from '../money/amount.ts';
import { apportion } from '../money/apportion.ts';
import { convertMinor } from '../money/convert.ts';
import { minorUnitExponent } from '../money/currency.ts';
import type { Result } from '../money/result.ts';
import { utf8Length } from '../revisions/json-shape.ts';
import type { LegPart, MoneyGroup } from '../revisions/money-group.ts';
import type { MoneyInput, MoneyInputRefusal } from './money-input.ts';
import { checkMoneyInput } from './money-input.ts';
import { namesAmounts, resolveSplit } from './recipe.ts';
import type { StoredRecipe } from './stored-recipe.ts';
import { storeRecipe } from './stored-recipe.ts';

/** The most that the money of one record takes, in UTF-8 bytes of its JSON; the rest is for texts and what was seen. */
const MAX_MONEY_BYTES = 24 * 1024;

/**
 * The money of an expense or income as it is stored: one leg, the recipe, and what was entered when it counts in
 * another currency. `seed` is the id of the entity, so that the same input gives the same cents for ever. In an
 * income the receivers stand in `owe`, and those whom it is for in `pay`. [S11] [S12]
 */
export function resolveMoney(input: MoneyInput, seed: string): Result<MoneyGroup, MoneyInputRefusal> {
  const refusal = checkMoneyInput(input);
  if (refusal) return { ok: false, refusal };
  const { countIn } = input;
  const entered = resolveSplit(input.amountMinor, input.split, seed);
  if (!entered.ok) return entered;

  const counted = countIn ? convert(input, countIn, entered.value, seed) : asEntered(input, entered.value);
  if (!counted.ok) return counted;
  const { cur, amt, payers, bearers } = counted.value;
  const [pay, owe] = input.kind === 'income' ? [bearers, payers] : [payers, bearers];
  const how: StoredRecipe = storeRecipe(input.split, countIn !== undefined);
  if (countIn && input.payers.length > 1) how.pay = input.payers.map(([, minor]) => minor);
  const money: MoneyGroup = { legs: [{ cur, amt, pay, owe }], how };
  if (countIn) {
    money.orig = { cur: input.currency, amt: input.amountMinor, num: countIn.num, den: countIn.den };
  }

  const givenBytes = utf8Length(JSON.stringify(money));
  if (givenBytes <= MAX_MONEY_BYTES) return { ok: true, value: money };
  return { ok: false, refusal: { reason: 'too-heavy', limitBytes: MAX_MONEY_BYTES, givenBytes } };
}

/** One leg before it is known which side pays: `payers` put down or received, `bearers` are whom it is for. */
interface Counted {
  cur: string;
  amt: number;
  payers: readonly LegPart[];
  bearers: readonly LegPart[];
}

function asEntered(input: MoneyInput, bearers: readonly LegPart[]): Result<Counted, never> {
  return { ok: true, value: { cur: input.currency, amt: input.amountMinor, payers: input.payers, bearers } };
}

function convert(
  input: MoneyInput,
  countIn: NonNullable<MoneyInput['countIn']>,
  entered: readonly LegPart[],
  seed: string,
): Result<Counted, MoneyInputRefusal> {
  const converted = convertTotal(input, countIn);
  if (!converted.ok) return converted;
  const amt = converted.value;
  const bearers: Result<readonly LegPart[], MoneyInputRefusal> = namesAmounts(input.split)
    ? { ok: true, value: inProportion(amt, entered, `${seed}/c`) }
    : resolveSplit(amt, input.split, seed);
  if (!bearers.ok) return bearers;
  const payers = inProportion(amt, input.payers, `${seed}/p`);
  return { ok: true, value: { cur: countIn.currency, amt, payers, bearers: bearers.value } };
}

/** The total is converted once; its parts follow it, so that they still add up. */
function convertTotal(
  { amountMinor, currency }: MoneyInput,
  { currency: counting, num, den }: NonNullable<MoneyInput['countIn']>,
): Result<number, MoneyInputRefusal> {
  const refuse = (refusal: MoneyInputRefusal) => ({ ok: false, refusal }) as const;
  const scale = 10 ** (minorUnitExponent(counting) - minorUnitExponent(currency));
  // A double decides far from the limit whether the exact conversion fits one; near it the exact value does.
  const isFarTooLarge = (amountMinor * num * scale) / den > 2 * MAX_AMOUNT_MINOR;
  const converted = isFarTooLarge ? Infinity : convertMinor(amountMinor, currency, counting, num, den);
  if (converted > MAX_AMOUNT_MINOR) {
    return refuse({ reason: 'converted-too-large', maxMinor: MAX_AMOUNT_MINOR });
  }
  return converted === 0 ? refuse({ reason: 'converted-zero' }) : { ok: true, value: converted };
}

function inProportion(amountMinor: number, parts: readonly LegPart[], seed: string): LegPart[] {
  const ids = parts.map(([id]) => id);
  const weights = parts.map(([, minor]) => minor);
  return apportion(amountMinor, weights, ids, seed).map((minor, i): LegPart => [ids[i] ?? '', minor]);
}
