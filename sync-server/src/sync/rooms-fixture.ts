import * as Y from 'yjs';
import { encodeMessage, parseFrame } from '@tallybook/shared/protocol/messages';
import type { Message } from '@tallybook/shared/protocol/messages';
import { StorageError } from '../storage/port.ts';
import type { DocumentStore, JournalEntry, LoadedDocument, SnapshotRecord } from '../storage/port.ts';
import { ANNA, BERT } from './gate-fixture.ts';
import type { ClassInfo } from './class-info.ts';
import type { Recovery } from './recovery.ts';
import type { Access, SyncEvent, SyncSocket, Timers } from './ports.ts';
import { createRooms } from './rooms.ts';
import type { Rooms } from './rooms.ts';

export const CLASS_ID = 'c1a55000-0000-4000-8000-000000000001';

/** Time that moves only when a test says so. */
export class HandTimers implements Timers {
  #nowMs = Date.UTC(2026, 0, 5, 12);
  #clockSetByMs = 0;
  #scheduled: { atMs: number; periodMs: number | undefined; run: () => void }[] = [];
  #deferred: (() => void)[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  elapsedMs(): number {
    return this.#nowMs - this.#clockSetByMs;
  }

  /** The machine's clock is set; no time passes. */
  setClock(byMs: number): void {
    this.#nowMs += byMs;
    this.#clockSetByMs += byMs;
    for (const entry of this.#scheduled) entry.atMs += byMs;
  }

  after(delayMs: number, run: () => void): () => void {
    return this.#schedule(delayMs, undefined, run);
  }

  every(periodMs: number, run: () => void): () => void {
    return this.#schedule(periodMs, periodMs, run);
  }

  defer(run: () => void): void {
    this.#deferred.push(run);
  }

  runDeferred(): void {
    for (const run of this.#deferred.splice(0)) run();
  }

  /** Lets promises settle, and what was deferred run, until nothing more happens. */
  async settle(): Promise<void> {
    for (let i = 0; i < 50; i++) {
      await Promise.resolve();
      this.runDeferred();
    }
  }

  async pass(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#scheduled.toSorted((a, b) => a.atMs - b.atMs)[0];
      if (!next || next.atMs > endMs) break;
      this.#nowMs = next.atMs;
      if (next.periodMs === undefined) this.#scheduled.splice(this.#scheduled.indexOf(next), 1);
      else next.atMs += next.periodMs;
      next.run();
      await this.settle();
    }
    this.#nowMs = endMs;
    await this.settle();
  }

  #schedule(delayMs: number, periodMs: number | undefined, run: () => void): () => void {
    const entry = { atMs: this.#nowMs + delayMs, periodMs, run };
    this.#scheduled.push(entry);
    return () => {
      this.#scheduled = this.#scheduled.filter((other) => other !== entry);
    };
  }
}

/** The server's end of a socket; what it sends stays in `unsent` while `isStuck`. */
export class HandSocket implements SyncSocket {
  readonly sent: Message[] = [];
  readonly frames: Uint8Array[] = [];
  closedWith: { code: number; reason: string } | undefined;
  isTerminated = false;
  isPaused = false;
  isStuck = false;
  bytesReceived = 0;
  bufferedAmount = 0;
  #flushed: (() => void)[] = [];
  #onMessage: (frame: Uint8Array, isBinary: boolean) => void = () => undefined;
  #onClose: () => void = () => undefined;

  send(frame: Uint8Array, onFlushed?: () => void): void {
    if (this.closedWith || this.isTerminated) throw new Error('Sent after the end');
    const parsed = parseFrame(frame);
    if (!parsed.ok) throw new Error(`Sent ${parsed.refusal}`);
    this.sent.push(parsed.value);
    this.frames.push(frame);
    this.bufferedAmount += frame.length;
    if (onFlushed) this.#flushed.push(onFlushed);
    if (!this.isStuck) queueMicrotask(() => this.flush());
  }

