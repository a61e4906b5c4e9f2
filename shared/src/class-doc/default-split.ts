import { derivedId } from '../revisions/derived-id.ts';
import { isJsonObject, ownProperty } from '../revisions/json-shape.ts';
import { resolveSplit, type SplitRecipe } from '../split/recipe.ts';
import type { ClassLedger } from './class-ledger.ts';
import { CLASS_ENTITY_ID } from './read-class.ts';

/** Proportions, which fit any amount. */
export type DefaultSplit = Extract<SplitRecipe, { mode: 'shares' | 'percent' }>;

/** The group of the class that holds how these people usually split: one for each set of them, so that two are set at once. */
export function defaultSplitGroup(ledger: ClassLedger, memberIds: readonly string[]): string {
  return `split ${derivedId('s', canonicalIds(ledger, memberIds))}`;
}

/** How these people, in any order, usually split, by canonical ids; null where nothing readable is set. [D40] */
export function readDefaultSplit(ledger: ClassLedger, memberIds: readonly string[]): DefaultSplit | null {
  const group = defaultSplitGroup(ledger, memberIds);
  const split = splitFrom(ledger.entity(CLASS_ENTITY_ID)?.groups.get(group)?.value);
  if (!split) return null;
  const ids = canonicalIds(ledger, memberIds);
  const own = split.mode === 'shares' ? split.shares : split.basisPoints;
  const named = own.map(([id]) => ledger.identity(id));
  // Somebody who is the same person as another since then has no share that could be meant.
  const isOfThem = named.length === new Set(named).size && named.every((id) => ids.includes(id));
  if (!isOfThem) return null;
  return split.mode === 'shares'
    ? { mode: 'shares', shares: split.shares.map(([id, text]) => [ledger.identity(id), text]) }
    : {
        mode: 'percent',
        basisPoints: split.basisPoints.map(([id, points]) => [ledger.identity(id), points]),
      };
}

function splitFrom(value: unknown): DefaultSplit | null {
  if (!isJsonObject(value)) return null;
  const [mode, parts] = [ownProperty(value, 'mode'), ownProperty(value, 'parts')];
  if (!Array.isArray(parts)) return null;
  const pairs = parts.filter(
    (part): part is [string, unknown] => Array.isArray(part) && typeof part[0] === 'string',
  );
  if (pairs.length < parts.length) return null;
  const split: SplitRecipe | null =
    mode === 'shares'
      ? { mode, shares: pairs.map(([id, text]) => [id, typeof text === 'string' ? text : '']) }
      : mode === 'percent'
        ? { mode, basisPoints: pairs.map(([id, points]) => [id, typeof points === 'number' ? points : -1]) }
        : null;
  // Whatever splits any amount is fine.
  return split && resolveSplit(1_000_000, split, 'x').ok ? split : null;
}

/** As it is stored. */
export function storedDefaultSplit(split: DefaultSplit): {
  mode: string;
  parts: readonly (readonly unknown[])[];
} {
  return { mode: split.mode, parts: split.mode === 'shares' ? split.shares : split.basisPoints };
}

function canonicalIds(ledger: ClassLedger, memberIds: readonly string[]): string[] {
  return Array.from(new Set(memberIds.map((id) => ledger.identity(id)))).sort();
}
