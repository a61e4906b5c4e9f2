import { editEntry, validateFields, type WriteStamp } from '@tallybook/shared/personal/personal-commands';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import type { ProjectionRow } from '$lib/platform/schema.ts';
import { unlike } from './merge-fields.ts';
import { isProjectionRow, modernRow } from './projection-rows.ts';

/** The entry as a row of the projection has it, where that came from more records than can be read `now`. */
export function rememberedIn(projected: unknown, now: ProjectionRow): PersonalEntry | null {
  const row = modernRow(projected);
  return isProjectionRow(row) && row.revisionCount > now.revisionCount ? row.entry : null;
}

/**
 * The edit that writes down what only the projection remembers, since the fold that follows takes its place; null when
 * it cannot be a record.
 */
export function repairEdit(
  now: PersonalEntry,
  remembered: PersonalEntry | null,
  stamp: WriteStamp,
): RevisionRow | null {
  if (!remembered || !validateFields(remembered).ok) return null;
  const { heads, tags } = now;
  return editEntry(unlike({ ...remembered, heads, tags }, remembered), remembered, stamp);
}
