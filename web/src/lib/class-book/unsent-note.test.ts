import { expect, it } from 'vitest';
import { rowFromSummary } from '$lib/class-sync/class-info.ts';
import { CLASS_ID, summary } from '$lib/class-sync/test-class.ts';
import type { UnsentNote } from '$lib/platform/class-unsent.ts';
import { nextNote } from './unsent-note.ts';

const row = { ...rowFromSummary(summary(3), 'document'), revision: 4 };
const former: UnsentNote = {
  databaseId: 'one',
  byClass: { [CLASS_ID]: { name: 'House', count: 3, at: 50, revision: 6 } },
  lost: [],
};
const held = { databaseId: 'one', asideCounts: new Map<string, number>() };

it('misses what a class had at a revision that its row has not reached again', () => {
  const rows = [{ ...row, unsent: { 7: 2 }, unsentCount: 1 }];
  expect(nextNote(former, { ...held, rows }, 90)).toEqual({
    databaseId: 'one',
    byClass: { [CLASS_ID]: { name: 'House', count: 1, at: 50, revision: 4 } },
    lost: [{ name: 'House', count: 2, at: 50 }],
  });
});

it('takes what went while the row went on for sent', () => {
  expect(nextNote(former, { ...held, rows: [{ ...row, revision: 6 }] }, 90)).toBeNull();
});

it('counts changes that an older app did not count as one at least', () => {
  expect(nextNote(null, { ...held, rows: [{ ...row, unsent: { 7: 9 } }] }, 90)?.byClass).toEqual({
    [CLASS_ID]: { name: 'House', count: 1, at: 90, revision: 4 },
  });
});
