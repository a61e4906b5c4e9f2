import type { DocumentPosition, HistoryPoint, JournalEntry } from './port.ts';

/** How far back a class can be rolled back: 30 days. */
export const HISTORY_MS = 30 * 24 * 60 * 60 * 1000;

/** A saved state in a class's past, or its present snapshot. */
export interface PastSnapshot extends DocumentPosition {
  readonly savedAtMs: number;
}

/** Everything known of a class's past, oldest first; entries rise by one from the first. */
export interface Past<S extends PastSnapshot> {
  readonly snapshots: readonly S[];
  readonly entries: readonly JournalEntry[];
}

/** `base` undefined: the document starts from nothing. */
export interface StateAt<S> {
  readonly base: S | undefined;
  readonly entries: readonly JournalEntry[];
}

/** Where the first epoch after this one begins: entries after that do not belong to it. */
function epochEnd(snapshots: readonly PastSnapshot[], epoch: number): number {
  return snapshots.find((snapshot) => snapshot.epoch > epoch)?.seq ?? Infinity;
}

/**
 * What a document consisted of at an instant, or undefined when the entries for it are no longer there. Entries count up
 * to the last one committed by then, so that a clock that was set back does not tear a later entry out of its place.
 */
export function stateAt<S extends PastSnapshot>(past: Past<S>, atMs: number): StateAt<S> | undefined {
  const base = past.snapshots.findLast(({ savedAtMs }) => savedAtMs <= atMs);
  const from = base?.seq ?? 0;
  const to = epochEnd(past.snapshots, base?.epoch ?? 1);
  const after = past.entries.filter(({ seq }) => seq > from && seq <= to);
  const entries = after.slice(0, after.findLastIndex(({ at }) => Date.parse(at) <= atMs) + 1);
  const isWhole = entries.every(({ seq }, index) => seq === from + 1 + index);
  const isReachable =
    base !== undefined || after[0]?.seq === 1 || (after.length === 0 && past.snapshots.length === 0);
  return isWhole && isReachable ? { base, entries } : undefined;
}

/** The last state of each day (UTC) since a time, oldest first. */
export function dailyPoints(past: Past<PastSnapshot>, sinceMs: number): HistoryPoint[] {
  const points = [
    ...past.snapshots.map(({ epoch, seq, savedAtMs }) => ({
      epoch,
      seq,
      at: new Date(savedAtMs).toISOString(),
    })),
    ...past.entries.map(({ seq, at }) => ({
      epoch: past.snapshots.findLast((snapshot) => snapshot.seq < seq)?.epoch ?? 1,
      seq,
      at,
    })),
  ];
  points.sort((a, b) => a.epoch - b.epoch || a.seq - b.seq || Date.parse(a.at) - Date.parse(b.at));
  const byDay = new Map<string, HistoryPoint>();
  for (const point of points) if (Date.parse(point.at) >= sinceMs) byDay.set(point.at.slice(0, 10), point);
  return [...byDay.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
