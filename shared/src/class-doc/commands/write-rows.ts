import type { Result } from '../../money/result.ts';
import { Ancestry } from '../../revisions/ancestry.ts';
import { nextTimestamp } from '../../revisions/clock.ts';
import { utf8Length } from '../../revisions/json-shape.ts';
import type { Revision, RevisionRow } from '../../revisions/revision.ts';
import { MAX_RECORD_BYTES, MAX_SEEN, serializeRevision } from '../../revisions/revision.ts';
import type { ClassLedger } from '../class-ledger.ts';
import type { WriteContext } from './command.ts';
import type { CommandRefusal } from './command-refusal.ts';

export type Groups = Readonly<Record<string, unknown>>;

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
  const rows: RevisionRow[] = [];
  let heads = allHeads(ledger, entityId);
  while (heads.length > MAX_SEEN) {
    const id = context.newId('r');
    rows.push({ id, json: serializeRevision({ ...stamp, b: heads.slice(0, MAX_SEEN), s: {} }) });
    heads = [...heads.slice(MAX_SEEN), id];
  }
  const seen = heads.length > 0 ? { b: heads } : {};
  const row = toRow(context.newId('r'), { ...stamp, ...seen, s: groups });
  return row.ok ? { ok: true, value: [...rows, row.value] } : row;
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

/** All heads, where the fold names the newest 32 only. */
function allHeads(ledger: ClassLedger, entityId: string): readonly string[] {
  const heads = ledger.entity(entityId)?.heads ?? [];
  if (heads.length < MAX_SEEN) return heads;
  const ids = ledger
    .history(entityId)
    .filter(({ quarantined }) => quarantined !== 'other-kind')
    .map(({ revisionId }) => revisionId);
  const ancestry = new Ancestry(ids.map((id) => ({ id, sees: ledger.revision(id)?.b ?? [] })));
  const isSeen = ancestry.seenBy(ids, ids);
  return ids.filter((id) => !isSeen(id)).sort();
}
