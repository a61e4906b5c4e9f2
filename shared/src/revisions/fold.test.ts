import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FoldedEntity } from './fold.ts';
import { foldLog } from './fold.ts';
import type { Revision, RevisionRow } from './revision.ts';

const E = 'e_0000010';
const money = (amt: number) => ({
  legs: [
    {
      cur: 'EUR',
      amt,
      pay: [['m_ali000', amt]],
      owe: [
        ['m_ali000', amt / 2],
        ['m_bea000', amt / 2],
      ],
    },
  ],
});
const row = (id: string, fields: Partial<Revision>): RevisionRow => ({
  id,
  json: JSON.stringify({ k: 'x', t: 10, a: 'm_ali000', s: {}, ...fields }),
});
const creation = row(E, { s: { money: money(9000), title: 't' } });
const edit = (id: string, b: string[], t: number, s: Revision['s'], more: Partial<Revision> = {}) =>
  row(id, { e: E, b, t, s, ...more });

const foldOne = (...rows: RevisionRow[]): FoldedEntity => {
  const entity = foldLog(rows).entities.get(E);
  if (!entity) throw new Error('The entity is missing');
  return entity;
};
const valueOf = (entity: FoldedEntity, group: string) => entity.groups.get(group)?.value;
const amountOf = (entity: FoldedEntity) =>
  (valueOf(entity, 'money') as ReturnType<typeof money> | undefined)?.legs[0]?.amt;

