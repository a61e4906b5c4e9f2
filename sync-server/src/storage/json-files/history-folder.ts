import { join } from 'node:path';
import type { DocumentPosition, JournalEntry } from '../port.ts';
import { errorCode } from '../data-folder.ts';
import { HISTORY_MS } from '../roll-back.ts';
import type { DataFiles } from './data-files.ts';
import { parseJournal } from './journal-line.ts';

/** A former snapshot; its file name holds all of this. */
interface ClosedSnapshot extends DocumentPosition {
  readonly name: string;
  readonly savedAtMs: number;
}

/** A former journal with at least the entries `first` to `last`. */
export interface ClosedJournal {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

export interface HistoryListing {
  /** Oldest first. */
  readonly snapshots: readonly ClosedSnapshot[];
  readonly journals: readonly ClosedJournal[];
  /** Copies of snapshots that begin an epoch, made before it was certain that they would become the present one. */
  readonly pending: readonly ClosedSnapshot[];
}

const SNAPSHOT_NAME = /^(snapshot|pending)-(\d{1,15})-(\d{1,15})-(\d{1,15})\.json$/;
const JOURNAL_NAME = /^journal-(\d{1,15})-(\d{1,15})\.ndjson$/;

export function closedSnapshotName(
  at: DocumentPosition & { readonly savedAt: string },
  kind: 'snapshot' | 'pending' = 'snapshot',
): string {
  return `${kind}-${at.epoch}-${at.seq}-${Date.parse(at.savedAt)}.json`;
}

export function closedJournalName(first: number, last: number): string {
  return `journal-${first}-${last}.ndjson`;
}

export async function listHistory(data: DataFiles, folder: string): Promise<HistoryListing> {
  const snapshots: ClosedSnapshot[] = [];
  const pending: ClosedSnapshot[] = [];
  const journals: ClosedJournal[] = [];
  for (const { name } of (await data.files.list(folder)) ?? []) {
    const snapshot = SNAPSHOT_NAME.exec(name);
    if (snapshot !== null) {
      const [epoch = 0, seq = 0, savedAtMs = 0] = snapshot.slice(2).map(Number);
      (snapshot[1] === 'pending' ? pending : snapshots).push({ name, epoch, seq, savedAtMs });
    }
    const journal = JOURNAL_NAME.exec(name);
    if (journal !== null) {
      const [first = 0, last = 0] = journal.slice(1).map(Number);
      journals.push({ name, first, last });
    }
  }
  snapshots.sort((a, b) => a.epoch - b.epoch || a.seq - b.seq || a.savedAtMs - b.savedAtMs);
  journals.sort((a, b) => a.first - b.first || a.last - b.last);
  return { snapshots, journals, pending };
}

/** The entries of the closed journals by number. Lines that cannot be read are missing: whoever needs them looks for gaps. */
export async function readClosedEntries(
  data: DataFiles,
  folder: string,
  journals: readonly ClosedJournal[],
): Promise<Map<number, JournalEntry>> {
  const entryBySeq = new Map<number, JournalEntry>();
  for (const { name } of journals) {
    const bytes = await data.files.read(join(folder, name));
    for (const entry of bytes === undefined ? [] : parseJournal(bytes).entries)
      entryBySeq.set(entry.seq, entry);
  }
  return entryBySeq;
}

/** Which snapshots the journals can do without: all but the last of a day (UTC), and the first of an epoch. */
function findSpare(
  former: readonly ClosedSnapshot[],
  current: DocumentPosition & { readonly savedAtMs: number },
): ClosedSnapshot[] {
  const dayOf = (savedAtMs: number): string => new Date(savedAtMs).toISOString().slice(0, 10);
  return former.filter(({ epoch, savedAtMs }, index) => {
    const isFirst = epoch > 1 && former[index - 1]?.epoch !== epoch;
    const isNewest = index === former.length - 1;
    const next = former[index + 1] ?? current;
    return !isFirst && !isNewest && next.epoch === epoch && dayOf(next.savedAtMs) === dayOf(savedAtMs);
  });
}

/**
 * Which files no day of the last 30 can need. What remains: the newest snapshot from before that time, as the start of
 * every later day, the last one of each day since, the snapshot before the present one, in case that one gets damaged,
 * and all journals after the first of them.
 */
function findExpired(
  listing: HistoryListing,
  current: DocumentPosition & { readonly savedAtMs: number },
  nowMs: number,
): string[] {
  const cutoffMs = nowMs - HISTORY_MS;
  const former = listing.snapshots.filter(
    ({ epoch, seq }) => epoch < current.epoch || (epoch === current.epoch && seq < current.seq),
  );
  const start = [...former, current].findLast(({ savedAtMs }) => savedAtMs <= cutoffMs);
  const newestFormer = former.at(-1);
  if (newestFormer === undefined) return [];
  const spare = findSpare(former, current).filter((snapshot) => snapshot !== start);
  if (start === undefined) return spare.map(({ name }) => name);
  const keepFromSeq = Math.min(start.seq, newestFormer.seq);
  const keepFrom = start.seq <= newestFormer.seq ? start : newestFormer;
  const firstKept = former.findIndex(({ epoch, seq }) => epoch === keepFrom.epoch && seq === keepFrom.seq);
  const expired = new Set([...former.slice(0, Math.max(0, firstKept)), ...spare]);
  return [
    ...Array.from(expired, ({ name }) => name),
    ...listing.journals.filter(({ last }) => last <= keepFromSeq).map(({ name }) => name),
  ];
}

/** Removes what has expired. What cannot be removed is tried again with the next snapshot. */
export async function pruneHistory(
  data: DataFiles,
  folder: string,
  current: DocumentPosition & { readonly savedAtMs: number },
): Promise<void> {
  try {
    const expired = findExpired(await listHistory(data, folder), current, data.nowMs());
    for (const name of expired) await data.files.remove(join(folder, name));
    if (expired.length > 0) await data.files.syncFolder(folder);
  } catch (error) {
    data.report('failed', folder, errorCode(error));
  }
}
