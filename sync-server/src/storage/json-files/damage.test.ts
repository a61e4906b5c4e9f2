import { describe, expect, it } from 'vitest';
import type { ModelDisk } from '../model-disk.ts';
import { StorageError } from '../port.ts';
import { countTo, makeClass, makeEntry, makeSnapshot, readSeqs } from '../storage-fixture.ts';
import { CLASS, FOLDER, makeDisk, open, read } from './disk-fixture.ts';

/** The numbers of the entries that a class gives, or the reason why it gives none. */
async function loadSeqs(disk: ModelDisk): Promise<number[] | StorageError['reason']> {
  const { storage } = await open(disk);
  try {
    return readSeqs((await storage.documents.load(CLASS)).updates);
  } catch (error) {
    if (error instanceof StorageError) return error.reason;
    throw error;
  } finally {
    await storage.close();
  }
}

describe('a journal that was cut short', () => {
  it('gives the whole lines, wherever it was cut, and keeps the rest aside', async () => {
    const original = await makeDisk(4);
    const journal = read(original, `${FOLDER}/journal.ndjson`);
    const lines = journal.toString().split('\n').slice(0, -1);
    for (let length = 0; length < journal.length; length += 1) {
      const disk = original.copy();
      disk.put(`${FOLDER}/journal.ndjson`, journal.subarray(0, length));
      // A line that lacks nothing but its newline is whole.
      const whole = lines.filter((_, index) => lines.slice(0, index + 1).join('\n').length <= length).length;
      const { storage, findings } = await open(disk);
      const loaded = await storage.documents.load(CLASS);
      expect(readSeqs(loaded.updates), `cut at ${length}`).toEqual(countTo(whole));
      const kept = disk.paths().filter((path) => path.startsWith(`${FOLDER}/history/torn-`));
      const rest = journal.subarray(0, length).toString().slice(lines.slice(0, whole).join('\n').length);
      expect(kept.map((path) => read(disk, path).toString()).join('')).toBe(
        rest === '\n' ? '' : rest.replace(/^\n/, ''),
      );
      expect(findings.map(({ kind }) => kind)).toEqual(kept.length === 0 ? [] : ['torn']);
      await storage.documents.append(CLASS, makeEntry(whole + 1));
      await storage.close();
      expect(await loadSeqs(disk)).toEqual(countTo(whole + 1));
    }
  });

  it('is damaged when its only newline was', async () => {
    for (const last of [1, 2]) {
      const disk = await makeDisk(last);
      const journal = read(disk, `${FOLDER}/journal.ndjson`);
      journal[journal.length - 1] = 0x0b;
      disk.put(`${FOLDER}/journal.ndjson`, journal);
      expect(await loadSeqs(disk)).toBe('damaged');
      disk.put(`${FOLDER}/journal.ndjson`, Buffer.concat([journal, Buffer.from('{"seq":')]));
      expect(await loadSeqs(disk)).toBe('damaged');
    }
  });
});

