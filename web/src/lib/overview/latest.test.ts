import { expect, it } from 'vitest';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { latestOf } from './latest.ts';

const share = (id: string, day: string, createdAt: number) => ({
  classId: 'house',
  share: { ...makeEntry({ id, day, createdAt }), entryId: id.replace(/\/.*/, '') },
});

it('mixes records and shares by day and time, and knows what each opens', () => {
  const entries = [
    makeEntry({ id: 'e_new', day: '2026-03-09', createdAt: 3 }),
    makeEntry({ id: 'e_old', day: '2026-03-01', createdAt: 1 }),
  ];
  const shares = [share('e_x', '2026-03-02', 1), share('e_y/1', '2026-03-09', 4)];
  expect(latestOf(entries, shares, 3).map(({ classId, entryId }) => [classId, entryId])).toEqual([
    ['house', 'e_y'],
    [null, 'e_new'],
    ['house', 'e_x'],
  ]);
  expect(latestOf(entries, [], 5)).toHaveLength(2);
});
