import { readRecurrenceRule } from '../calendar/recurrence.ts';
import type { FoldedEntity, GroupValue } from '../revisions/fold.ts';
import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import { readLeg } from '../revisions/money-group.ts';
import { factsOf, readOriginal, textOf, textProperty } from './read-group.ts';
import type { ClassPlan, PlanTemplate } from './records.ts';

/** A plan; its rule and its template are null when this app cannot read them, and then nothing is made from it. [D11] */
export function planFromEntity(entity: FoldedEntity): ClassPlan {
  const rule = entity.groups.get('rule');
  const template = entity.groups.get('template');
  return {
    ...factsOf(entity),
    rule: readRecurrenceRule(rule?.value),
    template: readTemplate(entity, template?.value),
    revisionId: laterOf(rule, template)?.revisionId ?? '',
  };
}

function readTemplate(entity: FoldedEntity, value: unknown): PlanTemplate | null {
  const kind = textProperty(value, 'kind');
  const leg = isJsonObject(value) ? readLeg(ownProperty(value, 'leg')) : null;
  if (!isJsonObject(value) || !leg || (kind !== 'x' && kind !== 'i')) return null;
  return {
    kind: kind === 'x' ? 'expense' : 'income',
    leg,
    how: ownProperty(value, 'how'),
    original: readOriginal(ownProperty(value, 'orig')),
    title: textOf(entity, 'title'),
    category: textOf(entity, 'category'),
    note: textOf(entity, 'note'),
  };
}

function laterOf(a: GroupValue | undefined, b: GroupValue | undefined): GroupValue | undefined {
  if (!a || !b) return a ?? b;
  return a.t > b.t || (a.t === b.t && a.revisionId > b.revisionId) ? a : b;
}
