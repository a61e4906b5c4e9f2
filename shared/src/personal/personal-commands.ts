import type { Revision, RevisionRow } from '../revisions/revision.ts';
import { serializeRevision } from '../revisions/revision.ts';
import type { PersonalEntry, PersonalKind } from './personal-entry.ts';
import { SELF_MEMBER_ID } from './personal-entry.ts';
import type { FieldsRefusal, PersonalFields } from './personal-fields.ts';
import { validateFields } from './personal-fields.ts';
import { sortTags, tagChanges } from './tags.ts';

export { MAX_NOTE_LENGTH, MAX_TITLE_LENGTH, validateFields } from './personal-fields.ts';
export type { FieldsRefusal, PersonalFields } from './personal-fields.ts';

/** The time (ms, from `nextTimestamp`) and the fresh id of a revision: 'e_…' for a creating one, else 'r_…'. */
export interface WriteStamp {
  t: number;
  id: string;
}

// Every command throws on fields that `validateFields` refuses: the form has asked before. Only of tags there may be
// more than a person may give: devices bring theirs together.

/** The revision that creates a record; its id is the record's. Texts that are '' are not written. [L1] */
export function createEntry(fields: PersonalFields, stamp: WriteStamp): RevisionRow {
  assertValid(fields);
  const groups = groupsOfEntry(fields);
  return write(stamp, { k: kindLetter(fields.kind), t: stamp.t, a: SELF_MEMBER_ID, s: groups });
}

/** What a record of an entry holds, group by group. */
export function groupsOfEntry(fields: PersonalFields): Record<string, unknown> {
  const groups: Record<string, unknown> = { money: moneyOf(fields), date: fields.day };
  for (const group of ['title', 'category', 'note'] as const) {
    if (fields[group] !== '') groups[group] = fields[group];
  }
  if (fields.tags && fields.tags.length > 0) groups['tags'] = sortTags(fields.tags);
  return groups;
}

/**
 * The revision that changes a record to `fields`, with only the groups that differ; null when nothing does. Throws
 * when the change crosses between expense and the two kinds of income: that takes `replaceEntry`. [L3]
 */
export function editEntry(
  entry: PersonalEntry,
  fields: PersonalFields,
  stamp: WriteStamp,
): RevisionRow | null {
  assertValid(fields);
  if (kindLetter(entry.kind) !== kindLetter(fields.kind))
    throw new TypeError('The kind of a record is fixed');
  const groups = changedGroups(entry, fields);
  return Object.keys(groups).length === 0 ? null : writeEdit(entry, groups, stamp);
}

/** The groups in which `fields` differ from a record, as an edit writes them. Takes valid fields of the same kind. */
export function changedGroups(entry: PersonalEntry, fields: PersonalFields): Record<string, unknown> {
  const groups: Record<string, unknown> = {};
  const isSameMoney =
    !entry.unreadable &&
    entry.amountMinor === fields.amountMinor &&
    entry.currency === fields.currency &&
    entry.kind === fields.kind;
  if (!isSameMoney) groups['money'] = moneyOf(fields);
  if (entry.day !== fields.day) groups['date'] = fields.day;
  for (const group of ['title', 'category', 'note'] as const) {
    if (entry[group] !== fields[group]) groups[group] = fields[group];
  }
  if (fields.tags) Object.assign(groups, tagChanges(entry.tags, fields.tags));
  return groups;
}

/** The revision that puts a record into the bin. */
export function deleteEntry(entry: PersonalEntry, stamp: WriteStamp): RevisionRow {
  return writeEdit(entry, { del: 1 }, stamp);
}

/** The revision that takes a record out of the bin, or confirms one that was edited while it was deleted. [L4] */
export function restoreEntry(entry: PersonalEntry, stamp: WriteStamp): RevisionRow {
  return writeEdit(entry, { del: 0 }, stamp);
}

/**
 * Changes an expense into income or a refund, or back: a kind is fixed at creation, so the record goes to the bin and
 * a new one takes its place. Both rows belong into one transaction. [L3]
 */
export function replaceEntry(
  entry: PersonalEntry,
  fields: PersonalFields,
  deletionStamp: WriteStamp,
  creationStamp: WriteStamp,
): [deletion: RevisionRow, creation: RevisionRow] {
  return [deleteEntry(entry, deletionStamp), createEntry({ tags: entry.tags, ...fields }, creationStamp)];
}

/** Whether a change of kind takes `replaceEntry` instead of `editEntry`. */
export function needsReplacement(from: PersonalKind, to: PersonalKind): boolean {
  return kindLetter(from) !== kindLetter(to);
}

function kindLetter(kind: PersonalKind): 'x' | 'i' {
  return kind === 'expense' ? 'x' : 'i';
}

function moneyOf({ kind, amountMinor, currency }: PersonalFields): unknown {
  const self = [[SELF_MEMBER_ID, amountMinor]];
  const legs = [{ cur: currency, amt: amountMinor, pay: self, owe: self }];
  return kind === 'refund' ? { legs, how: { mode: 'refund' } } : { legs };
}

function writeEdit(entry: PersonalEntry, groups: Record<string, unknown>, stamp: WriteStamp): RevisionRow {
  const k = kindLetter(entry.kind);
  return write(stamp, { k, e: entry.id, b: entry.heads, t: stamp.t, a: SELF_MEMBER_ID, s: groups });
}

function write(stamp: WriteStamp, revision: Revision): RevisionRow {
  return { id: stamp.id, json: serializeRevision(revision) };
}

function assertValid(fields: PersonalFields): void {
  const check = validateFields(fields);
  const isMerelyTagged = (refusal: FieldsRefusal): boolean =>
    refusal.field === 'tags' && refusal.reason === 'too-many';
  if (!check.ok && !check.refusal.every(isMerelyTagged))
    throw new TypeError(`Not valid: ${JSON.stringify(check.refusal)}`);
}
