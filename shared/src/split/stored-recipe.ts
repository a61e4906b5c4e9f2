import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import type { LegPart } from '../revisions/money-group.ts';
import type { SplitExtra, SplitItem, SplitRecipe } from './recipe.ts';
import { membersOf } from './recipe.ts';

/**
 * A recipe as `how` keeps it: short, since it is stored with every entry. Lists are parallel to the members of the
 * leg, whose ids they do not repeat; people of an item are their indexes there. `parts` (exact) and `pay` (several
 * payers) are kept only where the leg has them in another currency.
 */
export type StoredRecipe =
  | { mode: 'equally'; pay?: number[] }
  | { mode: 'shares'; w: string[]; pay?: number[] }
  | { mode: 'percent'; bp: number[]; pay?: number[] }
  | { mode: 'exact'; parts?: number[]; pay?: number[] }
  | { mode: 'adjust'; adj: number[]; pay?: number[] }
  | {
      mode: 'items';
      items: StoredItem[];
      extras: [kind: SplitExtra['kind'], minor: number][];
      pay?: number[];
    };

type StoredItem = [title: string, minor: number, members: number[], weights?: number[]];

/** The stored form of a recipe that has been resolved; `isConverted` when the leg is in another currency. [S12] */
export function storeRecipe(recipe: SplitRecipe, isConverted: boolean): StoredRecipe {
  const { mode } = recipe;
  switch (mode) {
    case 'equally':
      return { mode };
    case 'shares':
      return { mode, w: recipe.shares.map(([, text]) => text) };
    case 'percent':
      return { mode, bp: recipe.basisPoints.map(([, basisPoints]) => basisPoints) };
    case 'exact':
      return isConverted ? { mode, parts: recipe.parts.map(([, minor]) => minor) } : { mode };
    case 'adjust':
      return { mode, adj: recipe.adjustments.map(([, minor]) => minor) };
    case 'items': {
      const indexById = new Map(membersOf(recipe).map((id, index) => [id, index]));
      return {
        mode,
        items: recipe.items.map(({ title, amountMinor, memberIds, weights }): StoredItem => {
          const members = memberIds.map((id) => indexById.get(id) ?? -1);
          return weights ? [title, amountMinor, members, Array.from(weights)] : [title, amountMinor, members];
        }),
        extras: recipe.extras.map(({ kind, amountMinor }) => [kind, amountMinor]),
      };
    }
    default:
      return mode satisfies never;
  }
}

/**
 * The recipe behind `how`, for the members and parts of its leg, or null when it is none. Survives any JSON value;
 * whether the recipe gives those parts is for the caller to try. [S13]
 */
export function readStoredRecipe(
  how: unknown,
  legParts: readonly LegPart[],
  isConverted: boolean,
): SplitRecipe | null {
  if (!isJsonObject(how)) return null;
  const memberIds = legParts.map(([id]) => id);
  const pairsOf = <T>(values: T[] | null): (readonly [string, T])[] | null => {
    if (values?.length !== memberIds.length) return null;
    return values.map((value, i) => [memberIds[i] ?? '', value] as const);
  };

  const mode = ownProperty(how, 'mode');
  switch (mode) {
    case 'equally':
      return { mode, memberIds };
    case 'shares': {
      const shares = pairsOf(readList(ownProperty(how, 'w'), isText));
      return shares && { mode, shares };
    }
    case 'percent': {
      const basisPoints = pairsOf(readList(ownProperty(how, 'bp'), isInteger));
      return basisPoints && { mode, basisPoints };
    }
    case 'exact': {
      if (!isConverted) return { mode, parts: legParts };
      const parts = pairsOf(readList(ownProperty(how, 'parts'), isInteger));
      return parts && { mode, parts };
    }
    case 'adjust': {
      const adjustments = pairsOf(readList(ownProperty(how, 'adj'), isInteger));
      return adjustments && { mode, adjustments };
    }
    case 'items': {
      const items = readMapped(ownProperty(how, 'items'), (item) => readItem(item, memberIds));
      const extras = readMapped(ownProperty(how, 'extras'), readExtra);
      return items && extras && { mode, memberIds, items, extras };
    }
    default:
      return null;
  }
}

/** What each of several payers put down in the entered currency, in the order of the leg; null when not kept. */
export function readStoredPayers(how: unknown): number[] | null {
  return isJsonObject(how) ? readList(ownProperty(how, 'pay'), isInteger) : null;
}

function readItem(value: unknown, memberIds: readonly string[]): SplitItem | null {
  if (!Array.isArray(value) || value.length < 3 || value.length > 4) return null;
  const [title, amountMinor, memberList, weightList] = value as unknown[];
  if (!isText(title) || !isInteger(amountMinor)) return null;
  const members = readMapped(memberList, (index) => (isInteger(index) ? (memberIds[index] ?? null) : null));
  if (!members) return null;
  const item = { title, amountMinor, memberIds: members };
  if (value.length === 3) return item;
  const weights = readList(weightList, isInteger);
  return weights && { ...item, weights };
}

function readExtra(value: unknown): SplitExtra | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [kind, amountMinor] = value as unknown[];
  if (kind !== 'tax' && kind !== 'tip' && kind !== 'discount') return null;
  return isInteger(amountMinor) ? { kind, amountMinor } : null;
}

function readList<T>(value: unknown, isItem: (item: unknown) => item is T): T[] | null {
  return readMapped(value, (item) => (isItem(item) ? item : null));
}

/** All items of a list as `read` gives them, or null when there is no list or `read` does not know one of them. */
function readMapped<T>(value: unknown, read: (item: unknown) => T | null): T[] | null {
  if (!Array.isArray(value)) return null;
  const items: T[] = [];
  for (const item of value as unknown[]) {
    const known = read(item);
    if (known === null) return null;
    items.push(known);
  }
  return items;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isInteger(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value);
}
