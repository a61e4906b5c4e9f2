import { CLOSE_CODES, formatCloseReason } from '@tallybook/shared/protocol/close-codes';
import type { CloseCode, CloseReason } from '@tallybook/shared/protocol/close-codes';
import { LIMITS } from '@tallybook/shared/protocol/limits';
import { encodeKeepAlive } from '@tallybook/shared/protocol/messages';
import type { SyncSocket, Timers } from './ports.ts';
import { TokenBucket } from './token-bucket.ts';
import type { Rate } from './token-bucket.ts';

const KIB = 1024;

/** What one connection may hold up. Sizes in bytes, times in ms. */
const CONNECTION_LIMITS = {
  /** What may wait while the class is loaded. */
  queuedBytes: 256 * KIB,
  /** With more than this unsent, presence is left out and nothing more is read. */
  busyBytes: 1024 * KIB,
  /** With more than this unsent, the connection is cut. */
  stalledBytes: 8 * 1024 * KIB,
  stalledMs: 30_000,
  /** Sooner than `LIMITS.keepAliveMs` by more than a tick. */
  quietMs: LIMITS.keepAliveMs - 3_000,
} as const;

/** What arrives costs a message's worth for itself and for as many bytes. */
const BYTES_PER_MESSAGE = 16 * KIB;
/** Whoever is told one of these is not to get what has been sent already. */
const SHUTS_OUT: ReadonlySet<CloseCode> = new Set([
  CLOSE_CODES.signIn,
  CLOSE_CODES.notAMember,
  CLOSE_CODES.noSuchClass,
]);

/** Wide enough for any app; it bounds what one socket can take from the others. */
const RATE: Rate = { burst: 2_000, perSecond: 1_000 };

/** Who is at the other end, as signed in when the socket was opened. */
export interface ConnectionRequest {
  readonly classId: string;
  readonly account: { readonly id: string; readonly displayName: string };
  readonly session: { readonly id: string };
  /** The epoch of the class that the client's document belongs to, when it says so. */
  readonly epoch?: number | undefined;
}

/**
 * One socket, from its opening to its end: what waits, what goes out, and how much of either is allowed. It knows
 * nothing of documents. Once it is closed, nothing comes in or goes out any more.
 */
export class Connection {
  readonly request: ConnectionRequest;
  readonly #socket: SyncSocket;
  readonly #timers: Timers;
  readonly #bucket: TokenBucket;
  readonly #onClosed: (connection: Connection, code: number) => void;
  #queued: Uint8Array[] | undefined = [];
  #queuedBytes = 0;
  #receive: ((frame: Uint8Array) => void) | undefined;
  #isClosed = false;
  #isDeaf = false;
  #isOverRate = false;
  #isBusy = false;
  #cancelResume: () => void = () => undefined;
  #sentBytes = 0;
  #drainedBytes = 0;
  #drainedAtMs: number;
  #sentAtMs: number;

