import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import type { MoneyGroup } from '../revisions/money-group.ts';
import type { EntryKind } from './records.ts';

/**
 * What an entry is for people. A settlement is from exactly one member to exactly one other; a conversion moves
 * balances from one currency to another. The balances do not depend on it. [B8]
 */
export function entryKindOf(kind: string, money: MoneyGroup | null): EntryKind {
  if (kind === 'x') return 'expense';
  if (kind === 'i') return 'income';
  if (kind !== 's' || !money) return kind === 's' ? 'settlement' : 'other';
  if (money.legs.length === 2 || isConversionRecipe(money.how)) return 'conversion';
  return settlementParties(kind, money) ? 'settlement' : 'other';
}

/** Who paid whom in a settlement, as recorded; null for everything else. */
export function settlementParties(
  kind: string,
  money: MoneyGroup | null,
): { fromId: string; toId: string } | null {
  const [leg] = money?.legs ?? [];
  if (kind !== 's' || !leg || money?.legs.length !== 1 || isConversionRecipe(money.how)) return null;
  const [from, to] = [leg.pay[0], leg.owe[0]];
  if (!from || !to || leg.pay.length !== 1 || leg.owe.length !== 1 || from[0] === to[0]) return null;
  return { fromId: from[0], toId: to[0] };
}

function isConversionRecipe(how: unknown): boolean {
  return isJsonObject(how) && ownProperty(how, 'mode') === 'convert';
}
