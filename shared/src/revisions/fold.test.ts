import { describe, expect, it } from 'vitest';
import type { FoldedEntity } from './fold.ts';
import type { Revision } from './revision.ts';
import { E, amountOf, creation, edit, foldOne, money, valueOf } from './test-log.ts';

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

  it('[F1] lets a revision see through one in quarantine', () => {
    const entity = foldOne(
      creation,
      edit('r_0000010', [E], 20, { title: 'seen' }),
      edit('r_0000020', ['r_0000010'], 30, {}, { k: 'i' }),
      edit('r_0000030', ['r_0000020'], 5, { title: 'last' }),
    );
    expect([valueOf(entity, 'title'), entity.overwritten.size]).toEqual(['last', 0]);
    expect([entity.heads, entity.quarantined]).toEqual([
      ['r_0000030'],
      [{ id: 'r_0000020', reason: 'other-kind' }],
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
});
