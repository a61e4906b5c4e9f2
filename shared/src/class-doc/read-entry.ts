import { isDay, utcDayOf } from '../calendar/day.ts';
import type { FoldedEntity } from '../revisions/fold.ts';
import { canCarryMoney, hasOpenKind } from '../revisions/kind.ts';
import { entryKindOf } from './entry-kind.ts';
import { moneyOf, readOriginal, textOf } from './read-group.ts';
import type { ClassEntry } from './records.ts';

/**
 * Whether an entity is shown among the entries: an expense, income or settlement, and whatever else carries money, so
 * that everything that counts in a balance can be found. An occurrence of a plan is none before it has money: it may be
 * skipped, and the skip taken back, while there is nothing to show of it. [D35]
 */
export function isEntry({ id, kind, groups, quarantined }: FoldedEntity): boolean {
  if (!hasOpenKind(id) && (kind === 'x' || kind === 'i' || kind === 's')) return true;
  if (!canCarryMoney(kind)) return false;
  return groups.has('money') || quarantined.some(({ reason }) => reason.startsWith('money-'));
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

function readTags(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((tag) => typeof tag === 'string') : [];
}
