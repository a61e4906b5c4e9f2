import type { Result } from '@tallybook/shared/money/result';
import { splitByAdjustments, splitExactly } from '@tallybook/shared/split/split-by-amounts';
import { splitByItems } from '@tallybook/shared/split/split-by-items';
import { splitByPercent, splitByShares, splitEqually } from '@tallybook/shared/split/split-by-weights';
import type { VectorCase } from './vector-case.ts';

type Ids = readonly string[];

/** The parts in the order of the ids, or null when the split is refused. */
export function callSplit({ fn, args = [] }: VectorCase): unknown {
  switch (String(fn)) {
    case 'splitEqual':
      return partsOf(splitEqually(...(args as [number, Ids, string])));
    case 'splitShares':
      return partsOf(splitByShares(...(args as [number, number[], Ids, string])));
    case 'splitPercent':
      return partsOf(splitByPercent(...(args as [number, number[], Ids, string])));
    case 'splitExact':
      return partsOf(splitExactly(...(args as [number, number[]])));
    case 'splitAdjust':
      return partsOf(splitByAdjustments(...(args as [number, number[], Ids, string])));
    case 'splitItems':
      return partsOf(callSplitByItems(...(args as [number, VectorItem[], { amt: number }[], Ids, string])));
    default:
      return `no function ${String(fn)}`;
  }
}

interface VectorItem {
  amt: number;
  who: Ids;
  w?: number[];
}

function callSplitByItems(
  amountMinor: number,
  items: readonly VectorItem[],
  extras: readonly { amt: number }[],
  ids: Ids,
  seed: string,
): Result<number[], unknown> {
  const splitItems = items.map(({ amt, who, w }) => ({
    title: '',
    amountMinor: amt,
    memberIds: who,
    ...(w && { weights: w }),
  }));
  return splitByItems(
    amountMinor,
    splitItems,
    extras.map(({ amt }) => amt),
    ids,
    seed,
  );
}

function partsOf(parts: Result<number[], unknown>): number[] | null {
  return parts.ok ? parts.value : null;
}
