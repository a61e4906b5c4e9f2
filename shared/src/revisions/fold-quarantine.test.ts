import { describe, expect, it } from 'vitest';
import { foldLog } from './fold.ts';
import { E, amountOf, creation, edit, foldOne, money, row, valueOf } from './test-log.ts';

describe('what the fold puts aside', () => {
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
    const hostile = ['zzz', 'm', 's'].map((k, i) =>
      row(`r_000003${String(i)}`, { ...made, t: i === 0 ? 0 : 99, k }),
    );
    for (const rows of [
      [...honest, ...hostile],
      [...hostile, ...honest],
    ]) {
      const entity = foldLog(rows).entities.get('o_0000010');
      expect(entity).toMatchObject({ kind: 'i', createdAt: 5, heads: ['r_0000010', 'r_0000020'] });
      expect(entity?.quarantined).toEqual(hostile.map(({ id }) => ({ id, reason: 'other-kind' })));
      expect(entity?.groups.get('money')?.revisionId).toBe('r_0000020');
    }
    expect(foldLog(hostile).entities.size).toBe(0);
  });

  it('[F7] takes of an expense and an income made for one day the kind of the money that wins', () => {
    const rows = [
      row('r_0000010', { e: 'o_0000010', t: 5, k: 'x', s: { title: 'Rent' } }),
      row('r_0000020', { e: 'o_0000010', t: 6, k: 'i', s: { money: money(100) } }),
    ];
    expect(foldLog(rows).entities.get('o_0000010')).toMatchObject({ kind: 'i', quarantined: [] });
    expect(foldLog(rows.slice(0, 1)).entities.get('o_0000010')?.kind).toBe('x');
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

  it('[F10] counts the money before one that is in quarantine', () => {
    const broken = { legs: [{ ...money(100).legs[0], amt: 99 }] };
    const entity = foldOne(creation, edit('r_0000010', [E], 20, { money: broken, title: 'kept' }));
    expect([amountOf(entity), valueOf(entity, 'title')]).toEqual([9000, 'kept']);
    expect(entity.quarantined).toEqual([{ id: 'r_0000010', reason: 'money-sum' }]);
    expect(foldOne(row(E, { s: { money: broken, title: 't' } })).groups.has('money')).toBe(false);
  });

  it('[F15] puts aside money of kinds that have none, alone and among other revisions', () => {
    const ids = { m: 'm_bea000', c: 'c_class0', p: 'e_plan000', t: 'e_comment' };
    for (const [k, e] of Object.entries(ids)) {
      const hostile = row('r_0000010', { k, e, s: { money: money(100), title: 'kept' } });
      for (const rows of [[hostile], [row('r_0000020', { k, e, s: { note: 'n' } }), hostile]]) {
        const entity = foldLog(rows).entities.get(e);
        expect([k, entity?.groups.has('money'), entity?.groups.has('title')]).toEqual([k, false, true]);
        expect(entity?.quarantined).toEqual([{ id: 'r_0000010', reason: 'money-kind' }]);
      }
    }
    for (const k of ['x', 'i', 's', 'poll']) {
      expect(foldOne(row(E, { k, s: { money: money(100) } })).quarantined).toEqual([]);
    }
  });
});
