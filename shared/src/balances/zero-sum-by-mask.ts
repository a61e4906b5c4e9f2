/**
 * Divides people into the most groups that sum to zero, by dynamic programming over all sets of all people but the
 * last (who is in the group that remains): 2^(n-1) bytes, n up to 20 or so. `values` are non-zero safe integers whose
 * sum is zero and whose positive ones sum to a safe integer. Gives the groups as indices into `values`.
 *
 * `most` of a set is how many disjoint groups it contains. It is the most of the sets with one person fewer, and one
 * more when the set itself sums to zero. Taking one person away breaks at most one group, so neighbours differ by at
 * most one, and the first greater neighbour is a greatest. [P5]
 */
export function groupsByMask(values: readonly number[]): number[][] {
  const last = values.length - 1;
  if (last < 0) return [];
  const everybodyElse = 2 ** last - 1;
  const most = new Uint8Array(everybodyElse + 1);
  // Two small tables stay in the processor's cache, where one sum per set would not.
  const lowCount = last >> 1;
  const lowSums = subsetSums(values.slice(0, lowCount));
  const highSums = subsetSums(values.slice(lowCount, last));
  let mask = 0;
  for (const highSum of highSums) {
    for (const lowSum of lowSums) {
      let rest = mask & (mask - 1);
      let groups = most[rest] ?? 0;
      if (highSum + lowSum === 0 && mask !== 0) groups++;
      else
        for (; rest !== 0; rest &= rest - 1) {
          if ((most[mask ^ (rest & -rest)] ?? 0) > groups) {
            groups++;
            break;
          }
        }
      most[mask] = groups;
      mask++;
    }
  }

  const lowMask = 2 ** lowCount - 1;
  const groups: number[][] = [];
  let group = [last];
  for (mask = everybodyElse; mask !== 0;) {
    const isZeroSum = (highSums[mask >> lowCount] ?? 0) + (lowSums[mask & lowMask] ?? 0) === 0;
    const within = isZeroSum ? (most[mask] ?? 0) - 1 : most[mask];
    if (isZeroSum) {
      groups.push(group);
      group = [];
    }
    let person = 0;
    while ((mask & (1 << person)) === 0 || most[mask ^ (1 << person)] !== within) person++;
    group.push(person);
    mask ^= 1 << person;
  }
  groups.push(group);
  return groups;
}

/** The sum of every subset of at most 30 values, by bit mask. */
export function subsetSums(values: readonly number[]): Float64Array {
  const sums = new Float64Array(2 ** values.length);
  for (const [bit, value] of values.entries()) {
    const size = 1 << bit;
    for (let mask = 0; mask < size; mask++) sums[size + mask] = (sums[mask] ?? 0) + value;
  }
  return sums;
}
