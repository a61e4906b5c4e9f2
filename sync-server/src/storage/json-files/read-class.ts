import { join } from 'node:path';
import { StorageError } from '../port.ts';
import type { JournalEntry } from '../port.ts';
import type { DataFiles } from './data-files.ts';
import { listHistory, readClosedEntries } from './history-folder.ts';
import type { HistoryListing } from './history-folder.ts';
import { parseJournal } from './journal-line.ts';
import type { ParsedJournal } from './journal-line.ts';
import { guessSeq, parseSnapshot } from './snapshot-file.ts';
import type { ReadSnapshot } from './snapshot-file.ts';

export interface ClassPaths {
  readonly classId: string;
  readonly folder: string;
  readonly snapshot: string;
  readonly journal: string;
  readonly history: string;
}

export function classPaths(dataFolder: string, classId: string): ClassPaths {
  const folder = join(dataFolder, 'classes', classId);
  return {
    classId,
    folder,
    snapshot: join(folder, 'snapshot.json'),
    journal: join(folder, 'journal.ndjson'),
    history: join(folder, 'history'),
  };
}

/** What the files of a class say, all of it. */
export interface ClassContents {
  readonly base: ReadSnapshot | undefined;
  /** After the base, without a gap. */
  readonly entries: readonly JournalEntry[];
  /** How `snapshot.json` is; `damaged` and `missing` mean that the base comes from the history. */
  readonly snapshotIs: 'whole' | 'none' | 'damaged' | 'missing';
  /** Undefined when there is no such file. */
  readonly journalBytes: Buffer | undefined;
  readonly journal: ParsedJournal;
  readonly listing: HistoryListing;
}

function entriesAfter(seq: number, entryBySeq: ReadonlyMap<number, JournalEntry>): JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (let next = seq + 1; ; next += 1) {
    const entry = entryBySeq.get(next);
    if (entry === undefined) return entries;
    entries.push(entry);
  }
}

/**
 * The newest snapshot of the history from which the journals lead, without a gap, to everything that is known to have
 * been there. It never reaches back behind a roll-back, which would bring back what was rolled back.
 */
async function findFallback(
  data: DataFiles,
  paths: ClassPaths,
  listing: HistoryListing,
  present: readonly JournalEntry[],
  leastSeq: number,
): Promise<{ base: ReadSnapshot | undefined; entries: JournalEntry[] } | undefined> {
  const entryBySeq = await readClosedEntries(data, paths.history, listing.journals);
  for (const entry of present) entryBySeq.set(entry.seq, entry);
  const reaches = (entries: readonly JournalEntry[], from: number): boolean =>
    (entries.at(-1)?.seq ?? from) >= leastSeq;

  const epoch = listing.snapshots.at(-1)?.epoch ?? 1;
  for (const { name } of listing.snapshots.filter((snapshot) => snapshot.epoch === epoch).reverse()) {
    const bytes = await data.files.read(join(paths.history, name));
    const base = bytes === undefined ? undefined : parseSnapshot(paths.classId, bytes);
    if (base === undefined) continue;
    const entries = entriesAfter(base.seq, entryBySeq);
    if (reaches(entries, base.seq)) return { base, entries };
  }
  if (epoch > 1) return undefined;
  const entries = entriesAfter(0, entryBySeq);
  return reaches(entries, 0) && entries.length > 0 ? { base: undefined, entries } : undefined;
}

/** Reads a class; rejects with `damaged` when the files hold less than what was once acknowledged, or may do so. */
export async function readClass(data: DataFiles, paths: ClassPaths): Promise<ClassContents> {
  const damaged = (path: string, where = ''): StorageError =>
    new StorageError('damaged', `${data.relativePath(path)}${where}`);

  const [snapshotBytes, journalBytes, listing] = await Promise.all([
    data.files.read(paths.snapshot),
    data.files.read(paths.journal),
    listHistory(data, paths.history),
  ]);
  const journal = parseJournal(journalBytes ?? Buffer.alloc(0));
  if (journal.badLine !== undefined) throw damaged(paths.journal, ` line ${journal.badLine}`);

  const knownSeq = Math.max(0, ...listing.journals.map(({ last }) => last));
  const base = snapshotBytes === undefined ? undefined : parseSnapshot(paths.classId, snapshotBytes);
  const from = base?.seq ?? 0;
  const entries = journal.entries.filter(({ seq }) => seq > from);
  const isMissing =
    snapshotBytes === undefined &&
    (knownSeq > 0 || listing.snapshots.length > 0 || (entries[0]?.seq ?? 1) > 1);

  if ((snapshotBytes === undefined || base !== undefined) && !isMissing) {
    const lastSeq = entries.at(-1)?.seq ?? from;
    if ((entries[0]?.seq ?? from + 1) !== from + 1 || lastSeq < knownSeq) throw damaged(paths.journal);
    const snapshotIs = base === undefined ? 'none' : 'whole';
    return { base, entries, snapshotIs, journalBytes, journal, listing };
  }

  const leastSeq = Math.max(
    knownSeq,
    snapshotBytes === undefined ? 0 : guessSeq(snapshotBytes),
    journal.entries.at(-1)?.seq ?? 0,
  );
  // A crash in the midst of a roll-back, and damage on top: either state may be the acknowledged one.
  if (!isMissing && listing.pending.length > 0) throw damaged(paths.snapshot);
  const fallback = await findFallback(data, paths, listing, journal.entries, leastSeq);
  if (fallback === undefined) throw damaged(paths.snapshot);
  return { ...fallback, snapshotIs: isMissing ? 'missing' : 'damaged', journalBytes, journal, listing };
}
