import type { FoldedEntity } from '../revisions/fold.ts';
import { MAX_PAY_LENGTH } from './commands/text-faults.ts';
import { factsOf, textOf } from './read-group.ts';
import type { ClassComment, ClassInfo, ClassMember } from './records.ts';

/** The entity that the class itself is. */
export const CLASS_ENTITY_ID = 'c_class0';

/** A member as the document knows them; an author's name comes from the class's member list and from nowhere else. [D10] */
export function memberFromEntity(entity: FoldedEntity, canonicalId: string, isAuthor: boolean): ClassMember {
  const name = textOf(entity, 'name');
  return {
    ...factsOf(entity),
    name: isAuthor || name === '' ? null : name,
    look: textOf(entity, 'look'),
    hasLeft: textOf(entity, 'state') === 'out',
    canonicalId,
    isAuthor,
    pay: payLineOf(entity),
  };
}

/** How a member wants to be paid; what is too long to be a line is none. [D36] */
function payLineOf(entity: FoldedEntity): string {
  const line = textOf(entity, 'pay').trim();
  return line.length > MAX_PAY_LENGTH ? '' : line;
}

/** Name, currency and look of the class; all empty before anybody wrote them. */
export function infoFromEntity(entity: FoldedEntity | undefined): ClassInfo {
  if (!entity) return { ...factsOf(nothing), name: '', currency: '', look: '' };
  return {
    ...factsOf(entity),
    name: textOf(entity, 'name'),
    currency: textOf(entity, 'currency'),
    look: textOf(entity, 'look'),
  };
}

export function commentFromEntity(entity: FoldedEntity): ClassComment {
  return { ...factsOf(entity), on: textOf(entity, 'on'), text: textOf(entity, 'text') };
}

const nothing: FoldedEntity = {
  id: CLASS_ENTITY_ID,
  kind: 'c',
  groups: new Map(),
  deleted: false,
  editedWhileDeleted: false,
  heads: [],
  overwritten: new Map(),
  createdAt: 0,
  createdBy: '',
  changedAt: 0,
  changedBy: '',
  deletedAt: null,
  quarantined: [],
};
