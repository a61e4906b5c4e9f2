import { beforeEach, describe, expect, it } from 'vitest';
import type { FileLayer } from '../file-layer.ts';
import { createModelDisk } from '../model-disk.ts';
import type { Fault } from '../model-disk.ts';
import type { Storage } from '../port.ts';
import { countTo, makeClass, makeEntry, makeSnapshot, readSeqs } from '../storage-fixture.ts';
import { openJsonStorage } from './open-json-storage.ts';

const [classId, otherId] = [makeClass().id, makeClass().id];

/** What the disk is asked to do with journals, and what goes wrong with it. */
let calls: string[];
let fault: ((verb: string, path: string) => Fault | undefined) | undefined;
/** Holds a sync of the class's journal back until it is let go. */
let gate: Promise<void> | undefined;

async function open(): Promise<Storage> {
  const disk = createModelDisk((verb, path) => {
    if (path.endsWith(`${classId}/journal.ndjson`)) calls.push(verb);
    return fault?.(verb, path);
  });
  await disk.files.makeFolder('/data');
  const files: FileLayer = {
    ...disk.files,
    open: async (path) => {
      const file = await disk.files.open(path);
      const sync = async (): Promise<void> => {
        await gate;
        await file.sync();
      };
      return { ...file, sync };
    },
  };
  const storage = await openJsonStorage({ folder: '/data', files, nowMs: () => 0, report: () => undefined });
  for (const id of [classId, otherId]) {
    await storage.classes.create(makeClass({ id }));
    await storage.documents.append(id, makeEntry(1));
  }
  return storage;
}

let storage: Storage;
beforeEach(async () => {
  calls = [];
  fault = undefined;
  gate = undefined;
  storage = await open();
  calls = [];
});

const append = (seq: number, id = classId): Promise<void> => storage.documents.append(id, makeEntry(seq));
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
};

describe('appends', () => {
  it('share one write and one sync when given at once, and keep the file open', async () => {
    await Promise.all(countTo(50).map((step) => append(1 + step)));
    await append(52);
    expect(calls).toEqual(['write', 'sync', 'write', 'sync']);
  });

  it('collect while a sync is in flight, and are acknowledged by the next one only', async () => {
    let letGo: () => void = () => undefined;
    gate = new Promise((resolve) => (letGo = resolve));
    const acknowledged: number[] = [];
    const appends = [2, 3].map((seq) => append(seq).then(() => acknowledged.push(seq)));
    await turns(50);
    appends.push(...[4, 5, 6].map((seq) => append(seq).then(() => acknowledged.push(seq))));
    await turns(50);
    expect(acknowledged).toEqual([]);
    expect(calls).toEqual(['write']);
    letGo();
    await Promise.all(appends);
    expect(acknowledged).toEqual([2, 3, 4, 5, 6]);
    expect(calls).toEqual(['write', 'sync', 'write', 'sync']);
  });
});

describe('a class whose disk fails', () => {
  const isJournal = (path: string): boolean => path.endsWith(`${classId}/journal.ndjson`);

  it.each(['write', 'sync'])(
    'refuses all who wait when a %s fails, and all who come before it is loaded',
    async (verb) => {
      fault = (at, path) => (at === verb && isJournal(path) ? { code: 'ENOSPC', effect: 'half' } : undefined);
      const results = await Promise.allSettled([append(2), append(3), append(2, otherId)]);
      expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
      expect(results[0]).toMatchObject({ reason: { reason: 'unavailable', message: 'unavailable: ENOSPC' } });
      fault = undefined;
      await expect(append(2)).rejects.toMatchObject({ reason: 'unavailable' });
      await expect(storage.documents.saveSnapshot(classId, makeSnapshot(1))).rejects.toMatchObject({
        reason: 'unavailable',
      });
      await storage.documents.release(classId);
      await expect(append(2)).rejects.toMatchObject({ reason: 'unavailable' });

      expect(readSeqs((await storage.documents.load(classId)).updates)).toEqual([1]);
      await append(2);
      expect(readSeqs((await storage.documents.load(classId)).updates)).toEqual([1, 2]);
    },
  );

  it('says where it stands as soon as the disk answers, and still waits to be loaded', async () => {
    fault = (_, path) => (isJournal(path) ? { code: 'EIO', effect: 'all' } : undefined);
    await expect(append(2)).rejects.toMatchObject({ reason: 'unavailable' });
    await expect(storage.documents.position(classId)).rejects.toMatchObject({ reason: 'unavailable' });
    fault = undefined;
    expect(await storage.documents.position(classId)).toEqual({ epoch: 1, seq: 1 });
    expect(await storage.documents.history(classId)).toHaveLength(1);
    await expect(append(2)).rejects.toMatchObject({ reason: 'unavailable' });
    await storage.documents.load(classId);
    await append(2);
    expect(await storage.documents.position(classId)).toEqual({ epoch: 1, seq: 2 });
  });

  it('leaves nobody waiting when the fault is a mistake of this program', async () => {
    fault = (verb, path) => {
      if (verb === 'write' && isJournal(path)) throw new RangeError('a mistake');
      return undefined;
    };
    const results = await Promise.allSettled([append(2), append(3)]);
    for (const result of results) expect(result).toMatchObject({ reason: { name: 'RangeError' } });
    fault = undefined;
    expect((await storage.documents.load(classId)).seq).toBe(1);
  });

  it('cannot be loaded until what was not acknowledged has been cut off', async () => {
    fault = (_, path) => (isJournal(path) ? { code: 'EIO', effect: 'half' } : undefined);
    await expect(append(2)).rejects.toMatchObject({ reason: 'unavailable' });
    await expect(storage.documents.load(classId)).rejects.toMatchObject({ reason: 'unavailable' });
    fault = undefined;
    expect((await storage.documents.load(classId)).seq).toBe(1);
  });

  it('keeps its journal and its snapshot when a snapshot cannot be written', async () => {
    await append(2);
    fault = (verb, path) =>
      verb === 'write' && path.includes('snapshot') ? { code: 'ENOSPC', effect: 'half' } : undefined;
    await expect(storage.documents.saveSnapshot(classId, makeSnapshot(2))).rejects.toMatchObject({
      reason: 'unavailable',
    });
    await append(3);
    fault = undefined;
    await storage.documents.saveSnapshot(classId, makeSnapshot(3));
    await append(4);
    const loaded = await storage.documents.load(classId);
    expect(readSeqs(loaded.updates)).toEqual(countTo(4));
    expect(loaded.journal).toHaveLength(1);
  });
});
