import { describe, expect, it, vi } from 'vitest';
import { addEntry } from './add-entry.ts';
import { deleteEntity, restoreEntity } from './delete-entity.ts';
import { editEntry } from './edit-entry.ts';
import { gatherHeads } from './gather-heads.ts';
import { restoreValue } from './restore-value.ts';
import type { TestReplica } from './test-replica.ts';
import { ANNA, BEA, CLEO, classOfThree, dinner, equally, exchange } from './test-replica.ts';

const today = '2026-05-04';
const added = (replica: TestReplica, changes = {}) =>
  replica.run(addEntry(replica.ledger, dinner(changes), replica.context)).entityId;
const entryOf = (replica: TestReplica, id: string) => {
  const entry = replica.ledger.entry(id);
  if (!entry) throw new Error('No such entry');
  return entry;
};
const minorOf = (replica: TestReplica) => {
  const members = replica.ledger.balances().get('EUR') ?? new Map<string, { balanceMinor: bigint }>();
  return [ANNA, BEA, CLEO].map((id) => Number(members.get(id)?.balanceMinor ?? 0n));
};

describe('deleting and restoring', () => {
  it('[D25] changes nothing when it is done twice (peers: deleting twice raised the debt)', () => {
    const [anna, bea] = classOfThree();
    const id = added(anna);
    exchange([anna, bea]);
    anna.run(deleteEntity(anna.ledger, id, anna.context));
    bea.run(deleteEntity(bea.ledger, id, bea.context));
    expect(anna.run(deleteEntity(anna.ledger, id, anna.context)).rows).toEqual([]);
    exchange([anna, bea]);
    expect([minorOf(anna), minorOf(bea)]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    bea.run(restoreEntity(bea.ledger, { entityId: id, today }, bea.context));
    exchange([anna, bea]);
    expect(entryOf(anna, id)).toMatchObject({ deleted: false, title: 'Dinner' });
    expect(anna.run(restoreEntity(anna.ledger, { entityId: id, today }, anna.context)).rows).toEqual([]);
  });

  it('[D25] settles an entry that was edited while it was deleted', () => {
    const [anna, bea] = classOfThree();
    const id = added(anna);
    exchange([anna, bea]);
    anna.run(deleteEntity(anna.ledger, id, anna.context));
    bea.run(editEntry(bea.ledger, { entryId: id, changes: { title: 'Supper' } }, bea.context));
    exchange([anna, bea]);
    expect(entryOf(anna, id)).toMatchObject({ deleted: false, editedWhileDeleted: true });
    anna.run(restoreEntity(anna.ledger, { entityId: id, today }, anna.context));
    expect(entryOf(anna, id)).toMatchObject({ editedWhileDeleted: false, title: 'Supper' });
    anna.run(deleteEntity(anna.ledger, id, anna.context));
    expect(entryOf(anna, id).deleted).toBe(true);
  });

  it('[D25] leaves members and the class alone', () => {
    const [anna] = classOfThree();
    expect(deleteEntity(anna.ledger, BEA, anna.context)).toEqual({
      ok: false,
      refusal: { reason: 'not-deletable', entityId: BEA },
    });
    expect(restoreEntity(anna.ledger, { entityId: 'e_nothing1', today }, anna.context).ok).toBe(false);
  });

  it('[D21] sees everything of an entity that a hostile member gave a hundred heads', () => {
    const [anna] = classOfThree();
    const id = added(anna);
    anna.receive(
      Array.from({ length: 100 }, (_, i): [string, string] => [
        `r_flood${String(i).padStart(4, '0')}`,
        JSON.stringify({ k: 'x', e: id, t: 9e15, a: BEA, s: { title: `Flood ${i}` } }),
      ]),
    );
    const edit = anna.run(editEntry(anna.ledger, { entryId: id, changes: { title: 'Mine' } }, anna.context));
    expect(edit.rows.length).toBeGreaterThan(1);
    expect(entryOf(anna, id)).toMatchObject({ title: 'Mine', heads: [edit.rows.at(-1)?.id] });
    anna.receive([['r_flood9999', JSON.stringify({ k: 'x', e: id, t: 9e15, a: BEA, s: { title: 'x' } })]]);
    anna.run(deleteEntity(anna.ledger, id, anna.context));
    expect(entryOf(anna, id).deleted).toBe(true);
    expect(anna.ledger.quarantined()).toEqual([]);
  });
});

describe('an entity that was given tens of thousands of heads', () => {
  const flooded = (count: number) => {
    const [anna] = classOfThree();
    const id = added(anna);
    anna.receive(
      Array.from({ length: count }, (_, i): [string, string] => [
        `r_${String(i).padStart(40, '0')}`,
        JSON.stringify({ k: 'x', e: id, t: 5, a: BEA, s: { title: 'x' } }),
      ]),
    );
    return { anna, id };
  };

  it('[D21] is edited without going through its history', () => {
    const { anna, id } = flooded(100);
    vi.spyOn(anna.ledger, 'history').mockImplementation(() => {
      throw new Error('It is quadratic');
    });
    anna.run(editEntry(anna.ledger, { entryId: id, changes: { title: 'Mine' } }, anna.context));
    expect(entryOf(anna, id)).toMatchObject({ title: 'Mine', overwritten: new Map() });
  });

  it('[D21] is deleted after commands of less than 1 MiB have gathered its heads', () => {
    const { anna, id } = flooded(16_000);
    expect(deleteEntity(anna.ledger, id, anna.context)).toEqual({
      ok: false,
      refusal: { reason: 'too-many-heads', entityId: id, given: 16_001 },
    });
    const bytes: number[] = [];
    for (;;) {
      const command = anna.run(gatherHeads(anna.ledger, id, anna.context));
      if (command.rows.length === 0) break;
      bytes.push(command.rows.reduce((sum, row) => sum + row.json.length + row.id.length, 0));
    }
    expect(bytes).toHaveLength(1);
    const { rows } = anna.run(deleteEntity(anna.ledger, id, anna.context));
    bytes.push(rows.reduce((sum, row) => sum + row.json.length + row.id.length, 0));
    expect(Math.max(...bytes)).toBeLessThan(1024 * 1024 * 0.9);
    expect(entryOf(anna, id)).toMatchObject({ deleted: true, heads: [rows.at(-1)?.id] });
    expect(gatherHeads(anna.ledger, 'e_nothing1', anna.context)).toMatchObject({
      refusal: { reason: 'unknown-entity' },
    });
  });
});

describe('restoring a value', () => {
  it('[D26] brings back what was overwritten without being seen', () => {
    const [anna, bea] = classOfThree();
    const id = added(anna);
    exchange([anna, bea]);
    anna.run(editEntry(anna.ledger, { entryId: id, changes: { money: equally(900) } }, anna.context));
    bea.nowMs += 60_000;
    bea.run(editEntry(bea.ledger, { entryId: id, changes: { money: equally(600) } }, bea.context));
    exchange([anna, bea]);
    expect(entryOf(anna, id).legs[0]?.amt).toBe(600);
    const [lost = ''] = entryOf(anna, id).overwritten.get('money') ?? [];
    const past = { entityId: id, revisionId: lost, group: 'money', today };
    anna.run(restoreValue(anna.ledger, past, anna.context));
    exchange([anna, bea]);
    for (const { ledger } of [anna, bea]) {
      expect(ledger.entry(id)?.legs[0]?.amt).toBe(900);
      expect(ledger.entry(id)?.overwritten.size).toBe(0);
    }
    expect(restoreValue(anna.ledger, past, anna.context)).toEqual({
      ok: false,
      refusal: { reason: 'nothing-to-restore', entityId: id },
    });
    anna.run(restoreValue(anna.ledger, { ...past, revisionId: id }, anna.context));
    expect(entryOf(anna, id).legs[0]?.amt).toBe(1000);
  });

  it('[D26] refuses values that are not there, not readable, or of something else', () => {
    const [anna] = classOfThree();
    const [id, other] = [added(anna), added(anna)];
    const bad = { k: 'x', e: id, t: 1, a: BEA, s: { money: { legs: [] } } };
    anna.receive([['r_broken01', JSON.stringify(bad)]]);
    for (const past of [
      { entityId: id, revisionId: 'r_broken01', group: 'money' },
      { entityId: id, revisionId: id, group: 'constructor' },
      { entityId: id, revisionId: other, group: 'title' },
      { entityId: id, revisionId: 'r_nothing1', group: 'title' },
      { entityId: id, revisionId: id, group: 'del' },
    ]) {
      expect(restoreValue(anna.ledger, { ...past, today }, anna.context)).toMatchObject({
        refusal: { reason: 'nothing-to-restore' },
      });
    }
    anna.run(deleteEntity(anna.ledger, id, anna.context));
    expect(
      restoreValue(anna.ledger, { entityId: id, revisionId: id, group: 'title', today }, anna.context),
    ).toMatchObject({ refusal: { reason: 'deleted' } });
  });
});
