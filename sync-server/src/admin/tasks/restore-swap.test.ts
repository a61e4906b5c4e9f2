import { describe, expect, it } from 'vitest';
import { createModelDisk } from '../../storage/model-disk.ts';
import type { ModelDisk } from '../../storage/model-disk.ts';
import { decideRestore, findUnfinishedRestore, finishRestore } from './restore-swap.ts';

const PLAN = {
  source: '/backup',
  replaced: 'replaced-then',
  accounts: 1,
  classes: 1,
  recoveringUntil: '2026-02-19T10:30:00.000Z',
};
const KINDS = ['accounts', 'classes'];

/** A disk on which everything fails from the n-th call on, once it was filled. */
async function fill(n: number): Promise<{ disk: ModelDisk; calls: () => number }> {
  let calls = -1;
  const disk = createModelDisk(() => {
    if (calls < 0) return undefined;
    calls += 1;
    return calls >= n ? { code: 'EIO', effect: 'none' } : undefined;
  });
  const { files } = disk;
  const folders = ['/data', '/data/tmp', '/data/tmp/restore'];
  for (const kind of KINDS) folders.push(`/data/${kind}`, `/data/tmp/restore/${kind}`);
  for (const folder of folders) await files.makeFolder(folder);
  for (const kind of KINDS) {
    disk.put(`/data/${kind}/old`, Buffer.from('old'));
    disk.put(`/data/tmp/restore/${kind}/new`, Buffer.from('new'));
  }
  for (const folder of ['/', ...folders]) await files.syncFolder(folder);
  calls = 0;
  return { disk, calls: () => calls };
}

describe('the swap of a restore', () => {
  it('leaves the old state or is completed, when the power goes at any call', async () => {
    const ends = { untouched: 0, half: 0, done: 0 };
    for (let n = 1; ; n += 1) {
      const { disk, calls } = await fill(n);
      const restored = async (): Promise<void> => {
        await decideRestore(disk.files, '/data', '/data/tmp/restore', PLAN);
        await finishRestore(disk.files, '/data');
      };
      const isCut = await restored().then(
        () => false,
        () => true,
      );
      disk.cutPower();
      const later = disk.copy();
      const unfinished = await findUnfinishedRestore(later.files, '/data');
      const before = later.paths().join(' ');
      await finishRestore(later.files, '/data');
      const paths = later.paths();
      if (unfinished === undefined && before.includes('/data/accounts/old')) {
        ends.untouched += 1;
        expect(paths).toEqual(expect.arrayContaining(KINDS.map((kind) => `/data/${kind}/old`)));
        expect(paths).toEqual(expect.arrayContaining(KINDS.map((kind) => `/data/tmp/restore/${kind}/new`)));
      } else {
        ends[unfinished === undefined ? 'done' : 'half'] += 1;
        for (const kind of KINDS) {
          expect(paths, `call ${n}`).toContain(`/data/${kind}/new`);
          expect(paths, `call ${n}`).toContain(`/data/replaced-then/${kind}/old`);
          expect(paths, `call ${n}`).not.toContain(`/data/${kind}/old`);
        }
        expect(await findUnfinishedRestore(later.files, '/data')).toBeUndefined();
      }
      if (!isCut) {
        expect(calls()).toBeLessThan(n);
        break;
      }
    }
    expect(ends.untouched).toBeGreaterThan(2);
    expect(ends.half).toBeGreaterThan(10);
    expect(ends.done).toBeGreaterThan(0);
  });

  it('is not begun by looking for one', async () => {
    const { disk } = await fill(Infinity);
    const before = disk.paths();
    expect(await findUnfinishedRestore(disk.files, '/data')).toBeUndefined();
    expect(await finishRestore(disk.files, '/data')).toBeUndefined();
    expect(disk.paths()).toEqual(before);
  });

  it('does not guess when its plan cannot be read', async () => {
    const { disk } = await fill(Infinity);
    await decideRestore(disk.files, '/data', '/data/tmp/restore', PLAN);
    disk.put('/data/restore-ready/restore.json', Buffer.from('{'));
    const before = disk.paths();
    expect(await findUnfinishedRestore(disk.files, '/data')).toMatch(/was interrupted/);
    await expect(finishRestore(disk.files, '/data')).rejects.toThrow(
      /restore-ready has no readable restore\.json/,
    );
    expect(disk.paths()).toEqual(before);
  });
});
