import type { FoldedEntity } from '../revisions/fold.ts';
import type { Revision, RevisionRow } from '../revisions/revision.ts';
import { serializeRevision } from '../revisions/revision.ts';
import type { WriteStamp } from './personal-commands.ts';
import { SELF_MEMBER_ID } from './personal-entry.ts';

/** A record of the personal ledger that is no entry: a plan, a budget, an exchange rate. */
export interface OwnRecord {
  id: string;
  deleted: boolean;
  createdAt: number;
  /** The `b` of the next edit. */
  heads: readonly string[];
}

/** The revision that creates a record of a kind; its id is the record's. Groups that are undefined are not written. */
export function createOwnRecord(
  kind: string,
  groups: Readonly<Record<string, unknown>>,
  stamp: WriteStamp,
): RevisionRow {
  return toRow({ k: kind, t: stamp.t, a: SELF_MEMBER_ID, s: withoutUndefined(groups) }, stamp);
}

/** The revision that sets groups of a record. */
export function editOwnRecord(
  kind: string,
  { id, heads }: Pick<OwnRecord, 'id' | 'heads'>,
  groups: Readonly<Record<string, unknown>>,
  stamp: WriteStamp,
): RevisionRow {
  const s = withoutUndefined(groups);
  return toRow({ k: kind, e: id, b: heads, t: stamp.t, a: SELF_MEMBER_ID, s }, stamp);
}

/** What every record is known by. */
export function ownRecordOf({ id, deleted, createdAt, heads }: FoldedEntity): OwnRecord {
  return { id, deleted, createdAt, heads };
}

/** Whether a value read back has what every record is known by. */
export function isOwnRecord(value: unknown): value is OwnRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { id, deleted, createdAt, heads } = value as Partial<OwnRecord>;
  return (
    typeof id === 'string' &&
    typeof deleted === 'boolean' &&
    typeof createdAt === 'number' &&
    Array.isArray(heads)
  );
}

function withoutUndefined(groups: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(groups).filter(([, value]) => value !== undefined));
}

function toRow(revision: Revision, stamp: WriteStamp): RevisionRow {
  return { id: stamp.id, json: serializeRevision(revision) };
}
