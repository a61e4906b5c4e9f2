import { isJsonObject, isSameJson, ownProperty } from '../revisions/json-shape.ts';
import type { Leg, LegPart, MoneyGroup } from '../revisions/money-group.ts';
import type { MoneyInput } from './money-input.ts';
import { resolveMoney } from './resolve-money.ts';
import { readStoredPayers, readStoredRecipe } from './stored-recipe.ts';

/**
 * The editor's input for money that readers accept, exactly as it was entered. A recipe that is missing, unknown,
 * damaged, or does not give the stored cents opens as exact amounts, so that saving never moves one. Null for several
 * legs: no editor of one amount can hold them. `seed` is the id of the entity. [S13]
 */
export function openMoney(kind: MoneyInput['kind'], money: MoneyGroup, seed: string): MoneyInput | null {
  const [leg, ...others] = money.legs;
  if (!leg || others.length > 0) return null;
  const [payers, bearers] = kind === 'income' ? [leg.owe, leg.pay] : [leg.pay, leg.owe];
  const entered = readEntered(kind, money, leg, payers, bearers);
  if (entered && gives(entered, leg, seed)) return entered;
  return {
    kind,
    amountMinor: leg.amt,
    currency: leg.cur,
    payers,
    split: { mode: 'exact', parts: bearers },
  };
}

function readEntered(
  kind: MoneyInput['kind'],
  money: MoneyGroup,
  leg: Leg,
  payers: readonly LegPart[],
  bearers: readonly LegPart[],
): MoneyInput | null {
  const how = Object.hasOwn(money, 'how') ? money.how : undefined;
  const orig = (Object.hasOwn(money, 'orig') ? money.orig : undefined) ?? null;
  const split = readStoredRecipe(how, bearers, orig !== null);
  if (!split) return null;
  if (orig === null) return { kind, amountMinor: leg.amt, currency: leg.cur, payers, split };

  if (!isJsonObject(orig)) return null;
  const [currency, amountMinor, num, den] = ['cur', 'amt', 'num', 'den'].map((name) =>
    ownProperty(orig, name),
  );
  if (typeof currency !== 'string' || typeof amountMinor !== 'number') return null;
  if (typeof num !== 'number' || typeof den !== 'number') return null;
  const amounts = payers.length === 1 ? [amountMinor] : readStoredPayers(how);
  if (amounts?.length !== payers.length) return null;
  return {
    kind,
    amountMinor,
    currency,
    payers: payers.map(([id], i): LegPart => [id, amounts[i] ?? 0]),
    split,
    countIn: { currency: leg.cur, num, den },
  };
}

/** Whether resolving the input again makes the very same leg. */
function gives(input: MoneyInput, { cur, amt, pay, owe }: Leg, seed: string): boolean {
  const again = resolveMoney(input, seed);
  return again.ok && isSameJson(again.value.legs, [{ cur, amt, pay, owe }]);
}
