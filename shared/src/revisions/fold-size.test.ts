import { afterEach, describe, expect, it, vi } from 'vitest';
import { Ancestry } from './ancestry.ts';
import { allHeads, foldLog } from './fold.ts';
import { entityHistory } from './history.ts';
import type { Revision } from './revision.ts';
import { E, creation, edit, foldOne, valueOf } from './test-log.ts';

describe('fold of many', () => {
  afterEach(() => vi.restoreAllMocks());

  it('[F9] names the newest 32 heads', () => {
    const edits = Array.from({ length: 40 }, (_, i) =>
      edit(`r_${String(i).padStart(7, '0')}`, [E], 100 - i, { note: `${i}` }),
    );
    expect(foldOne(creation, ...edits).heads).toEqual(edits.slice(0, 32).map(({ id }) => id));
    const keyed = [creation, ...edits].map(({ id, json }) => ({
      id,
      revision: JSON.parse(json) as Revision,
    }));
    const other = { id: 'r_9999999', revision: { k: 'zzz', e: E, t: 1, a: 'm_ali000', s: {} } };
    expect(allHeads(E, [...keyed, other])).toEqual(edits.map(({ id }) => id));
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

  it('[F16] shows 64 groups, those that it knows first, however many there are', () => {
    const groups = Array.from({ length: 2000 }, (_, i) => [`g${String(i).padStart(4, '0')}`, i]);
    const unknown = Object.fromEntries(groups.toReversed()) as Revision['s'];
    const rows = [
      creation,
      edit('r_0000010', [E], 20, unknown),
      edit('r_0000020', [E], 30, { ...unknown, title: 'b', del: 0 }),
    ];
    const walks = vi.spyOn(Ancestry.prototype, 'seenBy');
    const entity = foldOne(...rows);
    // Two per group, and those for the deletion and the heads.
    expect(walks.mock.calls.length).toBeLessThanOrEqual(2 * 64 + 2);
    const expected = ['del', ...groups.slice(0, 61).map(([name]) => name), 'money', 'title'];
    expect(Array.from(entity.groups.keys())).toEqual(expected);
    expect(foldLog(rows.toReversed()).entities.get(E)).toEqual(entity);
    const alone = foldOne(edit('r_0000020', [], 30, { ...unknown, title: 'b' }));
    expect(alone.groups.size).toBe(64);
    expect(alone.groups.has('title')).toBe(true);
    const keyed = rows.map(({ id, json }) => ({ id, revision: JSON.parse(json) as Revision }));
    const shown = entityHistory(E, keyed).map(({ changes }) => changes.length);
    expect(shown).toEqual([2, 61, 63]);
  });
});
