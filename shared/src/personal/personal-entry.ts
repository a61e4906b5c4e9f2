import type { Day } from '../calendar/day.ts';
import { isDay, utcDayOf } from '../calendar/day.ts';
import type { FoldedEntity } from '../revisions/fold.ts';
import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import { readMoneyGroup } from '../revisions/money-group.ts';
import { tagsOfEntity } from './tags.ts';

/** The one member of a personal ledger. */
export const SELF_MEMBER_ID = 'm_self00';

/** A refund is income that counts against the spending of its category. */
export type PersonalKind = 'expense' | 'income' | 'refund';

/** A personal record as screens read it. Texts are '' when missing. */
export interface PersonalEntry {
  id: string;
  kind: PersonalKind;
  /** Minor units; 0 when the entry is unreadable. */
  amountMinor: number;
  currency: string;
  /** The UTC day of its creation when the record carries none that exists. */
  day: Day;
  title: string;
  category: string;
  note: string;
  /** By code unit, each once. */
  tags: readonly string[];
  deleted: boolean;
  deletedAt: number | null;
  editedWhileDeleted: boolean;
  createdAt: number;
  changedAt: number;
  heads: readonly string[];
  /** No readable money of one currency: counted nowhere. */
  unreadable: boolean;
}

/**
 * The personal record that an entity of kind 'x' or 'i' is; null for other kinds, and for an occurrence of a plan that was
 * skipped before it was made. Tolerates values of any type. [L1] [L45]
 */
export function entryFromEntity(entity: FoldedEntity): PersonalEntry | null {
  if (entity.kind !== 'x' && entity.kind !== 'i') return null;
  if (entity.id.startsWith('o_') && !entity.groups.has('money')) return null;
  const money = readMoneyGroup(entity.groups.get('money')?.value);
  const leg = money.ok && money.value.legs.length === 1 ? money.value.legs[0] : undefined;
  const day = textOf(entity, 'date');
  return {
    id: entity.id,
    kind: entity.kind === 'x' ? 'expense' : money.ok && isRefundRecipe(money.value.how) ? 'refund' : 'income',
    amountMinor: leg?.amt ?? 0,
    currency: leg?.cur ?? '',
    day: isDay(day) ? day : utcDayOf(entity.createdAt),
    title: textOf(entity, 'title'),
    category: textOf(entity, 'category'),
    note: textOf(entity, 'note'),
    tags: tagsOfEntity(entity),
    deleted: entity.deleted,
    deletedAt: entity.deletedAt,
    editedWhileDeleted: entity.editedWhileDeleted,
    createdAt: entity.createdAt,
    changedAt: entity.changedAt,
    heads: entity.heads,
    unreadable: leg === undefined,
  };
}

/** Whether the recipe of a money makes income a refund. */
export function isRefundRecipe(how: unknown): boolean {
  return isJsonObject(how) && ownProperty(how, 'mode') === 'refund';
}

function textOf(entity: FoldedEntity, group: string): string {
  const value = entity.groups.get(group)?.value;
  return typeof value === 'string' ? value : '';
}
