import type { FoldedEntity } from '../revisions/fold.ts';
import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import type { Category, Flow } from './categories.ts';
import { defaultCategories } from './categories.ts';

/** The kind of the records of categories. */
export const CATEGORY_KIND = 'category';

/** How far the default categories lie apart in `order`, so that others fit between them. */
export const ORDER_STEP = 1024;

/** What the records say of one category; null where they say nothing. */
export interface CategoryRecord {
  /** As in the group `category` of entries. */
  id: string;
  name: string | null;
  icon: string | null;
  hue: number | null;
  flow: Flow | null;
  order: number | null;
  archived: boolean;
  mergedInto: string | null;
  /** The `b` of the next edit. */
  heads: readonly string[];
}

/** A category as screens read it. */
export interface BookedCategory extends Category {
  /** Null for one that goes by its name in the message files. */
  name: string | null;
  order: number;
  /** Not offered any more; its entries keep it. */
  archived: boolean;
  /** The category in its place now, after any further merges; null when it was not merged. */
  mergedInto: string | null;
  heads: readonly string[];
}

/** All categories of a ledger. */
export interface CategoryBook {
  /** Every one, merged and archived ones too, by order and then by id. */
  readonly all: readonly BookedCategory[];
  readonly byId: ReadonlyMap<string, BookedCategory>;
  /** The category that an entry with this id counts for; ids that nobody knows stay as they are. [L15] */
  readonly resolve: (categoryId: string) => string;
}

/**
 * The entity that holds what was changed about a category: an own category's id is that of the entity itself, and
 * a default one's has an id derived from it, without a creating revision. [L14]
 */
export function entityIdOfCategory(categoryId: string): string {
  return categoryId.startsWith('e_') ? categoryId : `k_std-${categoryId}`;
}

/** The record that an entity of this kind is; null for other kinds. Tolerates values of any type. [L14] */
export function categoryFromEntity(entity: FoldedEntity): CategoryRecord | null {
  if (entity.kind !== CATEGORY_KIND) return null;
  const id = entity.id.startsWith('k_std-') ? entity.id.slice(6) : entity.id;
  const valueOf = (group: string): unknown => entity.groups.get(group)?.value;
  const look = valueOf('look');
  const [icon, hue] = isJsonObject(look) ? [ownProperty(look, 'icon'), ownProperty(look, 'hue')] : [];
  const [name, flow, order, into] = [valueOf('name'), valueOf('flow'), valueOf('order'), valueOf('into')];
  return {
    id,
    name: typeof name === 'string' && name !== '' ? name : null,
    icon: typeof icon === 'string' && icon !== '' ? icon : null,
    hue: typeof hue === 'number' && hue >= 0 && hue < 360 ? hue : null,
    flow: flow === 'in' || flow === 'out' ? flow : null,
    order: Number.isSafeInteger(order) ? (order as number) : null,
    // A deleted category would leave its entries without one, so it is only not offered any more.
    archived: valueOf('archived') === 1 || entity.deleted,
    mergedInto: typeof into === 'string' && into !== '' ? into : null,
    heads: entity.heads,
  };
}

/** The default categories with what the records change about them, and the own ones. Any order of records. [L14] [L15] */
export function bookCategories(records: Iterable<CategoryRecord>): CategoryBook {
  const recordById = new Map(Array.from(records, (record) => [record.id, record]));
  const pointers = new Map<string, string>();
  for (const { id, mergedInto } of recordById.values()) if (mergedInto !== null) pointers.set(id, mergedInto);
  const resolve = (categoryId: string): string => followMerges(categoryId, pointers);

  const defaults = new Map(defaultCategories.map((category, i) => [category.id, { category, i }]));
  const ids = new Set([...defaults.keys(), ...recordById.keys()]);
  const all = Array.from(ids, (id): BookedCategory => {
    const [record, standard] = [recordById.get(id), defaults.get(id)];
    const target = resolve(id);
    return {
      id,
      name: record?.name ?? null,
      icon: record?.icon ?? standard?.category.icon ?? 'tag',
      hue: record?.hue ?? standard?.category.hue ?? 0,
      flow: standard?.category.flow ?? record?.flow ?? 'out',
      order: record?.order ?? ((standard?.i ?? defaults.size) + 1) * ORDER_STEP,
      archived: record?.archived ?? false,
      mergedInto: target === id ? null : target,
      heads: record?.heads ?? [],
    };
  }).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
  return { all, byId: new Map(all.map((category) => [category.id, category])), resolve };
}

/** The categories to choose from for money that flows one way, in their order. [L15] */
export function offeredCategories(book: CategoryBook, flow: Flow): BookedCategory[] {
  return book.all.filter(
    (category) => category.flow === flow && !category.archived && category.mergedInto === null,
  );
}

/** The end of the chain; two devices may have made a circle of it, which stands for its smallest id. */
function followMerges(categoryId: string, pointers: ReadonlyMap<string, string>): string {
  const passed = new Set<string>();
  let at = categoryId;
  for (let next = pointers.get(at); next !== undefined && !passed.has(at); next = pointers.get(at)) {
    passed.add(at);
    at = next;
  }
  if (!passed.has(at)) return at;
  let smallest = at;
  for (let next = pointers.get(at); next !== undefined && next !== at; next = pointers.get(next)) {
    if (next < smallest) smallest = next;
  }
  return smallest;
}
