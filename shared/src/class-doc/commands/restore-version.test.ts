import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEntity } from '../../revisions/fold.ts';
import type { KeyedRevision } from '../../revisions/fold.ts';
import { addEntry } from './add-entry.ts';
import { deleteEntity } from './delete-entity.ts';
import { editEntry } from './edit-entry.ts';
import { restoreVersion } from './restore-version.ts';
import type { TestReplica } from './test-replica.ts';
import { ANNA, BEA, classOfThree, dinner, equally, exchange, groupsOf } from './test-replica.ts';

const added = (replica: TestReplica) =>
  replica.run(addEntry(replica.ledger, dinner(), replica.context)).entityId;
const edit = (replica: TestReplica, entryId: string, changes: Parameters<typeof dinner>[0]) =>
  replica.run(editEntry(replica.ledger, { entryId, changes: changes ?? {} }, replica.context));
const bringBack = (replica: TestReplica, entryId: string, revisionId: string) =>
  restoreVersion(replica.ledger, { entryId, revisionId }, replica.context);
const contentsOf = (replica: TestReplica, id: string) => {
  const entry = replica.ledger.entry(id);
  if (!entry) throw new Error('No such entry');
  const { legs, title, day, category, note, tags, deleted } = entry;
  return { legs, title, day, category, note, tags, deleted };
};

describe('restoreVersion', () => {
  it('[D26] brings back all of a version in one revision, with what it did not have empty again', () => {
    const [anna, bea] = classOfThree();
    const id = added(anna);
    const before = contentsOf(anna, id);
    edit(anna, id, { title: 'Supper', note: 'loud', tags: ['fun'] });
    edit(anna, id, { money: equally(4200, [ANNA, BEA]), day: '2026-05-03' });
    const command = anna.run(bringBack(anna, id, id));
    expect(command.rows).toHaveLength(1);
    expect(groupsOf(command)[0]).toMatchObject({ title: 'Dinner', note: '', tags: [], date: '2026-05-02' });
    expect(contentsOf(anna, id)).toEqual(before);
    exchange([anna, bea]);
    expect(contentsOf(bea, id)).toEqual(before);
  });

  it('[D26] takes an entry out of the bin with the version', () => {
    const [anna] = classOfThree();
    const id = added(anna);
    edit(anna, id, { title: 'Supper' });
    anna.run(deleteEntity(anna.ledger, id, anna.context));
    anna.run(bringBack(anna, id, id));
    expect(contentsOf(anna, id)).toMatchObject({ deleted: false, title: 'Dinner' });
  });

  it('[D26] brings back what its writer saw, not what somebody else wrote at the same time', () => {
    const [anna, bea] = classOfThree();
    const id = added(anna);
    exchange([anna, bea]);
    edit(anna, id, { note: 'by Anna' });
    const [row] = edit(bea, id, { title: 'Supper' }).rows;
    exchange([anna, bea]);
    expect(contentsOf(anna, id)).toMatchObject({ title: 'Supper', note: 'by Anna' });
    anna.run(bringBack(anna, id, row?.id ?? ''));
    expect(contentsOf(anna, id)).toMatchObject({ title: 'Supper', note: '' });
  });

  it('[D26] refuses a version that counts already, a deleted one, and what is no version of the entry', () => {
    const [anna] = classOfThree();
    const [id, other] = [added(anna), added(anna)];
    const nothing = { ok: false, refusal: { reason: 'nothing-to-restore', entityId: id } };
    expect(bringBack(anna, id, id)).toEqual(nothing);
    expect(bringBack(anna, id, other)).toEqual(nothing);
    const [row] = anna.run(deleteEntity(anna.ledger, id, anna.context)).rows;
    expect(bringBack(anna, id, row?.id ?? '')).toEqual(nothing);
    expect(bringBack(anna, ANNA, ANNA)).toEqual({
      ok: false,
      refusal: { reason: 'unknown-entity', entityId: ANNA },
    });
  });

  it('[D26] gives exactly what the fold of the version is, whatever two people did before', () => {
    const change = fc.constantFrom(
      { title: 'Supper' },
      { title: '' },
      { note: 'n' },
      { tags: ['a'] },
      { day: '2026-04-01' },
      { money: equally(4200, [ANNA, BEA]) },
      { money: equally(999) },
    );
    const act = fc.record({ who: fc.nat(1), change: fc.option(change), meet: fc.boolean() });
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 8 }), fc.nat(), (acts, pick) => {
        const [anna, bea] = classOfThree();
        const id = added(anna);
        exchange([anna, bea]);
        const written = [id];
        for (const { who, change: changes, meet } of acts) {
          const replica = who === 0 ? anna : bea;
          const result = changes
            ? editEntry(replica.ledger, { entryId: id, changes }, replica.context)
            : deleteEntity(replica.ledger, id, replica.context);
          if (result.ok) written.push(...replica.write(result.value).rows.map((row) => row.id));
          if (meet) exchange([anna, bea]);
        }
        exchange([anna, bea]);
        const revisionId = written[pick % written.length] ?? id;
        const past = foldEntity(id, closureOf(anna, id, revisionId));
        const result = bringBack(anna, id, revisionId);
        if (result.ok) anna.write(result.value);
        else expect(result.refusal.reason).toBe('nothing-to-restore');
        if (past.deleted) expect(result.ok).toBe(false);
        else {
          const now = anna.ledger.entity(id);
          expect(now?.deleted).toBe(false);
          for (const group of ['money', 'title', 'date', 'category', 'note', 'tags']) {
            const empty = group === 'tags' ? [] : '';
            const [is, was] = [now?.groups.get(group)?.value, past.groups.get(group)?.value];
            expect(is ?? empty).toEqual(was ?? empty);
          }
        }
      }),
    );
  });
});

function closureOf({ ledger }: TestReplica, entityId: string, revisionId: string): KeyedRevision[] {
  const ids = new Set([revisionId]);
  for (const id of ids) for (const seen of ledger.revision(id)?.b ?? []) ids.add(seen);
  return [...ids].flatMap((id) => {
    const revision = ledger.revision(id);
    return revision && (revision.e ?? id) === entityId ? [{ id, revision }] : [];
  });
}
