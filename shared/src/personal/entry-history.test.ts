import { describe, expect, it } from 'vitest';
import { foldEntity, type KeyedRevision } from '../revisions/fold.ts';
import { parseRevision, type RevisionRow } from '../revisions/revision.ts';
import { versionsOf } from './entry-history.ts';
import {
  createEntry,
  deleteEntry,
  editEntry,
  restoreEntry,
  type PersonalFields,
} from './personal-commands.ts';
import { entryFromEntity, type PersonalEntry } from './personal-entry.ts';

const coffee: PersonalFields = {
  ...{ kind: 'expense', amountMinor: 350, currency: 'EUR', day: '2026-11-20' },
  ...{ title: 'Coffee', category: 'eating-out', note: '', tags: ['work'] },
};
const id = 'e_history00000001';

function keyed({ id: revisionId, json }: RevisionRow): KeyedRevision {
  const parsed = parseRevision(revisionId, json);
  if (!parsed.ok) throw new Error(parsed.refusal);
  return { id: revisionId, revision: parsed.value };
}

function entryOf(rows: readonly RevisionRow[]): PersonalEntry {
  const entry = entryFromEntity(foldEntity(id, rows.map(keyed)));
  if (!entry) throw new Error('the rows make an entry');
  return entry;
}

function edited(rows: readonly RevisionRow[], fields: PersonalFields, n: number): RevisionRow {
  const row = editEntry(entryOf(rows), fields, { t: n, id: `r_history${String(n).padStart(8, '0')}` });
  if (!row) throw new Error('something changed');
  return row;
}

describe('the history of a personal record', () => {
  const created = createEntry(coffee, { t: 1, id });

  it('[L31] says newest first what changed, and what the record was then', () => {
    const rows = [created];
    rows.push(edited(rows, { ...coffee, amountMinor: 400, title: 'Coffee and cake' }, 2));
    rows.push(edited(rows, { ...coffee, amountMinor: 400, title: 'Coffee and cake', tags: ['café'] }, 3));
    const versions = versionsOf(id, rows.map(keyed));
    expect(versions.map(({ at, what }) => [at, what])).toEqual([
      [3, 'edited'],
      [2, 'edited'],
      [1, 'created'],
    ]);
    expect(versions[0]?.changes).toEqual([{ field: 'tags', added: ['café'], removed: ['work'] }]);
    expect(versions[1]?.changes).toEqual([
      {
        field: 'money',
        before: { amountMinor: 350, currency: 'EUR', isRefund: false },
        after: { amountMinor: 400, currency: 'EUR', isRefund: false },
      },
      { field: 'title', before: 'Coffee', after: 'Coffee and cake' },
    ]);
    expect(versions[1]?.entry).toMatchObject({ amountMinor: 400, title: 'Coffee and cake', tags: ['work'] });
    expect(versions[2]?.entry).toMatchObject({ amountMinor: 350, title: 'Coffee', tags: ['work'] });
  });

  it('[L31] knows the way into the bin and out of it', () => {
    const rows = [created];
    rows.push(deleteEntry(entryOf(rows), { t: 2, id: 'r_history00000002' }));
    rows.push(restoreEntry(entryOf(rows), { t: 3, id: 'r_history00000003' }));
    const versions = versionsOf(id, rows.map(keyed));
    expect(versions.map(({ what }) => what)).toEqual(['restored', 'deleted', 'created']);
    expect(versions.map(({ entry }) => entry?.deleted)).toEqual([false, true, false]);
  });

  it('[L31] shows both of two edits that did not know of each other, and which of them lost', () => {
    const one = edited([created], { ...coffee, title: 'Tea' }, 2);
    const other = edited([created], { ...coffee, title: 'Cocoa' }, 3);
    for (const rows of [
      [created, one, other],
      [other, one, created],
    ]) {
      const versions = versionsOf(id, rows.map(keyed));
      expect(versions.map(({ revisionId, isOverwritten }) => [revisionId, isOverwritten])).toEqual([
        [other.id, false],
        [one.id, true],
        [id, false],
      ]);
      expect(versions[1]?.changes).toEqual([{ field: 'title', before: 'Coffee', after: 'Tea' }]);
      expect(versions[0]?.entry?.title).toBe('Cocoa');
    }
  });

  it('[L31] tells income that became a refund', () => {
    const rows = [createEntry({ ...coffee, kind: 'income', category: '' }, { t: 1, id })];
    rows.push(edited(rows, { ...coffee, kind: 'refund', category: '' }, 2));
    expect(versionsOf(id, rows.map(keyed))[0]?.changes).toEqual([
      {
        field: 'money',
        before: { amountMinor: 350, currency: 'EUR', isRefund: false },
        after: { amountMinor: 350, currency: 'EUR', isRefund: true },
      },
    ]);
  });

  it('[L31] shows a money that cannot be read as such', () => {
    const json = JSON.stringify({ ...JSON.parse(created.json), s: { money: 7, title: 'Odd', note: 3 } });
    const [version] = versionsOf(id, [keyed({ id, json })]);
    expect(version?.changes).toEqual([
      { field: 'money', before: null, after: null },
      { field: 'title', before: '', after: 'Odd' },
    ]);
  });
});
