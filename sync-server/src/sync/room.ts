import { CLOSE_CODES } from '@tallybook/shared/protocol/close-codes';
import { LIMITS } from '@tallybook/shared/protocol/limits';
import { encodeMessage, parseFrame } from '@tallybook/shared/protocol/messages';
import type { DocumentStore, JournalEntry, LoadedDocument } from '../storage/port.ts';
import { continueCatchUp, startCatchUp } from './catch-up.ts';
import { ClassInfoWatch } from './class-info.ts';
import type { ClassInfo } from './class-info.ts';
import type { ClassLog } from './class-log.ts';
import type { ClockRange } from './client-log.ts';
import { CommitQueue } from './commit-queue.ts';
import type { Commit } from './commit-queue.ts';
import { Compactor } from './compactor.ts';
import type { Connection } from './connection.ts';
import type { DailyQuota } from './daily-quota.ts';
import type { UpdateFault } from './gate.ts';
import { Intake } from './intake.ts';
import { Peer } from './peer.ts';
import type { EncodeSnapshot, SyncMetrics, Timers } from './ports.ts';
import { Presence } from './presence.ts';
import type { Recovery } from './recovery.ts';
import type { ClassSeats } from './seats.ts';
import { readKeys } from './update-reader.ts';
import { encodeStateVector } from './update-writer.ts';

/** How often presence goes out at most, in ms. */
const PRESENCE_MS = 100;

export interface RoomParts {
  readonly classId: string;
  readonly loaded: LoadedDocument;
  readonly log: ClassLog;
  readonly documents: DocumentStore;
  /** What outlives the room: what accounts have added today, and whose the announced client ids are. */
  readonly quota: DailyQuota;
  readonly seats: ClassSeats;
  readonly encodeSnapshot: EncodeSnapshot;
  readonly timers: Timers;
  readonly metrics: SyncMetrics;
  readonly onRefused: (connection: Connection, fault: UpdateFault) => void;
  readonly onCompactionFailed: (error: unknown) => void;
  /** Called once the class is loaded, and some time after what it says of itself was changed on disk. */
  readonly onInfo: (info: ClassInfo) => void;
  /** Told of others' records that somebody brought back, once they are on disk; those in the journal are told again. */
  readonly onRecovered: (recovery: Recovery) => void;
  /** The store failed: nothing more may come from this room. */
  readonly onFailed: (error: unknown) => void;
}

/**
 * One class while somebody uses it. What peers send is checked, then stored, then shown to the others: a peer never
 * sees what a crash could take back. Who may be here is decided outside.
 */
export class Room {
  readonly epoch: number;
  readonly #parts: RoomParts;
  readonly #log: ClassLog;
  readonly #peers = new Map<Connection, Peer>();
  readonly #presence: Presence;
  readonly #commits: CommitQueue;
  readonly #compactor: Compactor;
  readonly #intake: Intake;
  readonly #info: ClassInfoWatch;
  readonly #committed: Commit[] = [];
  #presenceToldAtMs = -Infinity;
  #isPresencePlanned = false;
  #isFlushDue = false;
  #durableSeq: number;

