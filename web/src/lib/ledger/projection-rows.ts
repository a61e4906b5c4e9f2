import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { PROJECTION_VERSION, type KeyValueRow, type ProjectionRow } from '$lib/platform/schema.ts';

/**
 * What `meta` holds about the projection. The revision counts of all rows plus `offset` equal the number of stored
 * revisions; `offset` is what no row stands for (damaged revisions) or lacks (revisions that went missing).
 */
export interface ProjectionMeta {
  readonly version: number;
  readonly offset: number;
  /** Rows put aside when the projection was last rebuilt. */
  readonly unreadable: number;
  /** Sum of the revision counts of all rows, kept with each change. */
  readonly folded: number;
  /** Number of rows. */
  readonly rows: number;
}

export function isCurrentProjection(meta: unknown): meta is ProjectionMeta {
  if (typeof meta !== 'object' || meta === null) return false;
  const { version, offset, unreadable, folded, rows } = meta as Partial<ProjectionMeta>;
  return version === PROJECTION_VERSION && [offset, unreadable, folded, rows].every(Number.isSafeInteger);
}

/** Whether a row read back is one that this app wrote: enough for screens and sums to rely on it. */
export function isProjectionRow(row: unknown): row is ProjectionRow {
  if (typeof row !== 'object' || row === null) return false;
  const { id, revisionCount, entry } = row as Partial<ProjectionRow>;
  if (typeof id !== 'string' || !Number.isSafeInteger(revisionCount)) return false;
  return entry === null || (isEntry(entry) && entry.id === id);
}

function isEntry(entry: Partial<PersonalEntry> | undefined): entry is PersonalEntry {
  return (
    typeof entry === 'object' &&
    (entry.kind === 'expense' || entry.kind === 'income' || entry.kind === 'refund') &&
    Number.isSafeInteger(entry.amountMinor) &&
    typeof entry.currency === 'string' &&
    typeof entry.day === 'string' &&
    typeof entry.title === 'string' &&
    typeof entry.category === 'string' &&
    typeof entry.note === 'string' &&
    Array.isArray(entry.tags) &&
    entry.tags.every((tag) => typeof tag === 'string') &&
    typeof entry.deleted === 'boolean' &&
    typeof entry.createdAt === 'number' &&
    typeof entry.changedAt === 'number' &&
    Array.isArray(entry.heads)
  );
}

/** A row read back, in the shape of today: before version 3 of the projection entries had no tags. */
export function modernRow(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('entry' in row)) return row;
  const { entry } = row;
  if (typeof entry !== 'object' || entry === null || 'tags' in entry) return row;
  return { ...row, entry: { ...entry, tags: [] } };
}

/** The entries of a projection that is current, well-formed and complete; null when it has to be rebuilt. */
export function readWholeProjection(
  rows: readonly unknown[],
  revisionCount: number,
  metaRow: KeyValueRow | undefined,
): { entries: PersonalEntry[]; unreadable: number } | null {
  const meta = metaRow?.value;
  if (!isCurrentProjection(meta) || !rows.every(isProjectionRow)) return null;
  const folded = rows.reduce((sum, row) => sum + row.revisionCount, 0);
  return folded + meta.offset === revisionCount && folded === meta.folded && rows.length === meta.rows
    ? { entries: entriesOf(rows), unreadable: meta.unreadable }
    : null;
}

export function entriesOf(rows: readonly ProjectionRow[]): PersonalEntry[] {
  return rows.map((row) => row.entry).filter((entry) => entry !== null);
}
