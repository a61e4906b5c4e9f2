import { CLOSE_CODES } from '@tallybook/shared/protocol/close-codes';
import type { CloseCode, CloseReason } from '@tallybook/shared/protocol/close-codes';
import { LIMITS } from '@tallybook/shared/protocol/limits';
import { StorageError } from '../storage/port.ts';
import type { DocumentStore } from '../storage/port.ts';
import { requestAdmission } from './admission.ts';
import type { Admission } from './admission.ts';
import type { ClassInfo } from './class-info.ts';
import { ClassLog } from './class-log.ts';
import { Connection } from './connection.ts';
import type { ConnectionRequest } from './connection.ts';
import type {
  AccessPort,
  EncodeSnapshot,
  ReportSyncEvent,
  SyncMetrics,
  SyncSocket,
  Timers,
} from './ports.ts';
import { RoomShelf, describeFailure } from './room-shelf.ts';

const TICK_MS = 1_000;
const RECHECK_MS = 60_000;
/** How long the last commits may take when the server stops, in ms. */
const DRAIN_MS = 3_000;

export interface RoomsParts {
  readonly documents: DocumentStore;
  readonly access: AccessPort;
  readonly encodeSnapshot: EncodeSnapshot;
  readonly timers: Timers;
  readonly metrics: SyncMetrics;
  readonly report: ReportSyncEvent;
  /** Told what a class says of itself: when it is loaded, and when that was changed on disk. */
  readonly onInfo: (classId: string, info: ClassInfo) => void;
}

interface RoomsStats {
  readonly connections: number;
  readonly rooms: number;
}

interface DocumentPosition {
  readonly epoch: number;
  /** Of the newest entry on disk; 0 when there is none. */
  readonly seq: number;
}

/** A class document as it is on disk. */
interface DurableState extends DocumentPosition {
  /** V1. */
  readonly update: Uint8Array;
}

/** All classes that somebody uses, and who may use them. */
export interface Rooms {
  /** Takes over a socket whose session has been checked. Never throws; whatever is wrong closes the socket. */
  connect(socket: SyncSocket, request: ConnectionRequest): void;
  /** Closes a member's sockets in this very turn; what they still send is not looked at. */
  cutMember(classId: string, accountId: string): void;
  cutSessions(accountId: string, sessionIds: readonly string[] | 'all'): void;
  /** Closes a class. Resolves when its files are no longer in use. */
  cutClass(classId: string, code: CloseCode): Promise<void>;
  /**
   * Puts a class back to the end of a time (UTC ISO) under a new epoch; its sockets are closed with 4409. Rejects with
   * a StorageError.
   */
  rollBack(classId: string, at: string): Promise<'rolled-back' | 'out-of-reach'>;
  /** Loads the class if need be; rejects with a StorageError. */
  state(classId: string): Promise<DurableState>;
  /** Where the document on disk stands, without loading it; rejects with a StorageError. */
  position(classId: string): Promise<DocumentPosition>;
  /** Commits what is in flight and closes all sockets with 1012. New ones are closed likewise. */
  drain(): Promise<void>;
  stats(): RoomsStats;
}

/** Starts a timer that runs until `drain`. */
export function createRooms(parts: RoomsParts): Rooms {
  return new LoadedRooms(parts);
}

class LoadedRooms implements Rooms {
  readonly #parts: RoomsParts;
  readonly #shelf: RoomShelf;
  readonly #byClass = new Map<string, Set<Connection>>();
  readonly #byAccount = new Map<string, Set<Connection>>();
  readonly #checkedAtMs = new Map<Connection, number>();
  readonly #stopTicking: () => void;
  #isDraining = false;

