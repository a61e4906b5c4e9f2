import { StorageError } from '../port.ts';
import type { DocumentStore, JournalEntry, SnapshotRecord } from '../port.ts';
import { HISTORY_MS, dailyPoints, stateAt } from '../roll-back.ts';
import type { PastSnapshot } from '../roll-back.ts';

interface KeptDocument {
  readonly entries: JournalEntry[];
  /** Oldest first; the last is the present one. */
  readonly snapshots: (SnapshotRecord & PastSnapshot)[];
  seq: number;
}

/** The documents of the memory storage; entries and snapshots are all kept, as a history that never ends. */
export function createMemoryDocuments(
  later: <T>(step: () => T) => Promise<T>,
  hasClass: (classId: string) => boolean,
  nowMs: () => number,
): { readonly store: DocumentStore; discard(classId: string): void } {
  const documentById = new Map<string, KeptDocument>();

  const find = (classId: string): KeptDocument => {
    if (!hasClass(classId)) throw new StorageError('closed', 'no such class');
    const found = documentById.get(classId) ?? { entries: [], snapshots: [], seq: 0 };
    documentById.set(classId, found);
    return found;
  };

  const store: DocumentStore = {
    load: (classId) =>
      later(() => {
        const { entries, snapshots, seq } = find(classId);
        const present = snapshots.at(-1);
        const journal = entries.filter((entry) => entry.seq > (present?.seq ?? 0));
        return {
          epoch: present?.epoch ?? 1,
          seq,
          updates: [
            ...(present === undefined ? [] : [present.update]),
            ...journal.map(({ update }) => update),
          ],
          journal,
          snapshotBytes: present?.update.length ?? 0,
          journalBytes: journal.reduce((sum, { update }) => sum + update.length, 0),
        };
      }),
    position: (classId) =>
      later(() => {
        const { snapshots, seq } = find(classId);
        return { epoch: snapshots.at(-1)?.epoch ?? 1, seq };
      }),
    append: (classId, entry) =>
      later(() => {
        const document = find(classId);
        if (entry.seq !== document.seq + 1) {
          throw new RangeError(`Entry ${entry.seq} does not follow entry ${document.seq}`);
        }
        document.entries.push({ ...entry, update: Uint8Array.from(entry.update) });
        document.seq = entry.seq;
      }),
    saveSnapshot: (classId, snapshot) =>
      later(() => {
        const document = find(classId);
        const present = document.snapshots.at(-1);
        const { epoch, seq } = snapshot;
        const presentEpoch = present?.epoch ?? 1;
        if (epoch < presentEpoch || (epoch === presentEpoch && seq <= (present?.seq ?? 0))) return;
        if (epoch === presentEpoch ? seq > document.seq : seq < document.seq) {
          throw new RangeError(
            `A snapshot of epoch ${epoch} at ${seq} does not fit to entry ${document.seq}`,
          );
        }
        const update = Uint8Array.from(snapshot.update);
        document.snapshots.push({ ...snapshot, update, savedAtMs: Date.parse(snapshot.savedAt) });
        document.seq = Math.max(document.seq, seq);
      }),
    release: () => Promise.resolve(),
    history: (classId) => later(() => dailyPoints(find(classId), nowMs() - HISTORY_MS)),
    loadAt: (classId, at) =>
      later(() => {
        const document = find(classId);
        const atMs = Date.parse(at);
        const found = atMs >= nowMs() - HISTORY_MS ? stateAt(document, atMs) : undefined;
        if (found === undefined) return undefined;
        const base = found.base === undefined ? [] : [found.base.update];
        return [...base, ...found.entries.map(({ update }) => update)];
      }),
  };
  return { store, discard: (classId) => void documentById.delete(classId) };
}
