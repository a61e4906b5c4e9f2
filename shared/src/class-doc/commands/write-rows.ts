import type { Result } from '../../money/result.ts';
import { nextTimestamp } from '../../revisions/clock.ts';
import { utf8Length } from '../../revisions/json-shape.ts';
import type { Revision, RevisionRow } from '../../revisions/revision.ts';
import { MAX_RECORD_BYTES, MAX_SEEN, serializeRevision } from '../../revisions/revision.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';

export type Groups = Readonly<Record<string, unknown>>;

/** UTF-16 code units of the records of a command on many entities, well below what one update may have. */
export const MAX_COMMAND_LENGTH = 256 * 1024;

/** The revision that creates an entity under its own fresh id. */
export function writeCreation(
  ledger: ClassLedger,
  k: string,
  id: string,
  groups: Groups,
  context: WriteContext,
): Result<RevisionRow, CommandRefusal> {
  return toRow(id, { k, t: timeOf(ledger, context), a: context.authorId, s: groups });
}

/** The most revisions that gather heads in one command: 750 KB, however long the ids are. One update takes 1 MiB. */
const MAX_GATHERING_ROWS = 500;

/**
 * The revisions that set groups of an entity over everything that is known of it, none when there are no groups. One,
 * unless the entity has more heads than one revision can name: then others that change nothing gather them first. [D21]
 */
export function writeEdit(
  ledger: ClassLedger,
  k: string,
  entityId: string,
  groups: Groups,
  context: WriteContext,
): Result<RevisionRow[], CommandRefusal> {
  if (Object.keys(groups).length === 0) return { ok: true, value: [] };
  const stamp = { k, e: entityId, t: timeOf(ledger, context), a: context.authorId };
  const before = ledger.allHeads(entityId);
  const { rows, heads } = gather(before, stamp, context);
  if (heads.length > MAX_SEEN) return refuse({ reason: 'too-many-heads', entityId, given: before.length });
  const seen = heads.length > 0 ? { b: heads } : {};
  const row = toRow(context.newId('r'), { ...stamp, ...seen, s: groups });
  return row.ok ? { ok: true, value: [...rows, row.value] } : row;
}

/**
 * The revisions that gather heads of an entity without changing it, as many as one command takes; none when the next
 * edit can name or gather all of them by itself. [D21]
 */
export function writeGathering(
  ledger: ClassLedger,
  k: string,
  entityId: string,
  context: WriteContext,
): RevisionRow[] {
  const stamp = { k, e: entityId, t: timeOf(ledger, context), a: context.authorId };
  const { rows, heads } = gather(ledger.allHeads(entityId), stamp, context);
  return heads.length > MAX_SEEN ? rows : [];
}

/** Gathers the first heads first; those that are left, and the gathering ones in their place, are heads then. */
function gather(
  before: readonly string[],
  stamp: Omit<Revision, 'b' | 's'>,
  context: WriteContext,
): { rows: RevisionRow[]; heads: readonly string[] } {
  const rows: RevisionRow[] = [];
  const heads = [...before];
  let taken = 0;
  while (heads.length - taken > MAX_SEEN && rows.length < MAX_GATHERING_ROWS) {
    const id = context.newId('r');
    const b = heads.slice(taken, taken + MAX_SEEN);
    rows.push({ id, json: serializeRevision({ ...stamp, b, s: {} }) });
    heads.push(id);
    taken += MAX_SEEN;
  }
  return { rows, heads: heads.slice(taken) };
}

/** The row of a revision, or the refusal that it is too large; anything else that is wrong with it throws. */
export function toRow(id: string, revision: Revision): Result<RevisionRow, CommandRefusal> {
  const givenBytes = utf8Length(JSON.stringify(revision));
  if (givenBytes > MAX_RECORD_BYTES) {
    return refuse({ reason: 'record-too-large', limitBytes: MAX_RECORD_BYTES, givenBytes });
  }
  return { ok: true, value: { id, json: serializeRevision(revision) } };
}

/** The time (ms) of what is written now; a clock before 1970 counts as 1970. [D6] */
export function timeOf(ledger: ClassLedger, { nowMs }: WriteContext): number {
  return nextTimestamp(Math.max(0, Math.floor(nowMs)), ledger.maxSeenMs);
}

export function refuse(refusal: CommandRefusal): { ok: false; refusal: CommandRefusal } {
  return { ok: false, refusal };
}
