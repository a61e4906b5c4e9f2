import { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import { expect, it } from 'vitest';
import type { ClassRow } from '$lib/platform/schema.ts';
import { lookThrough } from './look-through.ts';

const classRow = (id: string, revision: number) => ({ id, revision, documentId: 'd' }) as unknown as ClassRow;

function setUp(known: Record<string, number>) {
  const log: string[] = [];
  const calledOff = new AbortController();
  const look = (rows: readonly ClassRow[]): Promise<void> =>
    lookThrough(rows, {
      store: {
        classIds: () => Promise.resolve(Object.keys(known)),
        stale: (all) => Promise.resolve(all.filter(({ id, revision }) => known[id] !== revision)),
        put: (row) => {
          log.push(`${row.classId} ${String(row.revision)}`);
          return Promise.resolve({ ...row, version: 1 });
        },
        remove: (ids) => {
          log.push(...ids.map((id) => `without ${id}`));
          return Promise.resolve();
        },
      },
      engine: () =>
        Promise.resolve({
          readLedger: (_id, work) => Promise.resolve({ ok: true as const, value: work(new ClassLedger()) }),
        }),
      idle: () => {
        log.push('idle');
        return Promise.resolve();
      },
      signal: calledOff.signal,
    });
  return { log, look, calledOff };
}

it('looks through what has changed, one class per quiet moment, and forgets classes that were left', async () => {
  const { log, look } = setUp({ flat: 3, trip: 3, left: 1 });
  await look([classRow('flat', 3), classRow('trip', 4), classRow('club', 1)]);
  expect(log).toEqual(['without left', 'idle', 'trip 4', 'idle', 'club 1']);
});

it('stops when the classes change meanwhile', async () => {
  const { log, look, calledOff } = setUp({});
  calledOff.abort();
  await look([classRow('flat', 3)]);
  expect(log).toEqual(['idle']);
});
