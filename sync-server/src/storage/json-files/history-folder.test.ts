import { describe, expect, it } from 'vitest';
import { createModelDisk } from '../model-disk.ts';
import { countTo, makeClass, makeEntry, makeSnapshot, readSeqs } from '../storage-fixture.ts';
import { openJsonStorage } from './open-json-storage.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('the history of a class', () => {
  it('has one snapshot per day, and every moment between them from the journals', async () => {
    const startMs = Date.parse('2026-01-01T00:00:00.000Z');
    let nowMs = startMs;
    const disk = createModelDisk();
    await disk.files.makeFolder('/data');
    const storage = await openJsonStorage({
      folder: '/data',
      files: disk.files,
      nowMs: () => nowMs,
      report: () => undefined,
    });
    const { id } = makeClass();
    await storage.classes.create(makeClass({ id }));
    const instant = (ms: number): string => new Date(ms).toISOString();
    for (const seq of countTo(40)) {
      nowMs = startMs + seq * (DAY_MS / 10);
      await storage.documents.append(id, makeEntry(seq, { at: instant(nowMs) }));
      // The fifth of the second day is a roll-back to where the class stood.
      const epoch = seq >= 15 ? 2 : 1;
      await storage.documents.saveSnapshot(id, makeSnapshot(seq, { savedAt: instant(nowMs), epoch }));
    }
    const snapshots = disk.paths().filter((path) => path.includes('/history/snapshot-'));
    const seqs = snapshots.flatMap((path) => /snapshot-\d-(\d+)-/.exec(path)?.[1] ?? []).map(Number);
    expect(seqs.sort((a, b) => a - b)).toEqual([9, 14, 15, 19, 29, 39]);
    for (const seq of countTo(40)) {
      const updates = await storage.documents.loadAt(id, instant(startMs + seq * (DAY_MS / 10)));
      expect(readSeqs(updates ?? []), `entry ${String(seq)}`).toEqual(countTo(seq));
    }
    expect(await storage.documents.history(id)).toHaveLength(5);
    await storage.close();
  });

  it('is kept for 30 days, and never less than a damaged snapshot needs', async () => {
    let nowMs = Date.parse('2026-01-01T12:00:00.000Z');
    const disk = createModelDisk();
    await disk.files.makeFolder('/data');
    const open = () =>
      openJsonStorage({ folder: '/data', files: disk.files, nowMs: () => nowMs, report: () => undefined });
    const storage = await open();
    const { id } = makeClass();
    await storage.classes.create(makeClass({ id }));
    const instant = (ms: number): string => new Date(ms).toISOString();
    const startMs = nowMs;
    for (const seq of countTo(60)) {
      nowMs = startMs + seq * DAY_MS;
      await storage.documents.append(id, makeEntry(seq, { at: instant(nowMs) }));
      if (seq % 5 === 0)
        await storage.documents.saveSnapshot(id, makeSnapshot(seq, { savedAt: instant(nowMs) }));
    }
    const names = disk.paths().filter((path) => path.includes('/history/'));
    const seqs = names.flatMap((path) => /snapshot-1-(\d+)-/.exec(path)?.[1] ?? []).map(Number);
    expect(seqs.sort((a, b) => a - b)).toEqual([30, 35, 40, 45, 50, 55]);
    expect(names.filter((path) => path.includes('journal-')).sort()[0]).toContain('journal-31-35');

    for (let back = 0; back <= 30; back += 1) {
      const updates = await storage.documents.loadAt(id, instant(nowMs - back * DAY_MS));
      expect(readSeqs(updates ?? []), `${back} days ago`).toEqual(countTo(60 - back));
    }
    expect(await storage.documents.loadAt(id, instant(nowMs - 31 * DAY_MS))).toBeUndefined();
    const points = await storage.documents.history(id);
    expect(points).toHaveLength(31);
    expect(points[0]).toEqual({ epoch: 1, seq: 30, at: instant(nowMs - 30 * DAY_MS) });

    nowMs += 100 * DAY_MS;
    await storage.documents.append(id, makeEntry(61, { at: instant(nowMs) }));
    await storage.documents.saveSnapshot(id, makeSnapshot(61, { savedAt: instant(nowMs) }));
    expect(disk.paths().filter((path) => path.includes('/history/snapshot-'))).toHaveLength(1);
    expect(readSeqs((await storage.documents.loadAt(id, instant(nowMs - DAY_MS))) ?? [])).toEqual(
      countTo(60),
    );
    await storage.close();
    disk.put(`/data/classes/${id}/snapshot.json`, Buffer.from(''));
    expect(readSeqs((await (await open()).documents.load(id)).updates)).toEqual(countTo(61));
  });
});
