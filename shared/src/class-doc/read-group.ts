import { MAX_AMOUNT_MINOR } from '../money/amount.ts';
import { isCurrencyCode } from '../money/currency.ts';
import type { FoldedEntity } from '../revisions/fold.ts';
import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import type { MoneyGroup } from '../revisions/money-group.ts';
import type { EntityFacts, OriginalAmount } from './records.ts';

/** A text group; '' when it is missing or of another type. [D9] */
export function textOf(entity: FoldedEntity, group: string): string {
  const value = entity.groups.get(group)?.value;
  return typeof value === 'string' ? value : '';
}

/** A property of a stored object that should be a text; '' otherwise. */
export function textProperty(value: unknown, name: string): string {
  const text = isJsonObject(value) ? ownProperty(value, name) : undefined;
  return typeof text === 'string' ? text : '';
}

/** The winning money; the fold lets none through that breaks an invariant. */
export function moneyOf(entity: FoldedEntity): MoneyGroup | null {
  const money = entity.groups.get('money');
  return money ? (money.value as MoneyGroup) : null;
}

/** The stored `orig` of an entry's money or a plan's template; null when it is missing or breaks its form. [D9] */
export function readOriginal(value: unknown): OriginalAmount | null {
  if (!isJsonObject(value)) return null;
  const [cur, amt, num, den] = ['cur', 'amt', 'num', 'den'].map((name) => ownProperty(value, name));
  if (typeof cur !== 'string' || !isCurrencyCode(cur)) return null;
  if (!isPositive(amt) || amt > MAX_AMOUNT_MINOR || !isPositive(num) || !isPositive(den)) return null;
  return { cur, amt, num, den };
}

export function factsOf(entity: FoldedEntity): EntityFacts {
  const { id, createdAt, createdBy, changedAt, changedBy, deleted, deletedAt } = entity;
  const { editedWhileDeleted, heads, overwritten } = entity;
  return {
    id,
    createdAt,
    createdBy,
    changedAt,
    changedBy,
    deleted,
    deletedAt,
    editedWhileDeleted,
    heads,
    overwritten,
  };
}

function isPositive(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
