/** Groups of indices that sum to zero each, and the indices in none of them. */
interface Peeled {
  groups: number[][];
  rest: number[];
}

/**
 * Pairs exact opposites, each with the first that is free. This never costs a group: were the two in different groups,
 * what remains of both would be one group, and the pair another. [P5]
 */
export function peelOpposites(values: readonly number[]): Peeled {
  const waiting = new Map<number, number[]>();
  const groups: number[][] = [];
  for (const [person, value] of values.entries()) {
    const other = waiting.get(-value)?.shift();
    if (other !== undefined) groups.push([other, person]);
    else if (!waiting.get(value)?.push(person)) waiting.set(value, [person]);
  }
  return { groups, rest: [...waiting.values()].flat().sort((a, b) => a - b) };
}

/** Takes triples that sum to zero as they come, in the order of `values`: good, and not always the best. [P6] */
export function peelTriples(values: readonly number[]): Peeled {
  const freeByValue = new Map<number, number[]>();
  for (const [person, value] of values.entries()) {
    if (!freeByValue.get(value)?.push(person)) freeByValue.set(value, [person]);
  }
  const freeCount = (value: number) => freeByValue.get(value)?.length ?? 0;
  const groups: number[][] = [];
  for (const [first, a] of values.entries()) {
    // Taken, or equal to somebody before who found no triple.
    if (freeByValue.get(a)?.[0] !== first) continue;
    for (const b of freeByValue.keys()) {
      const c = -(a + b);
      if (freeCount(b) === 0 || freeCount(c) === 0) continue;
      const triple = [a, b, c];
      if (triple.some((value) => freeCount(value) < triple.filter((other) => other === value).length))
        continue;
      groups.push(triple.flatMap((value) => freeByValue.get(value)?.splice(0, 1) ?? []));
      break;
    }
  }
  return { groups, rest: [...freeByValue.values()].flat().sort((a, b) => a - b) };
}
