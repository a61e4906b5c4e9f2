import { subsetSums } from './zero-sum-by-mask.ts';

/**
 * As `groupsByMask`, by meeting in the middle: the sums of all subsets of one half of the people look for their
 * opposites among the other half's, which lists the subsets that sum to zero; the longest chain of such subsets, each
 * within the next, is the most groups. At most 30 people, the last of them again in the group that remains; null when
 * there are more people, or more than `maxSubsets` subsets. [P5] [P6]
 */
export function groupsByHalves(values: readonly number[], maxSubsets: number): number[][] | null {
  const last = values.length - 1;
  if (last < 0) return [];
  if (last > 29) return null;
  const masks = zeroSumMasks(values.slice(0, last), maxSubsets);
  if (!masks) return null;

  // A subset of a mask is smaller as a number, so all chains that a mask can continue come before it.
  masks.sort();
  const chainLengths = new Int32Array(masks.length);
  const previous = new Int32Array(masks.length).fill(-1);
  let longest = -1;
  for (const [index, mask] of masks.entries()) {
    for (let inner = 0; inner < index; inner++) {
      if (((masks[inner] ?? 0) & ~mask) === 0 && (chainLengths[inner] ?? 0) >= (chainLengths[index] ?? 0)) {
        chainLengths[index] = (chainLengths[inner] ?? 0) + 1;
        previous[index] = inner;
      }
    }
    if (longest < 0 || (chainLengths[index] ?? 0) > (chainLengths[longest] ?? 0)) longest = index;
  }

  const groups: number[][] = [];
  let outer = 2 ** values.length - 1;
  for (let index = longest; index >= 0; index = previous[index] ?? -1) {
    const mask = masks[index] ?? 0;
    groups.push(peopleOf(outer & ~mask));
    outer = mask;
  }
  groups.push(peopleOf(outer));
  return groups;
}

/** The non-empty subsets of at most 29 values that sum to zero, or null when they are more than `maxSubsets`. */
function zeroSumMasks(values: readonly number[], maxSubsets: number): Int32Array | null {
  const lowCount = values.length >> 1;
  const lowSums = subsetSums(values.slice(0, lowCount));
  const highSums = subsetSums(values.slice(lowCount));
  const firstBySum = new Map<number, number>();
  const nextOfSameSum = new Int32Array(lowSums.length).fill(-1);
  for (const [mask, sum] of lowSums.entries()) {
    nextOfSameSum[mask] = firstBySum.get(sum) ?? -1;
    firstBySum.set(sum, mask);
  }
  const masks: number[] = [];
  for (const [high, sum] of highSums.entries()) {
    for (let low = firstBySum.get(-sum) ?? -1; low >= 0; low = nextOfSameSum[low] ?? -1) {
      const mask = (high << lowCount) | low;
      if (mask !== 0) masks.push(mask);
      if (masks.length > maxSubsets) return null;
    }
  }
  return Int32Array.from(masks);
}

function peopleOf(mask: number): number[] {
  const people: number[] = [];
  for (let person = 0; person < 30; person++) if ((mask & (1 << person)) !== 0) people.push(person);
  return people;
}
