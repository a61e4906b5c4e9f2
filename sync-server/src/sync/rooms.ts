import { CLOSE_CODES, formatCloseReason, readCloseReason } from '@tallybook/shared/protocol/close-codes';
import type { CloseCode, CloseReason } from '@tallybook/shared/protocol/close-codes';
import { LIMITS } from '@tallybook/shared/protocol/limits';
import { createKeyedQueue } from '../storage/keyed-queue.ts';
import type { KeyedQueue } from '../storage/keyed-queue.ts';
import { StorageError } from '../storage/port.ts';
import type { DocumentStore } from '../storage/port.ts';
import { requestAdmission } from './admission.ts';
import type { Admission } from './admission.ts';
import type { ClassInfo } from './class-info.ts';
import { ClassLog } from './class-log.ts';
import { ConnectionRegister, closeEach } from './connection-register.ts';
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
import type { Recovery } from './recovery.ts';
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
  /** Told what was brought back after a restore, at least once. */
  readonly onRecovered: (classId: string, recovery: Recovery) => void;
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
   * Puts a class back to the end of a time (UTC ISO) under a new epoch. Its sockets are closed with 4409 when that is
   * done, and with 4503 when it fails; until then nothing that they send is looked at. Rejects with a StorageError.
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
  readonly #connections = new ConnectionRegister();
  readonly #stopTicking: () => void;
  readonly #rollBacks: KeyedQueue = createKeyedQueue();
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
    const { classId } = request;
    const { inClass, ofAccount } = this.#connections.add(connection, this.#parts.timers.elapsedMs());
    if (this.#isDraining) connection.close(CLOSE_CODES.restarting, { rule: 'restarting' });
    else if (inClass > LIMITS.socketsPerClass || ofAccount > LIMITS.socketsPerAccount) {
      this.#refuse(connection, CLOSE_CODES.unavailable, { rule: 'too-many-sockets' });
    } else {
      this.#admit(connection).catch((error: unknown) => {
        const detail = describeFailure(error);
        this.#parts.report({ event: 'room-failed', classId, detail });
        connection.close(CLOSE_CODES.unavailable, { rule: 'unavailable' });
      });
    }
  }

  cutMember(classId: string, accountId: string): void {
    for (const connection of this.#connections.ofClass(classId)) {
      if (connection.request.account.id === accountId) {
        connection.close(CLOSE_CODES.notAMember, { rule: 'not-a-member' });
      }
    }
  }

  cutSessions(accountId: string, sessionIds: readonly string[] | 'all'): void {
    for (const connection of this.#connections.ofAccount(accountId)) {
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

  rollBack(classId: string, at: string): Promise<'rolled-back' | 'out-of-reach'> {
    // One after another, or the second one would take the epoch of the first.
    return this.#rollBacks.run(classId, () => this.#rollBack(classId, at));
  }

  async #rollBack(classId: string, at: string): Promise<'rolled-back' | 'out-of-reach'> {
    const { documents, encodeSnapshot, timers } = this.#parts;
    const updates = await documents.loadAt(classId, at);
    if (!updates) return 'out-of-reach';
    const log = ClassLog.read(updates);
    if (!log) throw new StorageError('damaged', classId);
    const snapshot = await encodeSnapshot(log.encodeDurable());
    const room = await this.#shelf.open(classId);
    const held = this.#hold(classId);
    try {
      await this.#shelf.retire(classId, async () => {
        await documents.saveSnapshot(classId, {
          epoch: room.epoch + 1,
          seq: room.seq + 1,
          savedAt: new Date(timers.nowMs()).toISOString(),
          ...snapshot,
        });
        // In the turn in which it is certain, and before anybody gets the new epoch.
        closeEach(held, CLOSE_CODES.oldEpoch, { rule: 'rolled-back' });
        await documents.release(classId);
      });
    } finally {
      closeEach(held, CLOSE_CODES.unavailable, { rule: 'storage-unavailable' });
    }
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
    // Who still waits for a class has nothing to wait for.
    for (const connection of this.#connections.all()) {
      if (connection.isStarted) connection.stopReceiving();
      else connection.close(CLOSE_CODES.restarting, { rule: 'restarting' });
    }
    await new Promise<void>((resolve) => {
      const stopWaiting = timers.after(DRAIN_MS, resolve);
      void Promise.all(rooms.map((room) => room.settle())).then(() => {
        stopWaiting();
        resolve();
      });
    });
    for (const room of rooms) room.flush();
    closeEach(this.#connections.all(), CLOSE_CODES.restarting, { rule: 'restarting' });
  }

  stats(): RoomsStats {
    return { connections: this.#connections.size, rooms: this.#shelf.size };
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
    const nowMs = this.#parts.timers.elapsedMs();
    for (const connection of this.#connections.all()) {
      connection.tick();
      if (this.#connections.takeDue(connection, nowMs, RECHECK_MS)) void this.#recheck(connection);
    }
    this.#shelf.tick((classId) => this.#connections.hasClass(classId));
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

  /**
   * Takes those who are in a room out of hearing and returns them. Those who wait for it are sent away with 4503: they
   * have nothing of the class yet, and would be let into a room that is no longer in use.
   */
  #hold(classId: string): readonly Connection[] {
    const held: Connection[] = [];
    for (const connection of this.#connections.ofClass(classId)) {
      if (!connection.isStarted) connection.close(CLOSE_CODES.unavailable, { rule: 'class-busy' });
      else {
        connection.stopReceiving();
        held.push(connection);
      }
    }
    return held;
  }

  #closeAll(classId: string, code: CloseCode, reason: CloseReason): void {
    closeEach(this.#connections.ofClass(classId), code, reason);
  }

  #refuse(connection: Connection, code: CloseCode, reason: CloseReason): void {
    this.#tell(connection, code, reason);
    connection.close(code, reason);
  }

  #tell({ request: { classId, account } }: Connection, code: CloseCode, reason: CloseReason): void {
    // Said as to the peer: a key that is no id may be anything that a person wrote.
    const told = readCloseReason(formatCloseReason(reason));
    this.#parts.report({ event: 'socket-refused', classId, accountId: account.id, code, ...told });
  }

  #forget(connection: Connection, code: number): void {
    const { classId } = connection.request;
    this.#connections.remove(connection);
    this.#shelf.touch(classId);
    this.#shelf.find(classId)?.leave(connection);
    this.#parts.metrics.socketClosed(code);
  }
}
