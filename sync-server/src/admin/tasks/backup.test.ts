import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from '../../storage/port.ts';
import { makeClass } from '../../storage/storage-fixture.ts';
import {
  NOW_MS,
  addExpenses,
  makeParts,
  makeScratch,
  openStorage,
  readFolder,
  seed,
} from '../admin-fixture.ts';
import type { Scratch, Seeded } from '../admin-fixture.ts';
import type { AdminParts } from '../admin-parts.ts';
import { backUp } from './backup.ts';

let scratch: Scratch;
let storage: Storage;
let seeded: Seeded;
let target: string;
beforeEach(async () => {
  scratch = makeScratch();
  ({ storage } = await openStorage(scratch.dataDir));
  seeded = await seed(storage);
  target = join(scratch.root, 'copy');
});
afterEach(async () => {
  await storage.close();
  scratch.remove();
});

async function runBackup(parts: Partial<AdminParts> = {}): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const all = makeParts(storage, { dataDir: scratch.dataDir, ...parts });
  return { code: await backUp(all, target, { say, signal: new AbortController().signal }), lines };
}

function readSnapshot(): Record<string, unknown> {
  const text = readFileSync(join(target, 'classes', seeded.flat.id, 'snapshot.json'), 'utf8');
  return JSON.parse(text) as Record<string, unknown>;
}

async function readSeqs(): Promise<Record<string, number>> {
  const { classes } = (await readFolder(target)) as { classes: { record: { name: string }; seq: number }[] };
  return Object.fromEntries(classes.map(({ record, seq }) => [record.name, seq]));
}

describe('a backup', () => {
  it('has each document as one snapshot with its epoch and number, and its readable copy', async () => {
    expect((await runBackup()).code).toBe(0);
    expect(readSnapshot()).toMatchObject({
      epoch: 2,
      seq: 6,
      savedAt: new Date(NOW_MS).toISOString(),
      ledger: { balances: { EUR: expect.any(Object) as object } },
    });
  });

  it('does without the readable copy when that cannot be made', async () => {
    const { code } = await runBackup({ encodeSnapshot: () => Promise.reject(new Error('the thread ended')) });
    expect(code).toBe(0);
    expect(readSnapshot()).toMatchObject({ seq: 6, ledger: null });
    expect(await readSeqs()).toEqual({ Flat: 6, Trip: 0 });
  });

  it('is whole, whatever is written and deleted while it is made', async () => {
    const short = makeClass({ name: 'Short', createdAt: '2026-01-03T00:00:00.000Z' });
    await storage.classes.create(short);
    const { documents } = storage;
    const busy = {
      ...storage,
      documents: {
        ...documents,
        load: async (id: string) => {
          const loaded = await documents.load(id);
          await addExpenses(storage, seeded.flat.id, 1);
          if (id === seeded.trip.id) await storage.classes.remove(short.id);
          return loaded;
        },
      },
    };
    const { code, lines } = await runBackup({ storage: busy });
    expect([code, lines]).toEqual([0, [expect.stringContaining('2 accounts') as string]]);
    expect(await readSeqs()).toEqual({ Flat: 6, Trip: 0 });
    expect((await storage.documents.position(seeded.flat.id)).seq).toBeGreaterThan(6);
  });

  it('says what is missing since two classes have one code', async () => {
    const twin = makeClass({ name: 'Twin', createdAt: '2026-01-03T00:00:00.000Z' });
    await storage.classes.create(twin);
    const { classes } = storage;
    const read: typeof classes.read = async (id) => {
      const record = await classes.read(id);
      return record && { ...record, code: seeded.flat.code };
    };
    const { code, lines } = await runBackup({ storage: { ...storage, classes: { ...classes, read } } });
    expect(code).toBe(1);
    expect(lines[0]).toBe(`class ${seeded.trip.id}: not in the backup: another class has its code`);
    expect(await readSeqs()).toEqual({ Flat: 6 });
  });

  it('that the disk has no room for is told as unfinished', async () => {
    const { files } = makeParts(storage);
    const full: AdminParts['files'] = {
      ...files,
      open: (path) =>
        path.startsWith(target) && path.endsWith('snapshot.json')
          ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
          : files.open(path),
    };
    await expect(runBackup({ files: full })).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(readFileSync(join(target, 'unfinished-backup'), 'utf8')).toMatch(/not finished/);
  });
});