  constructor(parts: RoomParts) {
    const { classId, loaded, log, documents, encodeSnapshot, timers, quota, seats } = parts;
    this.#parts = parts;
    this.#log = log;
    this.epoch = loaded.epoch;
    this.#durableSeq = loaded.seq;
    this.#presence = new Presence(seats, (clientId) => log.authorOf(clientId));
    this.#compactor = new Compactor({
      classId,
      loaded,
      documents,
      encodeSnapshot,
      onFailed: parts.onCompactionFailed,
    });
    this.#commits = new CommitQueue({
      classId,
      documents,
      onCommitted: (commit) => this.#onCommitted(commit),
      onFailed: parts.onFailed,
    });
    this.#intake = new Intake({ loaded, log, commits: this.#commits, timers, quota, seats });
    this.#info = new ClassInfoWatch(log, parts.onInfo, timers.elapsedMs());
    for (const entry of loaded.journal) {
      if (entry.recovered !== undefined) this.#tellRecovered(entry);
    }
  }

  /** The newest entry on disk. */
  get seq(): number {
    return this.#durableSeq;
  }

  /** What its records take in an update, in bytes, which says about what the room takes in memory. */
  get bytes(): number {
    return this.#log.bytes;
  }

  /** Nothing is on its way to the disk. */
  get isSettled(): boolean {
    return this.#commits.isIdle && !this.#compactor.isRunning && !this.#isFlushDue;
  }

  /** Everything that is on disk, as one V1 update. */
  encodeState(): Uint8Array {
    return this.#log.encodeDurable();
  }

  /** Lets a connection in: says where the server stands, then hears what has waited. */
  admit(
    connection: Connection,
    membership: { readonly memberId: string; readonly recoverable: ReadonlySet<string> | undefined },
  ): void {
    const peer = new Peer(connection, membership);
    this.#peers.set(connection, peer);
    this.#ask(peer);
    connection.start((frame) => this.#guard(() => this.#receive(peer, frame)));
    const others = this.#presence.encodeOthers(peer);
    if (others) connection.sendPresence(others);
  }

  /** Changes what a connection may bring back after a restore. */
  setRecoverable(connection: Connection, recoverable: ReadonlySet<string> | undefined): void {
    const peer = this.#peers.get(connection);
    if (peer) peer.recoverable = recoverable;
  }

  /** Forgets a connection that has ended. */
  leave(connection: Connection): void {
    const peer = this.#peers.get(connection);
    if (!peer) return;
    this.#peers.delete(connection);
    this.#presence.leave(peer);
    this.#flushSoon();
  }

  /** To be called about once a second. */
  tick(): void {
    this.#guard(() => this.#look());
  }

  #look(): void {
    const nowMs = this.#parts.timers.elapsedMs();
    for (const peer of this.#peers.values()) {
      this.#continueCatchUp(peer);
      switch (peer.gaps.look(this.#log, nowMs, peer.connection.bytesReceived)) {
        case 'ask':
          this.#ask(peer);
          break;
        case 'refuse':
          this.#refuse(peer, { code: CLOSE_CODES.malformed, rule: 'gap' });
          break;
        case 'wait':
          this.#answerBarriers(peer);
      }
    }
    this.#info.tick(nowMs);
    this.#compactIfDue(false);
  }

  /** Whether the room can be put away without leaving a long journal behind; a compaction may be begun for it. */
  isReadyToUnload(): boolean {
    this.#guard(() => this.#compactIfDue(true));
    return this.isSettled;
  }

  /** Resolves when the store has answered everything, and what the class says of itself has been told. */
  async settle(): Promise<void> {
    await this.#commits.settle();
    await this.#compactor.settle();
    this.#guard(() => this.#info.tell());
  }

  /** Shows what has been committed and answers barriers, without waiting for the next turn. */
  flush(): void {
    this.#isFlushDue = false;
    const commits = this.#committed.splice(0);
    if (commits.length > 0) this.#broadcast(commits);
    for (const peer of [...this.#peers.values()]) this.#answerBarriers(peer);
    this.#tellPresence();
  }

  #receive(peer: Peer, frame: Uint8Array): void {
    if (frame.length > LIMITS.frameBytes) {
      this.#refuse(peer, { code: CLOSE_CODES.tooLarge, rule: 'frame-too-large' });
      return;
    }
    const parsed = parseFrame(frame);
    if (!parsed.ok) {
      this.#refuse(peer, { code: CLOSE_CODES.malformed, rule: parsed.refusal });
      return;
    }
    const message = parsed.value;
    switch (message.type) {
      case 'sync-step-1':
        if (startCatchUp(this.#log, peer, message.stateVector)) this.#continueCatchUp(peer);
        else this.#refuse(peer, { code: CLOSE_CODES.malformed, rule: 'state-vector' });
        return;
      case 'sync-step-2':
        this.#takeUpdate(peer, message.update, peer.stepsAsked > 0);
        if (peer.stepsAsked > 0) peer.stepsAsked--;
        peer.hasSynced = true;
        this.#answerBarriers(peer);
        return;
      case 'update':
        this.#takeUpdate(peer, message.update, false);
        return;
      case 'awareness': {
        const fault = this.#presence.receive(peer, message.update);
        if (fault) this.#refuse(peer, fault);
        else if (this.#presence.hasChanged) this.#flushSoon();
        return;
      }
      case 'query-awareness':
        peer.asksForPresence = true;
        this.#flushSoon();
        return;
      case 'barrier':
        if (peer.barriers.add(message.number)) this.#answerBarriers(peer);
        else this.#refuse(peer, { code: CLOSE_CODES.malformed, rule: 'barrier-order' });
        return;
      case 'barrier-answer':
        this.#refuse(peer, { code: CLOSE_CODES.malformed, rule: 'unknown-type' });
        return;
      default:
        message satisfies never;
    }
  }

  #takeUpdate(peer: Peer, update: Uint8Array, isAskedFor: boolean): void {
    const fault = this.#intake.take(peer, update, isAskedFor);
    if (fault) this.#refuse(peer, fault);
    else {
      // Before the first sync the gap is what the step 2 on its way is for.
      if (peer.hasSynced && peer.stepsAsked === 0 && peer.gaps.isOpen(this.#log)) this.#ask(peer);
      this.#answerBarriers(peer);
    }
  }

  #onCommitted(commit: Commit): void {
    const { timers, metrics } = this.#parts;
    this.#log.markDurable(commit.ranges);
    this.#durableSeq = commit.entry.seq;
    metrics.commitTook(timers.elapsedMs() - commit.acceptedAtMs);
    metrics.journalGrew(this.#compactor.grow(commit.entry.update.length));
    this.#committed.push(commit);
    this.#intake.onCommitted(commit);
    this.#info.add(commit.ranges);
    if (commit.entry.recovered !== undefined) this.#tellRecovered(commit.entry);
    this.#flushSoon();
  }

  #tellRecovered({ by, at, update }: JournalEntry): void {
    this.#parts.onRecovered({ accountId: by, at, ids: readKeys(update) });
  }

  #broadcast(commits: readonly Commit[]): void {
    const ranges = new Map<number, ClockRange>();
    for (const range of commits.flatMap((commit) => commit.ranges)) {
      const from = ranges.get(range.clientId)?.from ?? range.from;
      ranges.set(range.clientId, { ...range, from });
    }
    const frame = encodeMessage({ type: 'update', update: this.#log.encode([...ranges.values()]) });
    const [first] = commits;
    const writer = commits.every(({ from }) => from === first?.from) ? first?.from : undefined;
    for (const peer of [...this.#peers.values()]) {
      if (peer.isLive && peer !== writer) peer.connection.send(frame);
    }
  }

  /** Not more often than every so many ms: with many there, each change is many messages. */
  #tellPresence(): void {
    const { timers } = this.#parts;
    const peers = [...this.#peers.values()];
    if (!this.#presence.hasChanged && !peers.some(({ asksForPresence }) => asksForPresence)) return;
    const waitMs = this.#presenceToldAtMs + PRESENCE_MS - timers.elapsedMs();
    if (waitMs > 0) {
      if (this.#isPresencePlanned) return;
      this.#isPresencePlanned = true;
      timers.after(waitMs, () => {
        this.#isPresencePlanned = false;
        this.#guard(() => this.#tellPresence());
      });
      return;
    }
    this.#presenceToldAtMs = timers.elapsedMs();
    this.#presence.answer(peers);
    this.#presence.flush(peers);
  }

  #continueCatchUp(peer: Peer): void {
    continueCatchUp(this.#log, peer, () => this.#guard(() => this.#continueCatchUp(peer)));
  }

  #answerBarriers(peer: Peer): void {
    if (peer.barriers.isEmpty) return;
    if (!peer.hasSynced || peer.gaps.isOpen(this.#log)) {
      peer.barriers.hold();
      return;
    }
    const number = peer.barriers.answer(this.#commits.issued, this.#commits.committed);
    if (number !== undefined) peer.connection.send(encodeMessage({ type: 'barrier-answer', number }));
  }

  /** Asks a peer for everything that is not on disk yet. */
  #ask(peer: Peer): void {
    peer.stepsAsked++;
    const stateVector = encodeStateVector(this.#log.durableVector());
    peer.connection.send(encodeMessage({ type: 'sync-step-1', stateVector }));
  }

  #refuse(peer: Peer, fault: UpdateFault): void {
    this.#parts.metrics.updateRefused(fault.rule);
    this.#parts.onRefused(peer.connection, fault);
    peer.connection.close(fault.code, fault);
  }

  #compactIfDue(isIdle: boolean): void {
    if (!this.#compactor.isDue(isIdle)) return;
    this.#compactor.start(this.#durableSeq, this.encodeState(), this.#parts.timers.nowMs());
  }

  /** A fault of our own costs this class its sockets, which come back to what is on disk, and no other class anything. */
  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#parts.onFailed(error);
    }
  }

  #flushSoon(): void {
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    this.#parts.timers.defer(() => {
      if (this.#isFlushDue) this.#guard(() => this.flush());
    });
  }
}
