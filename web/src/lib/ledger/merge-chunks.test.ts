import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PersonalEntry } from '@tallybook/shared/personal/personal-entry';
import { makeEntry } from '$lib/entries/entry-fixture.ts';
import { byDay } from './entry-list.ts';
import { cutChunks, idsOf, itemOf } from './list-chunk.ts';
import { mergeChunks } from './merge-chunks.ts';

const entry = (prefix: string) =>
  fc
    .record({ day: fc.integer({ min: 1, max: 28 }), createdAt: fc.nat(9), number: fc.nat(99_999) })
    .map(({ day, createdAt, number }) =>
      makeEntry({ id: `e_${prefix}${number}`, day: `2026-02-${String(day).padStart(2, '0')}`, createdAt }),
    );
const entries = (prefix: string, maxLength: number) =>
  fc.uniqueArray(entry(prefix), { selector: ({ id }) => id, maxLength });

const oldestFirst = (list: readonly PersonalEntry[]) => [...list].sort(byDay).reverse();
const rowsOf = (list: readonly PersonalEntry[]) =>
  list.length > 0 ? cutChunks('', oldestFirst(list).map(itemOf)) : [];

it('holds both in the order of the list', () => {
  fc.assert(
    fc.property(entries('own', 60), entries('shared', 20), (own, shared) => {
      const ids = mergeChunks(rowsOf(own), shared, true).flatMap(idsOf);
      expect(ids).toEqual(oldestFirst([...own, ...shared]).map(({ id }) => id));
    }),
  );
});

it('keeps the order across chunks, and those that take nothing in as they are', () => {
  const own = Array.from({ length: 2_500 }, (_, i) =>
    makeEntry({ id: `e_${String(i).padStart(5, '0')}`, day: '2026-02-01', createdAt: i * 2 }),
  );
  const rows = rowsOf(own);
  const shared = makeEntry({ id: 'e_shared', day: '2026-02-01', createdAt: 2_401 });
  const merged = mergeChunks(rows, [shared], true);
  expect(merged.flatMap(idsOf)).toEqual(oldestFirst([...own, shared]).map(({ id }) => id));
  expect(merged.filter((row) => rows.includes(row))).toHaveLength(rows.length - 1);
});

it('leaves out what lies before the part that was read', () => {
  const own = Array.from({ length: 2_500 }, (_, i) =>
    makeEntry({ id: `e_${String(i).padStart(5, '0')}`, day: '2026-02-01', createdAt: i }),
  );
  const newest = rowsOf(own).slice(-1);
  expect(mergeChunks(newest, [makeEntry({ id: 'e_old', day: '2020-01-01' })], false)).toEqual(newest);
});

it('has a place for what is older than everything, also once the oldest chunk is gone', () => {
  const own = Array.from({ length: 2_500 }, (_, i) =>
    makeEntry({ id: `e_${String(i).padStart(5, '0')}`, day: '2026-02-01', createdAt: i }),
  );
  const left = rowsOf(own).slice(1);
  const old = makeEntry({ id: 'e_old', day: '2020-01-01' });
  expect(mergeChunks(left, [old], true).flatMap(idsOf)).toEqual(['e_old', ...left.flatMap(idsOf)]);
});
