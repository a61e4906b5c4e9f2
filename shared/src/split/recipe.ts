import type { Result } from '../money/result.ts';
import type { LegPart } from '../revisions/money-group.ts';
import { shareTextToWeight } from './share-text.ts';
import { splitByAdjustments, splitExactly } from './split-by-amounts.ts';
import type { ItemToSplit } from './split-by-items.ts';
import { splitByItems } from './split-by-items.ts';
import { checkMembers, splitByPercent, splitByShares, splitEqually } from './split-by-weights.ts';
import type { SplitRefusal } from './split-refusal.ts';
import { isCount, negated } from './whole-units.ts';

/** A line of a bill as entered. */
export interface SplitItem extends ItemToSplit {
  title: string;
}

/** `amountMinor` is entered from zero, for a discount too, which counts below zero. */
export interface SplitExtra {
  kind: 'tax' | 'tip' | 'discount';
  amountMinor: number;
}

/** How an amount is split, exactly as entered. Amounts are minor units, shares decimal texts with a point. */
export type SplitRecipe =
  | { mode: 'equally'; memberIds: readonly string[] }
  | { mode: 'shares'; shares: readonly (readonly [memberId: string, shares: string])[] }
  | { mode: 'percent'; basisPoints: readonly (readonly [memberId: string, basisPoints: number])[] }
  | { mode: 'exact'; parts: readonly LegPart[] }
  | { mode: 'adjust'; adjustments: readonly LegPart[] }
  | {
      mode: 'items';
      memberIds: readonly string[];
      items: readonly SplitItem[];
      extras: readonly SplitExtra[];
    };

/** Whether a recipe names amounts, rather than proportions that fit any amount. */
export function namesAmounts(recipe: SplitRecipe): boolean {
  return recipe.mode === 'exact' || recipe.mode === 'adjust' || recipe.mode === 'items';
}

/** Everybody who takes part, in the order of the recipe. */
export function membersOf(recipe: SplitRecipe): readonly string[] {
  switch (recipe.mode) {
    case 'equally':
    case 'items':
      return recipe.memberIds;
    case 'shares':
      return recipe.shares.map(([id]) => id);
    case 'percent':
      return recipe.basisPoints.map(([id]) => id);
    case 'exact':
      return recipe.parts.map(([id]) => id);
    case 'adjust':
      return recipe.adjustments.map(([id]) => id);
    default:
      return recipe satisfies never;
  }
}

/** The part of each member in minor units, in the order of the recipe; `seed` is the id of the entity. [S9] */
export function resolveSplit(
  amountMinor: number,
  recipe: SplitRecipe,
  seed: string,
): Result<LegPart[], SplitRefusal> {
  const ids = membersOf(recipe);
  const refusal = checkMembers(ids);
  if (refusal) return { ok: false, refusal };
  const parts = splitBy(recipe, amountMinor, ids, seed);
  return parts.ok ? { ok: true, value: ids.map((id, i) => [id, parts.value[i] ?? 0]) } : parts;
}

function splitBy(
  recipe: SplitRecipe,
  amountMinor: number,
  ids: readonly string[],
  seed: string,
): Result<number[], SplitRefusal> {
  switch (recipe.mode) {
    case 'equally':
      return splitEqually(amountMinor, ids, seed);
    case 'shares': {
      // NaN stands for what is no share, and is refused with its index.
      const weights = recipe.shares.map(([, text]) => shareTextToWeight(text) ?? NaN);
      return splitByShares(amountMinor, weights, ids, seed);
    }
    case 'percent':
      return splitByPercent(amountMinor, secondsOf(recipe.basisPoints), ids, seed);
    case 'exact':
      return splitExactly(amountMinor, secondsOf(recipe.parts));
    case 'adjust':
      return splitByAdjustments(amountMinor, secondsOf(recipe.adjustments), ids, seed);
    case 'items': {
      const bad = recipe.extras.findIndex((extra) => !isCount(extra.amountMinor));
      if (bad >= 0) return { ok: false, refusal: { reason: 'extra', extra: bad } };
      const extras = recipe.extras.map((extra) =>
        extra.kind === 'discount' ? negated(extra.amountMinor) : extra.amountMinor,
      );
      return splitByItems(amountMinor, recipe.items, extras, ids, seed);
    }
    default:
      return recipe satisfies never;
  }
}

function secondsOf(pairs: readonly (readonly [string, number])[]): number[] {
  return pairs.map(([, second]) => second);
}
