/** Whose task it is. Addresses take turns, and within an address the accounts that the tasks are about. */
export interface Turn {
  readonly address: string;
  readonly account: string;
}

/** A line in which whoever put in much waits for their own, not the others for them. */
export interface FairLine<T> {
  size(): number;
  add(turn: Turn, item: T): void;
  next(): T | undefined;
  /** Takes out the newest of whoever has most in the line; where several have as much, of `newcomer`. */
  shed(newcomer: Turn): T | undefined;
}

function findLongest<V>(
  lines: ReadonlyMap<string, V>,
  lengthOf: (line: V) => number,
  preferred: string,
): V | undefined {
  const [longest] = [...lines].toSorted(
    ([aKey, a], [bKey, b]) =>
      lengthOf(b) - lengthOf(a) || Number(bKey === preferred) - Number(aKey === preferred),
  );
  return longest?.[1];
}

/** For lines of some dozens: shedding looks at all of it. */
export function createFairLine<T>(): FairLine<T> {
  /** Who is next comes first, in both maps. */
  const linesByAddress = new Map<string, Map<string, T[]>>();
  let size = 0;

  const lengthOf = (lines: ReadonlyMap<string, readonly T[]>): number =>
    [...lines.values()].reduce((sum, items) => sum + items.length, 0);

  const putBack = <V>(lines: Map<string, V>, key: string, line: V, isEmpty: boolean): void => {
    lines.delete(key);
    if (!isEmpty) lines.set(key, line);
  };

  return {
    size: () => size,

    add({ address, account }, item) {
      const lines = linesByAddress.get(address) ?? new Map<string, T[]>();
      linesByAddress.set(address, lines);
      const items = lines.get(account) ?? [];
      lines.set(account, items);
      items.push(item);
      size += 1;
    },

    next() {
      for (const [address, lines] of linesByAddress) {
        for (const [account, items] of lines) {
          const item = items.shift();
          putBack(lines, account, items, items.length === 0);
          putBack(linesByAddress, address, lines, lines.size === 0);
          size -= 1;
          return item;
        }
      }
      return undefined;
    },

    shed({ address, account }) {
      const lines = findLongest(linesByAddress, lengthOf, address);
      const items = lines && findLongest(lines, ({ length }) => length, account);
      if (lines === undefined || items === undefined) return undefined;
      const item = items.pop();
      size -= 1;
      for (const [key, one] of lines) if (one.length === 0) lines.delete(key);
      for (const [key, one] of linesByAddress) if (one.size === 0) linesByAddress.delete(key);
      return item;
    },
  };
}