describe('damaged files of a class', () => {
  it('are left as they are when a journal cannot be read in the middle, and other classes go on', async () => {
    const disk = await makeDisk(5);
    const journal = read(disk, `${FOLDER}/journal.ndjson`);
    journal[journal.length >> 1] = (journal[journal.length >> 1] ?? 0) ^ 1;
    disk.put(`${FOLDER}/journal.ndjson`, journal);
    const before = disk.paths();
    const { storage, findings } = await open(disk);
    await expect(storage.documents.load(CLASS)).rejects.toMatchObject({
      reason: 'damaged',
      message: `damaged: classes/${CLASS}/journal.ndjson line 3`,
    });
    await expect(storage.documents.append(CLASS, makeEntry(6))).rejects.toMatchObject({ reason: 'damaged' });
    await expect(storage.documents.saveSnapshot(CLASS, makeSnapshot(5))).rejects.toMatchObject({
      reason: 'damaged',
    });
    expect(findings).toEqual([
      {
        kind: 'damaged',
        path: `classes/${CLASS}`,
        detail: `damaged: classes/${CLASS}/journal.ndjson line 3`,
      },
    ]);
    expect(disk.paths()).toEqual(before);
    expect(read(disk, `${FOLDER}/journal.ndjson`)).toEqual(journal);

    const other = makeClass();
    await storage.classes.create(other);
    await storage.documents.append(other.id, makeEntry(1));
    expect((await storage.documents.load(other.id)).seq).toBe(1);
    expect((await storage.classes.read(CLASS))?.id).toBe(CLASS);
  });

  it('fall back to the snapshot before and the journals since', async () => {
    for (const snapshotsAt of [[4], [4, 8], [2, 4, 8, 10]]) {
      for (const contents of ['', '{"format":1,', undefined]) {
        const disk = await makeDisk(10, snapshotsAt);
        if (contents === undefined) await disk.files.remove(`${FOLDER}/snapshot.json`);
        else disk.put(`${FOLDER}/snapshot.json`, Buffer.from(contents));
        const { storage, findings } = await open(disk);
        expect(readSeqs((await storage.documents.load(CLASS)).updates)).toEqual(countTo(10));
        expect(findings).toMatchObject([{ kind: 'fallback', path: `classes/${CLASS}/snapshot.json` }]);
        await storage.documents.append(CLASS, makeEntry(11));
        await storage.documents.saveSnapshot(CLASS, makeSnapshot(11));
        await storage.close();
        const kept = disk.paths().find((path) => path.startsWith(`${FOLDER}/history/damaged-`));
        expect(kept === undefined ? undefined : read(disk, kept).toString()).toBe(contents);
        expect(await loadSeqs(disk)).toEqual(countTo(11));
      }
    }
  });

  it('never fall back to a state from before a roll-back', async () => {
    const disk = await makeDisk(4, [2]);
    const { storage } = await open(disk);
    const rolledBack = makeSnapshot(1, { epoch: 2, seq: 4, savedAt: '2026-01-03T00:00:00.000Z' });
    await storage.documents.saveSnapshot(CLASS, rolledBack);
    await storage.documents.append(CLASS, makeEntry(5));
    await storage.close();
    disk.put(`${FOLDER}/snapshot.json`, Buffer.from('{'));
    expect(await loadSeqs(disk)).toEqual([1, 5]);
    for (const path of disk.paths())
      if (path.includes('/history/snapshot-2-')) disk.put(path, Buffer.from('{'));
    expect(await loadSeqs(disk)).toBe('damaged');
  });

  it('are refused when a crash left open whether a roll-back was made', async () => {
    const disk = await makeDisk(4, [2]);
    disk.put(`${FOLDER}/history/pending-2-4-1767398400000.json`, Buffer.from(''));
    const undecided = disk.copy();
    undecided.put(`${FOLDER}/snapshot.json`, Buffer.from('{'));
    expect(await loadSeqs(undecided)).toBe('damaged');
    expect(await loadSeqs(disk)).toEqual(countTo(4));
    expect(disk.paths().filter((path) => path.includes('/pending-'))).toEqual([]);
  });

  it('are refused when a closed journal or entries are missing', async () => {
    const withGap = await makeDisk(10, [4, 8]);
    withGap.put(`${FOLDER}/snapshot.json`, Buffer.from('{'));
    await withGap.files.remove(`${FOLDER}/history/journal-5-8.ndjson`);
    expect(await loadSeqs(withGap)).toBe('damaged');
    const withoutJournal = await makeDisk(10, [4, 8]);
    await withoutJournal.files.remove(`${FOLDER}/snapshot.json`);
    await withoutJournal.files.remove(`${FOLDER}/history/journal-5-8.ndjson`);
    expect(await loadSeqs(withoutJournal)).toBe('damaged');
  });

  it('give all entries or none after any one of 2,000 bits was flipped', async () => {
    let state = 20261122;
    const random = (below: number): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const originals = [await makeDisk(6), await makeDisk(9, [6]), await makeDisk(9, [3, 6])];
    const counts = { whole: 0, damaged: 0 };
    for (let round = 0; round < 2000; round += 1) {
      const original = originals[round % originals.length] ?? expect.unreachable('there is one');
      const expected = countTo(round % originals.length === 0 ? 6 : 9);
      const paths = original.paths().filter((path) => /snapshot|journal/.test(path));
      const path = paths[random(paths.length)] ?? expect.unreachable('there is one');
      const bytes = read(original, path);
      const bit = random(bytes.length * 8);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const disk = original.copy();
      disk.put(path, bytes);
      const seqs = await loadSeqs(disk);
      if (seqs === 'damaged') counts.damaged += 1;
      else expect(seqs, `bit ${bit} of ${path}, round ${round}`).toEqual(expected);
      if (seqs !== 'damaged') counts.whole += 1;
    }
    expect(counts.whole).toBeGreaterThan(500);
    expect(counts.damaged).toBeGreaterThan(500);
  });
});
