import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { expect, it } from 'vitest';
import type { ClassRow, ClassSearchRow } from '$lib/platform/schema.ts';
import { ClassRows } from './class-rows.svelte.ts';

const classRow = (id: string, revision: number, documentId = 'd') =>
  ({ id, revision, documentId, name: id, members: [] }) as unknown as ClassRow;

function setUp(stored: ClassSearchRow[]) {
  const opened: string[] = [];
  const rowById = new Map(stored.map((row) => [row.classId, row]));
  const rows = new ClassRows({
    store: {
      classIds: () => Promise.resolve([...rowById.keys()]),
      read: (id) => Promise.resolve(rowById.get(id) ?? null),
      put: (row) => {
        const stamped = { ...row, version: 1 };
        rowById.set(row.classId, stamped);
        return Promise.resolve(stamped);
      },
      remove: (ids) => {
        for (const id of ids) rowById.delete(id);
        return Promise.resolve();
      },
    },
    engine: () =>
      Promise.resolve({
        readLedger: (id, work) => {
          opened.push(id);
          if (id === 'broken') return Promise.reject(new Error('gone'));
          return Promise.resolve({ ok: true as const, value: work(new ClassLedger()) });
        },
      }),
  });
  return { rows, opened, rowById };
}

const searchRow = (classId: string, revision: number): ClassSearchRow => ({
  classId,
  version: 1,
  documentId: 'd',
  revision,
  chunks: [],
  people: [],
});

it('opens only the classes that have changed since they were looked through, each once', async () => {
  const { rows, opened } = setUp([searchRow('flat', 3), searchRow('trip', 3)]);
  await rows.follow([classRow('flat', 3), classRow('trip', 4), classRow('club', 1)]);
  expect(opened).toEqual(['trip', 'club']);
  expect(rows.rows.map(({ classId, revision }) => [classId, revision])).toEqual([
    ['flat', 3],
    ['trip', 4],
    ['club', 1],
  ]);
  expect(rows.waiting).toEqual([]);
  await rows.follow([classRow('flat', 3), classRow('trip', 4, 'another'), classRow('club', 1)]);
  expect(opened).toEqual(['trip', 'club', 'trip']);
});

it('forgets a class that was left, and goes on past one that cannot be opened', async () => {
  const { rows, opened, rowById } = setUp([searchRow('left', 1)]);
  await rows.follow([classRow('broken', 1), classRow('flat', 1)]);
  expect(opened).toEqual(['broken', 'flat']);
  expect([...rowById.keys()]).toEqual(['flat']);
  expect(rows.waiting).toEqual([]);
});
