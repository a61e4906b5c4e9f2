import { isDay, utcDayOf } from '../calendar/day.ts';
import { MAX_AMOUNT_MINOR } from '../money/amount.ts';
import { isCurrencyCode } from '../money/currency.ts';
import type { FoldedEntity } from '../revisions/fold.ts';
import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import { entryKindOf } from './entry-kind.ts';
import { moneyOf, textOf } from './read-group.ts';
import type { ClassEntry, OriginalAmount } from './records.ts';

/**
 * Whether an entity is shown among the entries: an expense, income or settlement, and whatever else carries money, so
 * that everything that counts in a balance can be found.
 */
export function isEntry({ kind, groups, quarantined }: FoldedEntity): boolean {
  return (
    kind === 'x' ||
    kind === 'i' ||
    kind === 's' ||
    groups.has('money') ||
    quarantined.some(({ reason }) => reason.startsWith('money-'))
  );
}

/**
 * An entry as screens read it; values of other types than they should have read as empty. [D9] One literal, since to
 * spread the facts into it takes ten times as long, and a class has tens of thousands.
 */
export function entryFromEntity(entity: FoldedEntity): ClassEntry {
  const money = moneyOf(entity);
  const day = textOf(entity, 'date');
  return {
    id: entity.id,
    kind: entryKindOf(entity.kind, money),
    legs: money?.legs ?? [],
    how: money?.how,
    original: readOriginal(money?.orig),
    day: isDay(day) ? day : utcDayOf(entity.createdAt),
    title: textOf(entity, 'title'),
    category: textOf(entity, 'category'),
    note: textOf(entity, 'note'),
    tags: readTags(entity.groups.get('tags')?.value),
    plannedBy: entity.groups.get('money')?.auto ?? null,
    unreadable: money === null,
    createdAt: entity.createdAt,
    createdBy: entity.createdBy,
    changedAt: entity.changedAt,
    changedBy: entity.changedBy,
    deleted: entity.deleted,
    deletedAt: entity.deletedAt,
    editedWhileDeleted: entity.editedWhileDeleted,
    heads: entity.heads,
    overwritten: entity.overwritten,
  };
}

function readOriginal(value: unknown): OriginalAmount | null {
  if (!isJsonObject(value)) return null;
  const [cur, amt, num, den] = ['cur', 'amt', 'num', 'den'].map((name) => ownProperty(value, name));
  if (typeof cur !== 'string' || !isCurrencyCode(cur)) return null;
  if (!isPositive(amt) || amt > MAX_AMOUNT_MINOR || !isPositive(num) || !isPositive(den)) return null;
  return { cur, amt, num, den };
}

function readTags(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((tag) => typeof tag === 'string') : [];
}

function isPositive(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