  /** `onClosed` is called once, in the turn in which the connection ends, with the code or 1006. */
  constructor(
    socket: SyncSocket,
    request: ConnectionRequest,
    timers: Timers,
    onClosed: (connection: Connection, code: number) => void,
  ) {
    this.request = request;
    this.#socket = socket;
    this.#timers = timers;
    this.#bucket = new TokenBucket(RATE, timers.elapsedMs());
    this.#drainedAtMs = this.#sentAtMs = timers.elapsedMs();
    this.#onClosed = onClosed;
    socket.onMessage((frame, isBinary) => this.#arrive(frame, isBinary));
    socket.onClose(() => this.#end(1006));
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get bytesReceived(): number {
    return this.#socket.bytesReceived;
  }

  /** Whether it has been handed to a room that listens. */
  get isStarted(): boolean {
    return this.#receive !== undefined;
  }

  /** Whether the network keeps up well enough to be given more of a long answer. */
  get hasRoom(): boolean {
    return this.#socket.bufferedAmount < CONNECTION_LIMITS.busyBytes;
  }

  /** Hands on what has waited and what comes from now on. */
  start(receive: (frame: Uint8Array) => void): void {
    if (this.#isDeaf) return;
    const queued = this.#queued ?? [];
    this.#queued = undefined;
    this.#receive = receive;
    for (const frame of queued) if (!this.#isClosed) receive(frame);
  }

  /** Sends what must not be lost; a peer that cannot take it is cut, and gets the rest when it comes back. */
  send(frame: Uint8Array, onFlushed?: () => void): void {
    if (this.#isClosed) return;
    if (this.#socket.bufferedAmount > CONNECTION_LIMITS.stalledBytes) {
      this.#cut();
      return;
    }
    this.#sentBytes += frame.length;
    this.#sentAtMs = this.#timers.elapsedMs();
    this.#socket.send(frame, onFlushed);
  }

  /** Sends what the next one of its kind replaces. */
  sendPresence(frame: Uint8Array): void {
    if (this.hasRoom) this.send(frame);
  }

  /** Books work that came from this socket, in messages' worth; above the rate it is not read for a while. */
  charge(cost: number): void {
    const waitMs = this.#bucket.take(cost, this.#timers.elapsedMs());
    if (waitMs === 0 || this.#isOverRate || this.#isClosed) return;
    this.#isOverRate = true;
    this.#socket.pause();
    this.#resumeAfter(waitMs);
  }

  /** Whoever is shut out and has not taken everything yet is cut without a word, and is told when it comes back. */
  close(code: CloseCode, reason: CloseReason): void {
    if (this.#isClosed) return;
    const isUnread = this.#sentBytes > 0 && this.#socket.bufferedAmount > 0;
    if (SHUTS_OUT.has(code) && isUnread) this.#socket.terminate();
    else this.#socket.close(code, formatCloseReason(reason));
    this.#end(code);
  }

  /** Drops whatever still comes, for good, but goes on sending. */
  stopReceiving(): void {
    this.#isDeaf = true;
    this.#queued = undefined;
    this.#receive = undefined;
  }

  /** To be called about once a second. */
  tick(): void {
    if (this.#isClosed) return;
    const nowMs = this.#timers.elapsedMs();
    const unsent = this.#socket.bufferedAmount;
    const drained = this.#sentBytes - unsent;
    if (unsent === 0 || drained > this.#drainedBytes) {
      this.#drainedBytes = drained;
      this.#drainedAtMs = nowMs;
    } else if (nowMs - this.#drainedAtMs >= CONNECTION_LIMITS.stalledMs) {
      this.#cut();
      return;
    }
    if (this.#isBusy && this.hasRoom) {
      this.#isBusy = false;
      this.#resumeWhenFree();
    }
    if (this.#receive && nowMs - this.#sentAtMs >= CONNECTION_LIMITS.quietMs) this.send(encodeKeepAlive());
  }

  #arrive(frame: Uint8Array, isBinary: boolean): void {
    if (this.#isClosed) return;
    if (!isBinary) {
      this.close(CLOSE_CODES.malformed, { rule: 'text-frame' });
      return;
    }
    this.charge(1 + frame.length / BYTES_PER_MESSAGE);
    if (this.#queued) {
      this.#queuedBytes += frame.length;
      if (this.#queuedBytes > CONNECTION_LIMITS.queuedBytes) {
        this.close(CLOSE_CODES.unavailable, { rule: 'still-loading' });
      } else this.#queued.push(frame);
      return;
    }
    this.#receive?.(frame);
    // Whoever does not take the answers is not asked for more questions.
    if (!this.#isBusy && !this.isClosed && !this.hasRoom) {
      this.#isBusy = true;
      this.#socket.pause();
    }
  }

  #resumeAfter(waitMs: number): void {
    this.#cancelResume = this.#timers.after(waitMs, () => {
      // What had been read already has cost more since.
      const moreMs = this.#bucket.take(0, this.#timers.elapsedMs());
      if (moreMs > 0) {
        this.#resumeAfter(moreMs);
        return;
      }
      this.#isOverRate = false;
      this.#resumeWhenFree();
    });
  }

  #resumeWhenFree(): void {
    if (!this.#isOverRate && !this.#isBusy && !this.#isClosed) this.#socket.resume();
  }

  #cut(): void {
    this.#socket.terminate();
    this.#end(1006);
  }

  #end(code: number): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#queued = undefined;
    this.#receive = undefined;
    this.#cancelResume();
    // A paused socket would never read that the other side has closed.
    if (this.#isOverRate || this.#isBusy) this.#socket.resume();
    this.#onClosed(this, code);
  }
}
