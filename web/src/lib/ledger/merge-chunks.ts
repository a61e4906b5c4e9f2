import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { ListChunkRow } from '$lib/platform/schema.ts';
import { cutChunks, itemOf, keyOfItem, unpackChunk, type ChunkItem } from './list-chunk.ts';

/**
 * The columns of a list together with further entries, in the same order; chunks that take none in stay as they are.
 * While only the newest chunks were read (not `isWhole`), entries from before them are left out like the rest of that time.
 */
export function mergeChunks(
  rows: readonly ListChunkRow[],
  entries: readonly PersonalEntry[],
  isWhole: boolean,
): readonly ListChunkRow[] {
  if (entries.length === 0) return rows;
  const [first] = rows;
  const added = keyed(entries.map(itemOf))
    .filter(({ key }) => isWhole || !first || key >= first.key)
    .sort(byKey);
  if (!first) return cutChunks('', items(added));
  let next = 0;
  return rows.flatMap((row, i) => {
    const end = rows[i + 1]?.key;
    const own: Keyed[] = [];
    for (let one = added[next]; one && (end === undefined || one.key < end); one = added[++next])
      own.push(one);
    if (own.length === 0) return [row];
    return cutChunks(row.key, items([...keyed(unpackChunk(row)), ...own].sort(byKey)));
  });
}

interface Keyed {
  readonly key: string;
  readonly item: ChunkItem;
}

function keyed(list: readonly ChunkItem[]): Keyed[] {
  return list.map((item) => ({ key: keyOfItem(item), item }));
}

function byKey(a: Keyed, b: Keyed): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function items(list: readonly Keyed[]): ChunkItem[] {
  return list.map(({ item }) => item);
}
