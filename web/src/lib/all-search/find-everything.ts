import type { Day } from '@tallybook/shared/calendar/day';
import type { EntrySearch, SearchedKind } from '@tallybook/shared/personal/entry-search';
import type { ListIndex } from '$lib/ledger/list-index.ts';
import { idsOf, numberToDay } from '$lib/ledger/list-chunk.ts';
import { LineFinder, type Naming } from '$lib/ledger/line-finder.ts';
import { parseLabel } from '$lib/ledger/row-view.ts';
import type { ClassSearchChunk, ClassSearchRow } from '$lib/platform/schema.ts';

/** An entry that was found, of the ledger (`classId` null) or of a class. */
export interface FoundEntry {
  readonly id: string;
  readonly classId: string | null;
  readonly day: Day;
  readonly createdAt: number;
  /** Of a class; an entry of the ledger is read by its id. */
  readonly shown: {
    readonly kind: SearchedKind;
    readonly title: string;
    readonly category: string;
    readonly currency: string;
    /** Minor units; NaN when it cannot be read. */
    readonly amountMinor: number;
  } | null;
}

export interface FoundEverything {
  /** Of entries; one in several currencies is one. */
  readonly count: number;
  /** The newest of them, as many as were asked for. */
  readonly newest: readonly FoundEntry[];
}

interface Sources {
  readonly index: ListIndex;
  readonly classes: readonly ClassSearchRow[];
  /** By canonical id, of all classes, folded. */
  readonly foldedNames: ReadonlyMap<string, string>;
}

const titlesByChunk = new WeakMap<ClassSearchChunk, readonly string[]>();
const idsByChunk = new WeakMap<ClassSearchChunk, readonly string[]>();

/** Looks through the ledger and every class that was read; a word is also found as the name of who takes part. [L41] */
export function findEverything(
  sources: Sources,
  search: EntrySearch,
  naming: Naming,
  limit: number,
): FoundEverything {
  const own = sources.index.find({ ...search, ...naming });
  const found: FoundEntry[] = [];
  for (const position of own.subarray(0, limit)) {
    const entry = sources.index.orderAt(position);
    if (entry) found.push({ ...entry, classId: null, shown: null });
  }
  let count = own.length;
  const finder = new LineFinder(search, naming, sources.foldedNames);
  for (const row of sources.classes) {
    let taken = 0;
    let lastId = '';
    for (const chunk of row.chunks.toReversed()) {
      const parties = { sets: chunk.sets, at: chunk.setAt };
      finder.find({ row: chunk.row, classId: row.classId, parties }, (at) => {
        const id = idsOfChunk(chunk)[at] ?? '';
        if (id === lastId) return;
        lastId = id;
        count++;
        if (taken++ < limit) found.push(entryAt(row.classId, chunk, at, id));
      });
    }
  }
  found.sort(newestFirst);
  return { count, newest: found.slice(0, limit) };
}

function entryAt(classId: string, chunk: ClassSearchChunk, at: number, id: string): FoundEntry {
  const { row } = chunk;
  let titles = titlesByChunk.get(chunk);
  if (!titles) titlesByChunk.set(chunk, (titles = chunk.titles.split('\n')));
  const label = parseLabel<SearchedKind>(row.labels[row.labelAt[at] ?? 0] ?? '');
  return {
    id,
    classId,
    day: numberToDay(row.days[at] ?? 0),
    createdAt: row.createdAt[at] ?? 0,
    shown: { ...label, title: titles[at] ?? '', amountMinor: row.amounts[at] ?? NaN },
  };
}

function idsOfChunk(chunk: ClassSearchChunk): readonly string[] {
  let ids = idsByChunk.get(chunk);
  if (!ids) idsByChunk.set(chunk, (ids = idsOf(chunk.row)));
  return ids;
}

/** As lists have it: the newest day first, within a day what was created last. */
function newestFirst(a: FoundEntry, b: FoundEntry): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}
