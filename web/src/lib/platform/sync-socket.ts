import { encodeMessage } from '@tallybook/shared/protocol/messages';
import { SCHEMA_PARAMETER, SCHEMA_VERSION } from '@tallybook/shared/protocol/schema-version';
import { readVarUint, readVarUint8Array, type Decoder } from 'lib0/decoding';
import { WebsocketProvider } from 'y-websocket';
import type { Doc } from 'yjs';
import { browserTimers, type Timers } from './timers.ts';

/** How a connection ended; code 1006 when nothing was said. */
export interface SocketEnd {
  readonly code: number;
  readonly reason: string;
}

/** Somebody who has the class open, this page's own among them; who they are is the server's word. */
export interface Present {
  readonly memberId: string;
  readonly name: string;
  /** What their page says of where they are. */
  readonly place: string;
}

/** What is heard of a connection. After `ended` nothing more comes. */
export interface SyncListener {
  /** The server was told all that this document has and it had not: from now on barriers may be sent. */
  answeredServer(): void;
  /** All that the server had when it answered is in the document. */
  receivedAll(): void;
  barrierAnswered(number: number): void;
  presenceChanged(present: readonly Present[]): void;
  ended(end: SocketEnd): void;
}

export interface SyncConnection {
  /** Numbers rise from one to the next. */
  sendBarrier(number: number): void;
  /** Tells the others where this page is; null that it is nowhere, as it is until told. */
  setPlace(place: string | null): void;
  /** Idempotent; `ended` is not called. */
  close(): void;
}

/** What the server may be told of a document. */
export interface Outgoing {
  /** What the server lacks, by its state vector, as Yjs V1. */
  answer(stateVector: Uint8Array): Uint8Array;
  /** Calls `send` with whatever may be told from now on, in order; returns the unsubscriber. */
  listen(send: (update: Uint8Array) => void): () => void;
}

export interface SyncTarget {
  readonly classId: string;
  readonly epoch: number;
  /** Takes in what the server says; what is told to it comes from `outgoing` alone. */
  readonly doc: Doc;
  readonly outgoing: Outgoing;
}

/** Connects a document with the server for as long as one socket lives. Whoever asks for it tries again. */
export type ConnectClass = (target: SyncTarget, listener: SyncListener) => SyncConnection;

const SYNC = 0;
const STEP_1 = 0;
const BARRIER_ANSWER = 101;

/** How long a server may take to open a socket, in ms: browsers wait for minutes. */
const OPENING_MS = 30_000;

/**
 * y-websocket's provider over one socket. Its own reconnecting is off, since it knows neither jitter nor what a close
 * code asks for, and so is its BroadcastChannel, whose name would be the same for every account.
 */
export function connectByWebsocket(
  serverUrl: string,
  {
    accountId,
    WebSocketPolyfill = WebSocket,
    timers = browserTimers,
  }: {
    /** Whose data this page works with, as `ApiCaller` says it. */
    readonly accountId?: string | undefined;
    readonly WebSocketPolyfill?: typeof WebSocket;
    readonly timers?: Timers;
  },
): ConnectClass {
  return ({ classId, epoch, doc, outgoing }, listener) => {
    const provider = new WebsocketProvider(serverUrl, classId, doc, {
      connect: false,
      disableBc: true,
      params: {
        epoch: String(epoch),
        [SCHEMA_PARAMETER]: String(SCHEMA_VERSION),
        ...(accountId === undefined ? {} : { account: accountId }),
      },
      shouldReconnect: () => false,
      WebSocketPolyfill,
    });
    const { awareness } = provider;
    // A page that syncs in the background is nobody who looks.
    awareness.setLocalState(null);
    awareness.on('change', () => listener.presenceChanged(readPresent(awareness.getStates().values())));
    const send = (frame: Uint8Array): void => {
      const { ws } = provider;
      if (ws?.readyState === ws?.OPEN) ws?.send(frame as BufferSource);
    };
    // Its own would send each change of the document, saved or not.
    doc.off('update', provider._updateHandler);
    const stopSending = outgoing.listen((update) => send(encodeMessage({ type: 'update', update })));
    const stopWaiting = timers.after(OPENING_MS, () => end({ code: 1006, reason: 'not-opened' }));
    provider.on('status', ({ status }) => status === 'connected' && stopWaiting());
    let isOver = false;
    const end = (how: SocketEnd | null): void => {
      if (isOver) return;
      isOver = true;
      stopWaiting();
      stopSending();
      awareness.destroy();
      provider.destroy();
      if (how) listener.ended(how);
    };
    /** In the place of the provider's answer, which would hold what is not saved yet, too. */
    const answerServer = (decoder: Decoder): void => {
      readVarUint(decoder);
      send(encodeMessage({ type: 'sync-step-2', update: outgoing.answer(readVarUint8Array(decoder)) }));
      listener.answeredServer();
    };
    const readSync = provider.messageHandlers[SYNC];
    provider.messageHandlers[SYNC] = (encoder, decoder, ...rest) => {
      const isQuestion = decoder.arr[decoder.pos] === STEP_1;
      try {
        if (isQuestion) answerServer(decoder);
        else readSync?.(encoder, decoder, ...rest);
      } catch {
        // Bytes that Yjs cannot read: another connection brings them again.
        queueMicrotask(() => end({ code: 1006, reason: 'unreadable' }));
      }
    };
    provider.messageHandlers[BARRIER_ANSWER] = (_encoder, decoder) => {
      listener.barrierAnswered(readVarUint(decoder));
    };
    provider.on('sync', (isSynced) => {
      if (isSynced && !isOver) listener.receivedAll();
    });
    provider.on('closed', ({ code, reason }) => end({ code, reason }));
    // Null: the provider gave up on a silent server by itself.
    provider.on('connection-close', (event) => {
      if (!event) queueMicrotask(() => end({ code: 1006, reason: 'silent' }));
    });
    provider.connect();
    return {
      sendBarrier: (number) => send(encodeMessage({ type: 'barrier', number })),
      setPlace: (place) => awareness.setLocalState(place === null ? null : { place }),
      close: () => end(null),
    };
  };
}

function readPresent(states: Iterable<unknown>): Present[] {
  return Array.from(states).flatMap((state) => {
    const { place, user } = (state ?? {}) as {
      place?: unknown;
      user?: { memberId?: unknown; name?: unknown };
    };
    const { memberId, name } = user ?? {};
    if (typeof memberId !== 'string' || typeof name !== 'string') return [];
    return { memberId, name, place: typeof place === 'string' ? place : '' };
  });
}
