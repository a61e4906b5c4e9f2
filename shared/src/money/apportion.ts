import { hash32 } from './hash32.ts';

interface Part {
  index: number;
  share: bigint;
  remainder: bigint;
  tieBreak: number;
  id: string;
}

/**
 * Divides `total` minor units in proportion to integer weights >= 0, in the order of `ids`: floors of the magnitude,
 * then one unit each to the largest remainders (Hamilton's method); ties go to the smallest hash32(seed + U+0000 + id),
 * then the smallest id by code unit. The parts add up to the total; weight zero gets nothing. Throws when the weights
 * are not as many as the ids, not integers >= 0, or all zero. [M13]
 */
export function apportion(
  total: number,
  weights: readonly number[],
  ids: readonly string[],
  seed: string,
): number[] {
  if (weights.length !== ids.length) throw new RangeError('One weight per id');
  if (!weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)) {
    throw new RangeError('Weights are integers from zero');
  }
  const weightSum = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (weightSum === 0n) throw new RangeError('Somebody must have a weight');

  const magnitude = BigInt(Math.abs(total));
  const parts = ids.map((id, index): Part => {
    const product = magnitude * BigInt(weights[index] ?? 0);
    const tieBreak = hash32(`${seed}\0${id}`);
    return { index, share: product / weightSum, remainder: product % weightSum, tieBreak, id };
  });

  const leftOver = Number(magnitude - parts.reduce((sum, part) => sum + part.share, 0n));
  for (const part of parts.toSorted(byRemainder).slice(0, leftOver)) part.share += 1n;
  return parts.map((part) => (total < 0 && part.share > 0n ? -Number(part.share) : Number(part.share)));
}

function byRemainder(a: Part, b: Part): number {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
  if (a.tieBreak !== b.tieBreak) return a.tieBreak - b.tieBreak;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
