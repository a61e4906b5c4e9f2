import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentStore, Storage } from './port.ts';
import { countTo, makeClass, makeEntry, makeSnapshot, readSeqs } from './storage-fixture.ts';

export interface OpenedStorage {
  readonly storage: () => Storage;
  readonly reopen: () => Promise<void>;
}

const day = (date: number, time = '12:00'): string =>
  `2026-01-${String(date).padStart(2, '0')}T${time}:00.000Z`;

/** The part of the contract that is about journals, snapshots and history; called inside a describe. */
export function describeDocumentContract({ storage, reopen }: OpenedStorage): void {
  describe('documents', () => {
    let classId: string;
    beforeEach(async () => {
      const record = makeClass();
      classId = record.id;
      await storage().classes.create(record);
    });
    const documents = (): DocumentStore => storage().documents;
    const appendAll = async (from: number, to: number, at?: string): Promise<void> => {
      const seqs = countTo(to).slice(from - 1);
      const fields = at === undefined ? {} : { at };
      await Promise.all(seqs.map((seq) => documents().append(classId, makeEntry(seq, fields))));
    };
    const loadSeqs = async (): Promise<number[]> => readSeqs((await documents().load(classId)).updates);

    it('start empty, in epoch 1', async () => {
      const empty = { epoch: 1, seq: 0, updates: [], journal: [], snapshotBytes: 0, journalBytes: 0 };
      expect(await documents().load(classId)).toEqual(empty);
      expect(await documents().history(classId)).toEqual([]);
      expect(await documents().position(classId)).toEqual({ epoch: 1, seq: 0 });
    });

    it('give back what was appended, in order, also after a restart', async () => {
      const entries = [
        makeEntry(1),
        makeEntry(2, { recovered: true, update: Uint8Array.of(0, 255, 10, 13) }),
      ];
      for (const entry of entries) await documents().append(classId, entry);
      await reopen();
      const loaded = await documents().load(classId);
      expect(loaded.journal.map((entry) => ({ ...entry, update: Uint8Array.from(entry.update) }))).toEqual(
        entries,
      );
      expect(loaded).toMatchObject({ epoch: 1, seq: 2, snapshotBytes: 0, journalBytes: 3 + 4 });
      expect(await documents().position(classId)).toEqual({ epoch: 1, seq: 2 });
    });

    it('keep the order of appends that are given at once', async () => {
      await appendAll(1, 50);
      await documents().release(classId);
      await appendAll(51, 60);
      expect(await loadSeqs()).toEqual(countTo(60));
    });

    it('refuse an entry that does not follow the one before', async () => {
      await appendAll(1, 2);
      await expect(documents().append(classId, makeEntry(2))).rejects.toThrow(RangeError);
      await expect(documents().append(classId, makeEntry(4))).rejects.toThrow(RangeError);
      await documents().append(classId, makeEntry(3));
      expect(await loadSeqs()).toEqual(countTo(3));
    });

    it('begin with the snapshot, and go on with the entries after it', async () => {
      await appendAll(1, 5);
      await documents().saveSnapshot(classId, makeSnapshot(3));
      await appendAll(6, 6);
      for (const step of [reopen, () => documents().release(classId)]) {
        await step();
        const loaded = await documents().load(classId);
        expect(loaded.journal.map(({ seq }) => seq)).toEqual([4, 5, 6]);
        expect(loaded.updates).toHaveLength(4);
        expect(readSeqs(loaded.updates)).toEqual(countTo(6));
        expect(loaded).toMatchObject({ epoch: 1, seq: 6, snapshotBytes: 9, journalBytes: 9 });
      }
    });

    it('take appends while a snapshot is saved', async () => {
      await appendAll(1, 10);
      const saving = documents().saveSnapshot(classId, makeSnapshot(10));
      const appending = appendAll(11, 30);
      await Promise.all([saving, appending]);
      await appendAll(31, 31);
      expect(await loadSeqs()).toEqual(countTo(31));
      await reopen();
      expect(await loadSeqs()).toEqual(countTo(31));
      expect((await documents().load(classId)).journal).toHaveLength(21);
    });

    it('load whole while appends and snapshots run', async () => {
      const work: Promise<unknown>[] = [];
      const loads: Promise<number[]>[] = [];
      for (const seq of countTo(40)) {
        work.push(documents().append(classId, makeEntry(seq)));
        if (seq % 10 === 0) {
          await Promise.all(work);
          work.push(documents().saveSnapshot(classId, makeSnapshot(seq)));
        }
        if (seq % 7 === 0) loads.push(loadSeqs());
      }
      await Promise.all(work);
      for (const seqs of await Promise.all(loads)) expect(seqs).toEqual(countTo(seqs.length));
      expect(await loadSeqs()).toEqual(countTo(40));
    });

    it('keep the newest of snapshots that are saved at once, or in the wrong order', async () => {
      await appendAll(1, 9);
      await Promise.all([6, 3, 9, 6].map((seq) => documents().saveSnapshot(classId, makeSnapshot(seq))));
      await reopen();
      const loaded = await documents().load(classId);
      expect(loaded.journal).toEqual([]);
      expect(readSeqs(loaded.updates)).toEqual(countTo(9));
    });

    it('refuse a snapshot of entries that are not there', async () => {
      await appendAll(1, 2);
      await expect(documents().saveSnapshot(classId, makeSnapshot(3))).rejects.toThrow(RangeError);
      await expect(documents().saveSnapshot(classId, makeSnapshot(1, { epoch: 2 }))).rejects.toThrow(
        RangeError,
      );
      await appendAll(3, 3);
      expect(await loadSeqs()).toEqual(countTo(3));
    });

    it('can be rolled back to the end of a day, with a new epoch', async () => {
      await appendAll(1, 3, day(5));
      await appendAll(4, 4, day(6));
      await documents().saveSnapshot(classId, makeSnapshot(4, { savedAt: day(6, '20:00') }));
      await appendAll(5, 6, day(7));
      await documents().saveSnapshot(classId, makeSnapshot(5, { savedAt: day(7, '20:00') }));
      const at = async (instant: string): Promise<number[] | undefined> => {
        const updates = await documents().loadAt(classId, instant);
        return updates && readSeqs(updates);
      };
      await reopen();
      expect(await at(day(4, '23:59'))).toEqual([]);
      expect(await at(day(5, '23:59'))).toEqual(countTo(3));
      expect(await at(day(6, '23:59'))).toEqual(countTo(4));
      expect(await at(day(8))).toEqual(countTo(6));
      expect(await at('2025-12-01T00:00:00.000Z')).toBeUndefined();
      expect(await at('yesterday')).toBeUndefined();

      await documents().saveSnapshot(classId, makeSnapshot(3, { epoch: 2, seq: 6, savedAt: day(9) }));
      await documents().append(classId, makeEntry(7, { at: day(10) }));
      await reopen();
      expect(await documents().load(classId)).toMatchObject({ epoch: 2, seq: 7 });
      expect(await loadSeqs()).toEqual([1, 2, 3, 7]);
      expect(await at(day(6, '23:59'))).toEqual(countTo(4));
      expect(await at(day(8))).toEqual(countTo(6));
      expect(await at(day(9, '23:59'))).toEqual([1, 2, 3]);
      expect(await at(day(11))).toEqual([1, 2, 3, 7]);
      expect(await documents().history(classId)).toEqual([
        { epoch: 1, seq: 3, at: day(5) },
        { epoch: 1, seq: 4, at: day(6, '20:00') },
        { epoch: 1, seq: 6, at: day(7) },
        { epoch: 2, seq: 6, at: day(9) },
        { epoch: 2, seq: 7, at: day(10) },
      ]);
    });

    it('do not see one another', async () => {
      const other = makeClass();
      await storage().classes.create(other);
      await Promise.all([appendAll(1, 3), documents().append(other.id, makeEntry(1))]);
      await storage().classes.remove(other.id);
      expect(await loadSeqs()).toEqual(countTo(3));
    });
  });
}