  constructor(parts: RoomsParts) {
    this.#parts = parts;
    this.#shelf = new RoomShelf({
      ...parts,
      onRefused: (connection, fault) => this.#tell(connection, fault.code, fault),
      onDiscarded: (classId) => {
        this.#closeAll(classId, CLOSE_CODES.unavailable, { rule: 'storage-unavailable' });
      },
    });
    this.#stopTicking = parts.timers.every(TICK_MS, () => this.#tick());
  }

  connect(socket: SyncSocket, request: ConnectionRequest): void {
    const connection = new Connection(socket, request, this.#parts.timers, (ended, code) =>
      this.#forget(ended, code),
    );
    const { classId, account } = request;
    const inClass = addTo(this.#byClass, classId, connection);
    const ofAccount = addTo(this.#byAccount, account.id, connection);
    this.#checkedAtMs.set(connection, this.#parts.timers.nowMs());
    if (this.#isDraining) connection.close(CLOSE_CODES.restarting, { rule: 'restarting' });
    else if (inClass > LIMITS.socketsPerClass || ofAccount > LIMITS.socketsPerAccount) {
      this.#refuse(connection, CLOSE_CODES.unavailable, { rule: 'too-many-sockets' });
    } else void this.#admit(connection);
  }

  cutMember(classId: string, accountId: string): void {
    for (const connection of this.#connectionsOf(classId)) {
      if (connection.request.account.id === accountId) {
        connection.close(CLOSE_CODES.notAMember, { rule: 'not-a-member' });
      }
    }
  }

  cutSessions(accountId: string, sessionIds: readonly string[] | 'all'): void {
    for (const connection of [...(this.#byAccount.get(accountId) ?? [])]) {
      if (sessionIds === 'all' || sessionIds.includes(connection.request.session.id)) {
        connection.close(CLOSE_CODES.signIn, { rule: 'signed-out' });
      }
    }
  }

  async cutClass(classId: string, code: CloseCode): Promise<void> {
    this.#closeAll(classId, code, {
      rule: code === CLOSE_CODES.noSuchClass ? 'class-deleted' : 'class-closed',
    });
    await this.#shelf.retire(classId, async () => {
      await this.#parts.documents.release(classId);
    });
  }

  async rollBack(classId: string, at: string): Promise<'rolled-back' | 'out-of-reach'> {
    const { documents, encodeSnapshot, timers } = this.#parts;
    const updates = await documents.loadAt(classId, at);
    if (!updates) return 'out-of-reach';
    const log = ClassLog.read(updates);
    if (!log) throw new StorageError('damaged', classId);
    const snapshot = await encodeSnapshot(log.encodeDurable());
    const room = await this.#shelf.open(classId);
    this.#closeAll(classId, CLOSE_CODES.oldEpoch, { rule: 'rolled-back' });
    await this.#shelf.retire(classId, async () => {
      await documents.saveSnapshot(classId, {
        epoch: room.epoch + 1,
        seq: room.seq + 1,
        savedAt: new Date(timers.nowMs()).toISOString(),
        ...snapshot,
      });
      await documents.release(classId);
    });
    return 'rolled-back';
  }

  async state(classId: string): Promise<DurableState> {
    const room = await this.#shelf.open(classId);
    return { epoch: room.epoch, seq: room.seq, update: room.encodeState() };
  }

  async position(classId: string): Promise<DocumentPosition> {
    const room = this.#shelf.find(classId);
    return room ? { epoch: room.epoch, seq: room.seq } : await this.#parts.documents.position(classId);
  }

  async drain(): Promise<void> {
    this.#isDraining = true;
    this.#stopTicking();
    const { timers } = this.#parts;
    const rooms = this.#shelf.rooms();
    for (const connection of this.#checkedAtMs.keys()) connection.stopReceiving();
    await new Promise<void>((resolve) => {
      const stopWaiting = timers.after(DRAIN_MS, resolve);
      void Promise.all(rooms.map((room) => room.settle())).then(() => {
        stopWaiting();
        resolve();
      });
    });
    for (const room of rooms) room.flush();
    for (const classId of [...this.#byClass.keys()]) {
      this.#closeAll(classId, CLOSE_CODES.restarting, { rule: 'restarting' });
    }
  }

  stats(): RoomsStats {
    return { connections: this.#checkedAtMs.size, rooms: this.#shelf.size };
  }

  async #admit(connection: Connection): Promise<void> {
    const { classId, epoch } = connection.request;
    if (!(await this.#authorize(connection))) return;
    const room = await this.#shelf.open(classId).catch(() => undefined);
    if (connection.isClosed) return;
    if (!room) {
      this.#refuse(connection, CLOSE_CODES.unavailable, { rule: 'storage-unavailable' });
      return;
    }
    // Whoever was removed while the class was loading gets nothing of it. Whatever takes a room out of use closes
    // the connections that wait for it in the same turn, so this is still the room when the answer comes.
    const admission = await this.#authorize(connection);
    if (!admission) return;
    if (epoch !== undefined && epoch !== room.epoch) {
      this.#refuse(connection, CLOSE_CODES.oldEpoch, { rule: 'old-epoch' });
    } else room.admit(connection, admission);
  }

  /** Undefined when the connection may not go on, or has not. */
  async #authorize(connection: Connection): Promise<(Admission & { readonly ok: true }) | undefined> {
    const admission = await this.#requestAdmission(connection);
    if (connection.isClosed) return undefined;
    if (admission.ok) return admission;
    this.#refuse(connection, admission.code, admission);
    return undefined;
  }

  async #requestAdmission({ request }: Connection): Promise<Admission> {
    try {
      return await requestAdmission(this.#parts.access, request);
    } catch (error) {
      const { classId } = request;
      this.#parts.report({ event: 'access-failed', classId, detail: describeFailure(error) });
      return { ok: false, code: CLOSE_CODES.unavailable, rule: 'storage-unavailable' };
    }
  }

  #tick(): void {
    const nowMs = this.#parts.timers.nowMs();
    for (const [connection, checkedAtMs] of [...this.#checkedAtMs]) {
      connection.tick();
      if (nowMs - checkedAtMs < RECHECK_MS || connection.isClosed) continue;
      this.#checkedAtMs.set(connection, nowMs);
      void this.#recheck(connection);
    }
    this.#shelf.tick((classId) => this.#byClass.has(classId));
  }

  /** The net under the events that cut sockets at once. */
  async #recheck(connection: Connection): Promise<void> {
    const admission = await this.#requestAdmission(connection);
    if (connection.isClosed) return;
    if (admission.ok) {
      this.#shelf.find(connection.request.classId)?.setRecoverable(connection, admission.recoverable);
    } else if (admission.code !== CLOSE_CODES.unavailable) {
      this.#refuse(connection, admission.code, admission);
    }
  }

  #connectionsOf(classId: string): readonly Connection[] {
    return [...(this.#byClass.get(classId) ?? [])];
  }

  #closeAll(classId: string, code: CloseCode, reason: CloseReason): void {
    for (const connection of this.#connectionsOf(classId)) connection.close(code, reason);
  }

  #refuse(connection: Connection, code: CloseCode, reason: CloseReason): void {
    this.#tell(connection, code, reason);
    connection.close(code, reason);
  }

  #tell({ request: { classId, account } }: Connection, code: CloseCode, { rule, key }: CloseReason): void {
    this.#parts.report({
      event: 'socket-refused',
      classId,
      accountId: account.id,
      code,
      rule,
      ...(key === undefined ? {} : { key }),
    });
  }

  #forget(connection: Connection, code: number): void {
    const { classId, account } = connection.request;
    removeFrom(this.#byClass, classId, connection);
    removeFrom(this.#byAccount, account.id, connection);
    this.#checkedAtMs.delete(connection);
    this.#shelf.touch(classId);
    this.#shelf.find(classId)?.leave(connection);
    this.#parts.metrics.socketClosed(code);
  }
}

/** Returns how many there are then. */
function addTo<T>(sets: Map<string, Set<T>>, key: string, item: T): number {
  const set = sets.get(key) ?? new Set<T>();
  sets.set(key, set.add(item));
  return set.size;
}

function removeFrom<T>(sets: Map<string, Set<T>>, key: string, item: T): void {
  const set = sets.get(key);
  set?.delete(item);
  if (set?.size === 0) sets.delete(key);
}
