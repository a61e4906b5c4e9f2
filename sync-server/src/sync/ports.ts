import type { CloseCode } from '@tallybook/shared/protocol/close-codes';

/** A WebSocket as far as rooms use it, so that tests can flush one by hand. */
export interface SyncSocket {
  /** Bytes handed over that the network has not taken yet. */
  readonly bufferedAmount: number;
  /** Bytes that have arrived, those of unfinished messages included. */
  readonly bytesReceived: number;
  /** `onFlushed` is called when the network has taken the frame, and never once the socket has failed. */
  send(frame: Uint8Array, onFlushed?: () => void): void;
  /** `reason` is at most 123 bytes. */
  close(code: number, reason: string): void;
  /** Ends the connection without a word. */
  terminate(): void;
  /** Stops reading; messages that were read already may still come. */
  pause(): void;
  resume(): void;
  onMessage(listener: (frame: Uint8Array, isBinary: boolean) => void): void;
  onClose(listener: () => void): void;
}

/** Time as rooms see it. The functions returned stop what was started and may be called twice. */
export interface Timers {
  /** UTC, ms. Jumps when the machine's clock is set. */
  nowMs(): number;
  /** For durations, ms: never goes back, and says nothing of the date. */
  elapsedMs(): number;
  after(delayMs: number, run: () => void): () => void;
  every(periodMs: number, run: () => void): () => void;
  /** Runs after the events at hand, so that what comes together goes out together. */
  defer(run: () => void): void;
}

/** What an account is in a class. */
export type Access =
  | { readonly memberId: string; readonly role: 'owner' | 'member' }
  | 'no-such-class'
  | 'not-a-member'
  | 'class-deleted';

/** What decides who may be in a room. Each of them may reject with a StorageError. */
export interface AccessPort {
  access(classId: string, accountId: string): Promise<Access>;
  /** Whether the session is still signed in. */
  hasSession(accountId: string, sessionId: string): Promise<boolean>;
  /** The members whose records anybody may bring back after a restore, or undefined at other times. */
  recoverableMembers(classId: string): Promise<ReadonlySet<string> | undefined>;
}

/** A class document for the store, and its readable copy. */
export interface EncodedSnapshot {
  readonly update: Uint8Array;
  readonly ledger: unknown;
}

/** Makes a snapshot of a class's whole V1 update, off the thread that serves; rejects when it cannot be read. */
export type EncodeSnapshot = (update: Uint8Array) => Promise<EncodedSnapshot>;

/** Figures for operators. */
export interface SyncMetrics {
  /** From handing an update to the store until it is on disk. */
  commitTook(ms: number): void;
  journalGrew(bytes: number): void;
  updateRefused(rule: string): void;
  socketClosed(code: number): void;
}

/** What a room tells the log: ids and names of rules, never what people wrote. */
export type SyncEvent =
  | {
      readonly event: 'socket-refused';
      readonly classId: string;
      readonly accountId: string;
      readonly code: CloseCode;
      readonly rule: string;
      readonly key?: string;
    }
  | {
      readonly event:
        | 'load-failed'
        | 'info-failed'
        | 'append-failed'
        | 'compaction-failed'
        | 'access-failed'
        | 'release-failed'
        | 'room-failed';
      readonly classId: string;
      /** A system error name or a reason of the store. */
      readonly detail: string;
    };

export type ReportSyncEvent = (event: SyncEvent) => void;