  flush(): void {
    this.bufferedAmount = 0;
    for (const run of this.#flushed.splice(0)) run();
  }

  close(code: number, reason: string): void {
    this.closedWith = { code, reason };
  }

  terminate(): void {
    this.isTerminated = true;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  onMessage(listener: (frame: Uint8Array, isBinary: boolean) => void): void {
    this.#onMessage = listener;
  }

  onClose(listener: () => void): void {
    this.#onClose = listener;
  }

  receive(message: Message | Uint8Array, isBinary = true): void {
    const frame = message instanceof Uint8Array ? message : encodeMessage(message);
    this.bytesReceived += frame.length;
    this.#onMessage(frame, isBinary);
  }

  /** The other side has gone. */
  hangUp(): void {
    this.#onClose();
  }

  of<T extends Message['type']>(type: T): Extract<Message, { type: T }>[] {
    return this.sent.filter((message): message is Extract<Message, { type: T }> => message.type === type);
  }

  /** The numbers of the answered barriers. */
  get answered(): number[] {
    return this.of('barrier-answer').map(({ number }) => number);
  }
}

/** A store whose every answer a test gives. */
export class HandStore implements DocumentStore {
  readonly journal: JournalEntry[] = [];
  readonly released: string[] = [];
  snapshot: SnapshotRecord | undefined;
  loads = 0;
  isHeld = false;
  isLoadHeld = false;
  failLoads = false;
  past: readonly Uint8Array[] | undefined;
  readonly #appends: { entry: JournalEntry; resolve: () => void; reject: (error: Error) => void }[] = [];
  readonly #loading: (() => void)[] = [];
  readonly #saving: (() => void)[] = [];
  isSaveHeld = false;
  #hasFailed = false;

  get inFlight(): number {
    return this.#appends.length;
  }

  async load(): Promise<LoadedDocument> {
    this.loads++;
    this.#hasFailed = false;
    if (this.isLoadHeld) await new Promise<void>((resolve) => this.#loading.push(resolve));
    if (this.failLoads) throw new StorageError('damaged', 'classes/x');
    const { snapshot, journal } = this;
    const rest = journal.filter(({ seq }) => seq > (snapshot?.seq ?? 0));
    return {
      epoch: snapshot?.epoch ?? 1,
      seq: rest.at(-1)?.seq ?? snapshot?.seq ?? 0,
      updates: [...(snapshot ? [snapshot.update] : []), ...rest.map(({ update }) => update)],
      journal: rest,
      snapshotBytes: snapshot?.update.length ?? 0,
      journalBytes: rest.reduce((sum, { update }) => sum + update.length * 2, 0),
    };
  }

  finishLoad(): void {
    for (const resolve of this.#loading.splice(0)) resolve();
  }

  async position(): Promise<{ epoch: number; seq: number }> {
    const { epoch, seq } = await this.load();
    return { epoch, seq };
  }

  append(_classId: string, entry: JournalEntry): Promise<void> {
    if (this.#hasFailed) return Promise.reject(new StorageError('closed', 'load it again'));
    return new Promise((resolve, reject) => {
      this.#appends.push({ entry, resolve, reject });
      if (!this.isHeld) this.sync();
    });
  }

  /** The next `count` appends reach the disk. */
  sync(count = Infinity): void {
    for (const { entry, resolve } of this.#appends.splice(0, Math.min(count, this.#appends.length))) {
      this.journal.push(entry);
      resolve();
    }
  }

  /** The disk fails for all that is in flight. */
  fail(): void {
    this.#hasFailed ||= this.#appends.length > 0;
    for (const { reject } of this.#appends.splice(0)) reject(new StorageError('unavailable', 'ENOSPC'));
  }

  async saveSnapshot(_classId: string, snapshot: SnapshotRecord): Promise<void> {
    if (this.isSaveHeld) await new Promise<void>((resolve) => this.#saving.push(resolve));
    this.snapshot = snapshot;
  }

  finishSave(): void {
    for (const resolve of this.#saving.splice(0)) resolve();
  }

  release(classId: string): Promise<void> {
    this.released.push(classId);
    return Promise.resolve();
  }

  history(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  loadAt(): Promise<readonly Uint8Array[] | undefined> {
    return Promise.resolve(this.past);
  }
}

/** Members, as the service of classes would know them. `gate` holds back its answers while it is set. */
export class HandAccess {
  readonly members = new Map<string, string>([
    ['anna', ANNA],
    ['bert', BERT],
  ]);
  readonly sessions = new Set(['anna-1', 'anna-2', 'bert-1']);
  recovering: ReadonlySet<string> | undefined;
  isUnavailable = false;
  isDeleted = false;
  asked = 0;

  access(_classId: string, accountId: string): Promise<Access> {
    this.asked++;
    if (this.isUnavailable) return Promise.reject(new StorageError('unavailable', 'EIO'));
    if (this.isDeleted) return Promise.resolve('class-deleted');
    const memberId = this.members.get(accountId);
    return Promise.resolve(memberId === undefined ? 'not-a-member' : { memberId, role: 'member' });
  }

  hasSession(_accountId: string, sessionId: string): Promise<boolean> {
    return Promise.resolve(this.sessions.has(sessionId));
  }

  recoverableMembers(): Promise<ReadonlySet<string> | undefined> {
    return Promise.resolve(this.recovering);
  }
}

export interface Stage {
  readonly timers: HandTimers;
  readonly store: HandStore;
  readonly access: HandAccess;
  readonly rooms: Rooms;
  readonly events: SyncEvent[];
  readonly closed: number[];
  /** What the class was heard to say of itself. */
  readonly infos: readonly ClassInfo[];
  readonly recoveries: readonly Recovery[];
  /** Opens a socket and lets everything settle. */
  join(
    accountId?: string,
    options?: { readonly session?: string; readonly epoch?: number },
  ): Promise<HandSocket>;
  /** Opens a socket in this very turn. */
  dial(accountId?: string, options?: { readonly session?: string; readonly epoch?: number }): HandSocket;
  settle(): Promise<void>;
}

export function setStage(store = new HandStore()): Stage {
  const timers = new HandTimers();
  const access = new HandAccess();
  const events: SyncEvent[] = [];
  const closed: number[] = [];
  const infos: ClassInfo[] = [];
  const recoveries: Recovery[] = [];
  const rooms = createRooms({
    documents: store,
    access,
    encodeSnapshot: (update) => Promise.resolve({ update, ledger: {} }),
    timers,
    metrics: {
      commitTook: () => undefined,
      journalGrew: () => undefined,
      updateRefused: () => undefined,
      socketClosed: (code) => closed.push(code),
    },
    report: (event) => events.push(event),
    onInfo: (_classId, info) => infos.push(info),
    onRecovered: (_classId, recovery) => recoveries.push(recovery),
  });
  const dial: Stage['dial'] = (accountId = 'anna', { session = `${accountId}-1`, epoch } = {}) => {
    const socket = new HandSocket();
    rooms.connect(socket, {
      classId: CLASS_ID,
      account: { id: accountId, displayName: `${accountId}’s name` },
      session: { id: session },
      epoch,
    });
    return socket;
  };
  const join: Stage['join'] = async (accountId, options) => {
    const socket = dial(accountId, options);
    await timers.settle();
    return socket;
  };
  return {
    timers,
    store,
    access,
    rooms,
    events,
    closed,
    infos,
    recoveries,
    join,
    dial,
    settle: () => timers.settle(),
  };
}

/** An honest client behind a socket: answers steps 1 and takes in what comes. */
export function syncDoc(socket: HandSocket, doc: Y.Doc): void {
  socket.receive({ type: 'sync-step-1', stateVector: Y.encodeStateVector(doc) });
  for (const { stateVector } of socket.of('sync-step-1')) {
    socket.receive({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc, stateVector) });
  }
}

/** A client's document after all that its socket was sent. */
export function docOf(socket: HandSocket): Y.Doc {
  const doc = new Y.Doc();
  for (const message of socket.sent) {
    if (message.type === 'sync-step-2' || message.type === 'update') Y.applyUpdate(doc, message.update);
  }
  return doc;
}

export function keysOf(doc: Y.Doc): string[] {
  return [...doc.getMap('log').keys()].sort();
}
