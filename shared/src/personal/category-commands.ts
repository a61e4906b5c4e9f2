import type { Result } from '../money/result.ts';
import type { Revision, RevisionRow } from '../revisions/revision.ts';
import { serializeRevision } from '../revisions/revision.ts';
import type { Flow } from './categories.ts';
import type { BookedCategory, CategoryBook } from './own-categories.ts';
import { CATEGORY_KIND, entityIdOfCategory, ORDER_STEP } from './own-categories.ts';
import type { WriteStamp } from './personal-commands.ts';
import { SELF_MEMBER_ID } from './personal-entry.ts';
import { foldText } from './fold-text.ts';

/** What a person chooses about a category. */
export interface CategoryFields {
  name: string;
  icon: string;
  /** Degrees. */
  hue: number;
  flow: Flow;
}

/** Length in UTF-16 code units. */
export const MAX_CATEGORY_NAME_LENGTH = 60;

export type CategoryRefusal =
  | { field: 'name'; reason: 'empty' }
  | { field: 'name'; reason: 'too-long'; limit: number; given: number }
  /** Another category that is offered for the same flow has the name already. */
  | { field: 'name'; reason: 'taken'; by: string }
  | { field: 'icon'; reason: 'not-an-icon' }
  | { field: 'hue'; reason: 'not-a-hue' };

/**
 * Checks what was chosen; a refusal lists every field at fault. `nameOf` gives the name that a category is shown by,
 * and `id` is that of the category when it exists. [L16]
 */
export function validateCategory(
  fields: CategoryFields,
  book: CategoryBook,
  nameOf: (category: BookedCategory) => string,
  id: string | null = null,
): Result<CategoryFields, CategoryRefusal[]> {
  const refusals: CategoryRefusal[] = [];
  const name = fields.name.trim();
  const taken = book.all.find(
    (other) =>
      other.id !== id &&
      other.flow === fields.flow &&
      !other.archived &&
      other.mergedInto === null &&
      foldText(nameOf(other)) === foldText(name),
  );
  if (foldText(name) === '') refusals.push({ field: 'name', reason: 'empty' });
  else if (name.length > MAX_CATEGORY_NAME_LENGTH) {
    const limit = MAX_CATEGORY_NAME_LENGTH;
    refusals.push({ field: 'name', reason: 'too-long', limit, given: name.length });
  } else if (taken) refusals.push({ field: 'name', reason: 'taken', by: taken.id });
  if (!/^\S{1,30}$/u.test(fields.icon)) refusals.push({ field: 'icon', reason: 'not-an-icon' });
  if (!Number.isInteger(fields.hue) || fields.hue < 0 || fields.hue > 359)
    refusals.push({ field: 'hue', reason: 'not-a-hue' });
  return refusals.length > 0 ? { ok: false, refusal: refusals } : { ok: true, value: { ...fields, name } };
}

/** The revision that creates a category, last in order; its id is the category's. [L14] */
export function createCategory(fields: CategoryFields, book: CategoryBook, stamp: WriteStamp): RevisionRow {
  const { name, icon, hue, flow } = fields;
  const last = book.all.at(-1)?.order ?? 0;
  const s = { name, look: { icon, hue }, flow, order: last + ORDER_STEP };
  return write({ k: CATEGORY_KIND, t: stamp.t, a: SELF_MEMBER_ID, s }, stamp);
}

/**
 * The revision that changes name, icon or hue, with only what differs; null when nothing does. The flow is fixed, since
 * the entries of a category are of that flow. A name of '' gives a default category its own name back. [L14]
 */
export function editCategory(
  category: BookedCategory,
  { name, icon, hue }: Pick<CategoryFields, 'name' | 'icon' | 'hue'>,
  stamp: WriteStamp,
): RevisionRow | null {
  const groups: Record<string, unknown> = {};
  if ((category.name ?? '') !== name) groups['name'] = name;
  if (category.icon !== icon || category.hue !== hue) groups['look'] = { icon, hue };
  return Object.keys(groups).length === 0 ? null : writeEdit(category, groups, stamp);
}

/** The revision that takes a category out of what is offered, or back in. */
export function archiveCategory(category: BookedCategory, archived: boolean, stamp: WriteStamp): RevisionRow {
  return writeEdit(category, { archived: archived ? 1 : 0 }, stamp);
}

/**
 * The revision that makes the entries of a category count for another one, without touching them. Refused when both
 * are the same in the end, or when money flows the other way there. [L15]
 */
export function mergeCategory(
  category: BookedCategory,
  into: BookedCategory,
  book: CategoryBook,
  stamp: WriteStamp,
): Result<RevisionRow, 'same' | 'other-flow'> {
  if (category.flow !== into.flow) return { ok: false, refusal: 'other-flow' };
  if (book.resolve(category.id) === book.resolve(into.id)) return { ok: false, refusal: 'same' };
  return { ok: true, value: writeEdit(category, { into: into.id }, stamp) };
}

/** The revision that undoes a merge. */
export function unmergeCategory(category: BookedCategory, stamp: WriteStamp): RevisionRow {
  return writeEdit(category, { into: null }, stamp);
}

/**
 * The revisions that put a category before another one, or last when that is null: one, unless the numbers between its
 * new neighbours have run out, when all are numbered anew. None when it stands there already. [L16]
 */
export function moveCategory(
  category: BookedCategory,
  before: BookedCategory | null,
  book: CategoryBook,
  nextStamp: () => WriteStamp,
): RevisionRow[] {
  const others = book.all.filter(({ id }) => id !== category.id);
  const at = before ? others.findIndex(({ id }) => id === before.id) : others.length;
  if (at < 0) return [];
  const target = others.toSpliced(at, 0, category);
  if (target.every(({ id }, i) => id === book.all[i]?.id)) return [];
  const [low, high] = [others[at - 1]?.order, others[at]?.order];
  const order =
    high === undefined
      ? (low ?? 0) + ORDER_STEP
      : low === undefined
        ? high - ORDER_STEP
        : Math.floor((low + high) / 2);
  if (order !== low && order !== high && Number.isSafeInteger(order))
    return [writeEdit(category, { order }, nextStamp())];
  const numbered = target.map((each, i) => ({ each, order: (i + 1) * ORDER_STEP }));
  return numbered
    .filter(({ each, order: number }) => each.order !== number)
    .map(({ each, order: number }) => writeEdit(each, { order: number }, nextStamp()));
}

function writeEdit(category: BookedCategory, s: Record<string, unknown>, stamp: WriteStamp): RevisionRow {
  const e = entityIdOfCategory(category.id);
  return write({ k: CATEGORY_KIND, e, b: category.heads, t: stamp.t, a: SELF_MEMBER_ID, s }, stamp);
}

function write(revision: Revision, stamp: WriteStamp): RevisionRow {
  return { id: stamp.id, json: serializeRevision(revision) };
}