describe('fold', () => {
  it('[F1] lets causality beat the clock, transitively', () => {
    const entity = foldOne(
      creation,
      edit('r_0000010', [E], 999, { money: money(8000) }),
      edit('r_0000015', ['r_0000010'], 1000, { note: 'in between' }),
      edit('r_0000020', ['r_0000015'], 5, { money: money(7000) }),
    );
    expect([amountOf(entity), valueOf(entity, 'note'), entity.overwritten.size]).toEqual([
      7000,
      'in between',
      0,
    ]);
  });

  it('[F1] lets a merge of two heads supersede both', () => {
    const entity = foldOne(
      creation,
      edit('r_0000010', [E], 20, { money: money(8000) }),
      edit('r_0000020', [E], 900, { money: money(7000) }),
      edit('r_0000030', ['r_0000010', 'r_0000020'], 21, { money: money(8000) }),
    );
    expect([amountOf(entity), entity.overwritten.size, entity.heads]).toEqual([8000, 0, ['r_0000030']]);
  });

  it('[F1] takes revisions that see each other as concurrent', () => {
    const entity = foldOne(
      creation,
      edit('r_0000010', [E, 'r_0000030'], 30, { title: 'a' }),
      edit('r_0000020', ['r_0000010'], 20, { title: 'b' }),
      edit('r_0000030', ['r_0000020'], 10, { title: 'c' }),
      edit('r_0000040', ['r_0000040'], 5, { title: 'd' }),
    );
    expect(valueOf(entity, 'title')).toBe('a');
    expect(entity.overwritten.get('title')).toEqual(['r_0000020', 'r_0000030', 'r_0000040']);
    expect(entity.heads).toEqual(['r_0000010', 'r_0000020', 'r_0000030', 'r_0000040']);
  });

  it('[F2] breaks ties by the greater id by code unit', () => {
    const entity = foldOne(
      creation,
      edit('r_00000_b', [E], 20, { title: 'low' }),
      edit('r_00000_B', [E], 20, { title: 'high' }),
    );
    expect(valueOf(entity, 'title')).toBe('low');
    expect(entity.overwritten.get('title')).toEqual(['r_00000_B']);
  });

  it('[F2] keeps both of two edits to different groups', () => {
    const entity = foldOne(
      creation,
      edit('r_0000010', [E], 20, { title: 'Lunch' }),
      edit('r_0000020', [E], 21, { money: money(7000) }),
    );
    expect([valueOf(entity, 'title'), amountOf(entity), entity.overwritten.size]).toEqual(['Lunch', 7000, 0]);
    expect(entity.heads).toEqual(['r_0000010', 'r_0000020']);
  });

  it('[F3] lists what lost unseen, except equal values', () => {
    const rows = [creation, edit('r_0000010', [E], 20, { money: money(8000) })];
    const other = foldOne(...rows, edit('r_0000020', [E], 20, { money: money(7000) }));
    expect([amountOf(other), other.overwritten]).toEqual([7000, new Map([['money', ['r_0000010']]])]);
    expect(foldOne(...rows, edit('r_0000020', [E], 20, { money: money(8000) })).overwritten.size).toBe(0);
  });

  it('[F4] deletes only what the deletion has seen', () => {
    const deletion = edit('r_0000010', [E], 20, { del: 1 });
    const deleted = foldOne(creation, deletion);
    expect([deleted.deleted, deleted.deletedAt, deleted.editedWhileDeleted]).toEqual([true, 20, false]);
    const concurrent = edit('r_0000020', [E], 5, { title: 'edited' });
    const edited = foldOne(creation, deletion, concurrent);
    expect([edited.deleted, edited.deletedAt, edited.editedWhileDeleted]).toEqual([false, null, true]);
    expect(
      foldOne(creation, deletion, concurrent, edit('r_0000030', ['r_0000010', 'r_0000020'], 30, { del: 1 }))
        .deleted,
    ).toBe(true);
    const restored = foldOne(creation, deletion, edit('r_0000020', ['r_0000010'], 30, { del: 0 }));
    expect([restored.deleted, restored.editedWhileDeleted]).toEqual([false, false]);
    expect(foldOne(creation, edit('r_0000010', [], 20, { del: 1 })).deleted).toBe(false);
    expect(foldOne(creation, edit('r_0000010', [E], 20, { del: true })).deleted).toBe(false);
  });

  it('[F5] lets what the app wrote by itself lose to everything', () => {
    const auto = (id: string, b: string[], s: Revision['s']) => edit(id, b, 99, s, { auto: 'e_plan000' });
    const late = foldOne(creation, auto('r_0000010', [E], { title: 'auto' }));
    expect([valueOf(late, 'title'), late.overwritten.get('title')]).toEqual(['t', ['r_0000010']]);
    expect(
      foldOne(creation, edit('r_0000020', [E], 20, { del: 1 }), auto('r_0000010', [], { title: 'auto' }))
        .deleted,
    ).toBe(true);
    const alone = foldOne(
      auto('r_0000010', [], { title: 'a' }),
      auto('r_0000020', ['r_0000010'], { title: 'b' }),
    );
    expect(valueOf(alone, 'title')).toBe('b');
  });

  it('[F6] does not depend on the order or the repetition of rows', () => {
    fc.assert(
      fc.property(logs, fc.array(fc.nat(), { minLength: 19, maxLength: 19 }), (rows, places) => {
        const shuffled = [...rows, ...rows.slice(0, 5)].map((one, i) => ({ one, at: places[i] ?? 0 }));
        shuffled.sort((a, b) => a.at - b.at);
        expect(foldLog(shuffled.map(({ one }) => one))).toEqual(foldLog(rows));
      }),
    );
  });

  it('[F6] gives the same when records come later', () => {
    fc.assert(
      fc.property(logs, fc.nat({ max: 20 }), (rows, at) => {
        const union = new Map([...rows.slice(at), ...rows.slice(0, at)].map((one) => [one.id, one]));
        expect(foldLog(union.values())).toEqual(foldLog(rows));
      }),
    );
  });

  it('[F2] agrees with a fold that follows the words of the rule', () => {
    fc.assert(
      fc.property(logs, (rows) => {
        for (const entity of foldLog(rows).entities.values()) {
          for (const [group, winner] of entity.groups) {
            const expected = plainWinner(rows, entity, group);
            expect([entity.id, group, winner.revisionId]).toEqual([entity.id, group, expected]);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('[F7] fixes the kind by creation or prefix and quarantines others', () => {
    const log = foldLog([
      creation,
      edit('r_0000010', [E], 20, { title: 'other' }, { k: 'i' }),
      row('r_0000020', { k: 'm', e: 'm_ali000', s: { name: 'Ali' } }),
      row('r_0000030', { k: 'x', e: 'm_bea000', s: { name: 'Bea' } }),
      row('r_0000040', { k: 'i', e: 'e_orphan0', t: 7, s: { title: 'orphan' } }),
      row('r_0000050', { k: 'x', e: 'e_orphan0', t: 8, s: { title: 'x' } }),
    ]);
    expect([...log.entities].map(([id, { kind }]) => [id, kind])).toEqual([
      [E, 'x'],
      ['m_ali000', 'm'],
      ['e_orphan0', 'i'],
    ]);
    expect(log.quarantined).toEqual(
      ['r_0000010', 'r_0000030', 'r_0000050'].map((id) => ({ id, reason: 'other-kind' })),
    );
    expect(
      valueOf(foldOne(creation, edit('r_0000010', [E], 20, { title: 'other' }, { k: 'i' })), 'title'),
    ).toBe('t');
  });

  it('[F7] lets nobody take an occurrence of a plan by another kind', () => {
    const made = { e: 'o_0000010', s: { money: money(100) } };
    const honest = [
      row('r_0000010', { ...made, t: 5, k: 'i', auto: 'e_plan000' }),
      row('r_0000020', { ...made, t: 6, k: 'i' }),
    ];
    const hostile = row('r_0000030', { e: 'o_0000010', t: 0, k: 'zzz', s: { title: 'mine' } });
    for (const rows of [
      [...honest, hostile],
      [hostile, ...honest],
    ]) {
      const log = foldLog(rows);
      expect(log.entities.get('o_0000010')).toMatchObject({ kind: 'i', quarantined: [] });
      expect(log.entities.get('o_0000010')?.groups.get('money')?.revisionId).toBe('r_0000020');
    }
    expect(foldLog([hostile]).entities.get('o_0000010')?.kind).toBe('zzz');
  });

  it('[F8] puts damaged records aside and decides between two under one key', () => {
    const twin = row(E, { s: { title: 'aa' } });
    const log = foldLog([creation, { id: 'e_torn0001', json: '{"k":"x"' }, { id: 'bad', json: '{}' }, twin]);
    expect(log.quarantined).toEqual([
      { id: 'bad', reason: 'key' },
      { id: E, reason: 'two-records' },
      { id: 'e_torn0001', reason: 'not-json' },
    ]);
    expect(foldLog([twin, creation]).entities).toEqual(log.entities);
  });

  it('[F8] keeps a good record beside its torn twin, in any order', () => {
    const torn = [9, 5].map((length) => ({ id: E, json: creation.json.slice(0, length) }));
    const log = foldLog([...torn, creation, ...torn]);
    expect(foldLog([creation, ...torn])).toEqual(log);
    expect(log.entities).toEqual(foldLog([creation]).entities);
    expect(log.entities.has(E)).toBe(true);
    expect(log.quarantined).toEqual([{ id: E, reason: 'not-json' }]);
  });

  it('[F9] names the newest 32 heads', () => {
    const edits = Array.from({ length: 40 }, (_, i) =>
      edit(`r_${String(i).padStart(7, '0')}`, [E], 100 - i, { note: `${i}` }),
    );
    expect(foldOne(creation, ...edits).heads).toEqual(edits.slice(0, 32).map(({ id }) => id));
  });

  it('[F10] counts the money before one that is in quarantine', () => {
    const broken = { legs: [{ ...money(100).legs[0], amt: 99 }] };
    const entity = foldOne(creation, edit('r_0000010', [E], 20, { money: broken, title: 'kept' }));
    expect([amountOf(entity), valueOf(entity, 'title')]).toEqual([9000, 'kept']);
    expect(entity.quarantined).toEqual([{ id: 'r_0000010', reason: 'money-sum' }]);
    expect(foldOne(row(E, { s: { money: broken, title: 't' } })).groups.has('money')).toBe(false);
  });

  it('[F14] tells by whom and when it was created and changed', () => {
    const late = edit('r_0000010', [E], 5, { title: 'b' }, { a: 'm_bea000' });
    const latest = edit('r_0000020', [E], 30, { note: 'c' }, { a: 'm_cyd000' });
    const facts = ({ createdAt, createdBy, changedAt, changedBy }: FoldedEntity) => [
      [createdAt, createdBy],
      [changedAt, changedBy],
    ];
    expect(facts(foldOne(latest, late, creation))).toEqual([
      [10, 'm_ali000'],
      [30, 'm_cyd000'],
    ]);
    expect(facts(foldOne(latest, late))).toEqual([
      [5, 'm_bea000'],
      [30, 'm_cyd000'],
    ]);
    expect(facts(foldOne(late))).toEqual([
      [5, 'm_bea000'],
      [5, 'm_bea000'],
    ]);
  });

  it('[F6] folds a single revision as it folds it among others that count for nothing', () => {
    fc.assert(
      fc.property(logs, (rows) => {
        for (const one of rows) {
          const id = (JSON.parse(one.json) as Revision).e ?? one.id;
          const alone = foldLog([one]).entities.get(id);
          const other = row('r_9999999', { e: id, k: 'zzz', t: 99 });
          const beside = foldLog([one, other]).entities.get(id);
          expect({ ...beside, quarantined: beside?.quarantined.filter((q) => q.id !== 'r_9999999') }).toEqual(
            { ...alone },
          );
        }
      }),
    );
  });

  it('[F11] folds a chain of 5,000 and a fan of 5,000', () => {
    const id = (i: number) => `r_${String(i).padStart(7, '0')}`;
    const chain = Array.from({ length: 5000 }, (_, i) =>
      edit(id(i), [i === 0 ? E : id(i - 1)], 1, { title: `${i}`, del: 0 }),
    );
    const folded = foldOne(...chain.toReversed(), creation);
    expect([valueOf(folded, 'title'), folded.heads, folded.overwritten.size]).toEqual([
      '4999',
      [id(4999)],
      0,
    ]);
    const fan = Array.from({ length: 5000 }, (_, i) => edit(id(i), [E], i, { title: `${i}` }));
    expect(foldOne(creation, ...fan).overwritten.get('title')).toHaveLength(4999);
  });
});

/** Small logs with concurrent edits, circles, deletions, automatic and damaged records over two entities. */
const ids = Array.from({ length: 12 }, (_, i) => `r_00000${String(i).padStart(2, '0')}`).concat(
  E,
  'e_0000020',
);
const logs: fc.Arbitrary<RevisionRow[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom(...ids),
      e: fc.constantFrom(E, 'e_0000020'),
      b: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 }),
      t: fc.nat({ max: 5 }),
      k: fc.constantFrom('x', 'x', 'x', 'i'),
      auto: fc.constantFrom(undefined, undefined, undefined, 'e_plan000'),
      s: fc.record(
        {
          title: fc.constantFrom('a', 'b'),
          note: fc.constantFrom('c', 'd'),
          money: fc.constantFrom(money(100), money(200), { legs: [] }),
          del: fc.constantFrom(0, 1),
        },
        { requiredKeys: [] },
      ),
    }),
    { selector: ({ id }) => id, maxLength: 14 },
  )
  .map((records) =>
    records.map(({ id, e, ...rest }) => ({
      id,
      json: JSON.stringify({ ...rest, ...(id.startsWith('e_') ? {} : { e }), a: 'm_ali000' }),
    })),
  );

/** The winner of a group word by word: who has seen whom is searched anew for each pair. */
function plainWinner(rows: readonly RevisionRow[], entity: FoldedEntity, group: string): string | undefined {
  const isOther = (id: string) =>
    entity.quarantined.some((one) => one.id === id && one.reason === 'other-kind');
  const isBroken = (id: string) => group === 'money' && entity.quarantined.some((one) => one.id === id);
  const all = rows
    .map(({ id, json }) => ({ id, ...(JSON.parse(json) as Revision) }))
    .filter(({ id, e }) => (e ?? id) === entity.id && !isOther(id));
  const sees = (from: string, to: string): boolean => {
    const reached = new Set<string>();
    const open = [from];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const next of all.find((one) => one.id === id)?.b ?? []) {
        if (reached.has(next) || !all.some((one) => one.id === next)) continue;
        reached.add(next);
        open.push(next);
      }
    }
    return reached.has(to);
  };
  const candidates = all.filter(({ id, s }) => Object.hasOwn(s, group) && !isBroken(id));
  const entered = candidates.filter(({ auto }) => auto === undefined);
  const field = entered.length > 0 ? entered : candidates;
  const heads = field.filter(
    (one) => !field.some((other) => sees(other.id, one.id) && !sees(one.id, other.id)),
  );
  heads.sort((a, b) => b.t - a.t || (a.id < b.id ? 1 : -1));
  return heads[0]?.id;
}
