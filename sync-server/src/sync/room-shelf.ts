import { StorageError } from '../storage/port.ts';
import type { DocumentStore } from '../storage/port.ts';
import type { ClassInfo } from './class-info.ts';
import { ClassLog } from './class-log.ts';
import type { Connection } from './connection.ts';
import { DailyQuotas } from './daily-quota.ts';
import type { UpdateFault } from './gate.ts';
import type { EncodeSnapshot, ReportSyncEvent, SyncMetrics, Timers } from './ports.ts';
import type { Recovery } from './recovery.ts';
import { Room } from './room.ts';
import { Seats } from './seats.ts';

const UNLOAD_AFTER_MS = 60_000;
/** Of the records of all classes that nobody has open; above it those that were unused for longest go at once. */
const UNUSED_BYTES = 256 * 1024 * 1024;

/** One class that is loaded or being loaded. */
interface Entry {
  readonly loading: Promise<Room>;
  room: Room | undefined;
  usedAtMs: number;
}

export interface RoomShelfParts {
  readonly documents: DocumentStore;
  readonly encodeSnapshot: EncodeSnapshot;
  readonly timers: Timers;
  readonly metrics: SyncMetrics;
  readonly report: ReportSyncEvent;
  readonly onRefused: (connection: Connection, fault: UpdateFault) => void;
  /** Told what a class says of itself: when it is loaded, and when that was changed on disk. */
  readonly onInfo: (classId: string, info: ClassInfo) => void;
  readonly onRecovered: (classId: string, recovery: Recovery) => void;
  /** Called in the turn in which a room is thrown away because its store failed. */
  readonly onDiscarded: (classId: string) => void;
}

/** The classes in memory: never two of one class, and none before the last one has let go of its files. */
export class RoomShelf {
  readonly #parts: RoomShelfParts;
  readonly #entries = new Map<string, Entry>();
  readonly #quotas = new DailyQuotas();
  readonly #seats = new Seats();
  /** What must be over before a class may be loaded again. */
  readonly #retiring = new Map<string, Promise<void>>();

  constructor(parts: RoomShelfParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The room of a class that is loaded now. */
  find(classId: string): Room | undefined {
    return this.#entries.get(classId)?.room;
  }

  rooms(): readonly Room[] {
    return [...this.#entries.values()].flatMap(({ room }) => room ?? []);
  }

  /** Keeps a class that was just used. */
  touch(classId: string): void {
    const entry = this.#entries.get(classId);
    if (entry) entry.usedAtMs = this.#parts.timers.elapsedMs();
  }

  /** Loads a class, once however many ask for it. Rejects with what the store says; then the next to ask tries again. */
  open(classId: string): Promise<Room> {
    const known = this.#entries.get(classId);
    if (known) return known.loading;
    const entry: Entry = {
      room: undefined,
      usedAtMs: this.#parts.timers.elapsedMs(),
      loading: this.#load(classId, (room) => {
        if (this.#entries.get(classId) !== entry) throw new StorageError('closed', classId);
        entry.room = room;
      }),
    };
    this.#entries.set(classId, entry);
    entry.loading.catch(() => {
      if (this.#entries.get(classId) === entry) this.#entries.delete(classId);
    });
    return entry.loading;
  }

  /** Takes a class out of use; it is loaded again only after `work`, which begins when its last commit is over. */
  retire(classId: string, work: () => Promise<void>): Promise<void> {
    const entry = this.#entries.get(classId);
    const before = this.#retiring.get(classId);
    this.#entries.delete(classId);
    const run = (async () => {
      await before;
      const room = await entry?.loading.catch(() => undefined);
      await room?.settle();
      await work();
    })();
    const over = run.catch(() => undefined);
    this.#retiring.set(classId, over);
    void over.then(() => {
      if (this.#retiring.get(classId) === over) this.#retiring.delete(classId);
    });
    return run;
  }

  /** To be called about once a second. Puts away what nobody has used for a while, or sooner when it takes too much. */
  tick(isInUse: (classId: string) => boolean): void {
    const nowMs = this.#parts.timers.elapsedMs();
    let unusedBytes = 0;
    const unused: { readonly classId: string; readonly usedAtMs: number; readonly room: Room }[] = [];
    for (const [classId, entry] of [...this.#entries]) {
      const { room } = entry;
      if (!room) continue;
      room.tick();
      if (isInUse(classId)) entry.usedAtMs = nowMs;
      else {
        unused.push({ classId, usedAtMs: entry.usedAtMs, room });
        unusedBytes += room.bytes;
      }
    }
    unused.sort((a, b) => a.usedAtMs - b.usedAtMs);
    for (const { classId, usedAtMs, room } of unused) {
      if (nowMs - usedAtMs < UNLOAD_AFTER_MS && unusedBytes <= UNUSED_BYTES) break;
      if (!room.isReadyToUnload()) continue;
      unusedBytes -= room.bytes;
      this.#putAway(classId);
    }
  }

  #putAway(classId: string): void {
    const { documents, report } = this.#parts;
    this.retire(classId, () => documents.release(classId)).catch((error: unknown) => {
      report({ event: 'release-failed', classId, detail: describeFailure(error) });
    });
  }

  async #load(classId: string, onLoaded: (room: Room) => void): Promise<Room> {
    const { documents, report, onInfo, onRecovered, ...parts } = this.#parts;
    await this.#retiring.get(classId);
    try {
      const loaded = await documents.load(classId);
      const log = ClassLog.read(loaded.updates);
      if (!log) throw new StorageError('damaged', classId);
      const room: Room = new Room({
        ...parts,
        classId,
        loaded,
        log,
        documents,
        quota: this.#quotas.of(classId),
        seats: this.#seats.of(classId),
        onCompactionFailed: (error) => {
          report({ event: 'compaction-failed', classId, detail: describeFailure(error) });
        },
        onInfo: (info) => onInfo(classId, info),
        onRecovered: (recovery) => onRecovered(classId, recovery),
        onFailed: (error) => this.#discard(classId, room, error),
      });
      onLoaded(room);
      return room;
    } catch (error) {
      report({ event: 'load-failed', classId, detail: describeFailure(error) });
      throw error;
    }
  }

  /** A room whose store failed is thrown away with all that was not acknowledged; the next to come loads it again. */
  #discard(classId: string, room: Room, error: unknown): void {
    const event = error instanceof StorageError ? 'append-failed' : 'room-failed';
    this.#parts.report({ event, classId, detail: describeFailure(error) });
    if (this.find(classId) !== room) return;
    void this.retire(classId, () => Promise.resolve());
    this.#parts.onDiscarded(classId);
  }
}

/** What the log may say about an error: our own reasons, else where it happened. Other messages may quote data. */
export function describeFailure(error: unknown): string {
  if (error instanceof StorageError) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  return `${error.name} ${
    error.stack
      ?.split('\n')
      .find((line) => line.startsWith('    at '))
      ?.trim() ?? ''
  }`;
}
