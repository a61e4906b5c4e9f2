import type { FoldedEntity } from '../revisions/fold.ts';
import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import type { MoneyGroup } from '../revisions/money-group.ts';
import type { EntityFacts } from './records.ts';

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
