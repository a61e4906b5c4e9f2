import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CLOSE_CODES, formatCloseReason } from '@tallybook/shared/protocol/close-codes';
import type { CloseCode } from '@tallybook/shared/protocol/close-codes';
import { LIMITS } from '@tallybook/shared/protocol/limits';
import { isOutdated, SCHEMA_PARAMETER } from '@tallybook/shared/protocol/schema-version';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { PublicOrigin } from '../http/origin.ts';
import type { Timers } from './ports.ts';
import type { Rooms } from './rooms.ts';
import { readSyncPath } from './sync-path.ts';
import { createUpgradeLimit } from './upgrade-limit.ts';
import { toSyncSocket } from './ws-socket.ts';

/** Who holds a session, as far as sync needs to know. */
interface SignedIn {
  readonly account: { readonly id: string; readonly displayName: string };
  readonly session: { readonly id: string };
}

export interface SyncParts {
  readonly rooms: Rooms;
  /** The holder of the session cookie; rejects when the store does not answer. */
  readonly authenticate: (cookieHeader: string | undefined) => Promise<SignedIn | undefined>;
  readonly publicOrigin: PublicOrigin;
  /** What attempts without a session are counted under, such as `addressToKey` gives it. */
  readonly addressKeyOf: (request: IncomingMessage) => string;
  readonly timers: Timers;
  /** Which version this server has; that of the code unless given. */
  readonly schemaVersion?: number;
  /** Told of a request that could not be answered, in words without personal content. */
  readonly reportFailure: (detail: string) => void;
}

/** Upgrades per minute. Honest tabs of one account may all come back at once after a restart. */
const UPGRADES = { perAccount: 300, perAddress: 1_200 };
/** How often a silent connection is asked whether it is still there, in ms; cut when it does not answer until then. */
const PING_MS = 30_000;
/** How long the other side may take to agree to a close, in ms. */
const CLOSE_MS = 1_000;
/** Browsers cut large messages into pieces of 64 KiB or more, networks into packets. */
const MAX_FRAGMENTS = 4_096;
const MAX_CHUNKS = 64 * 1024;

/**
 * Serves `/sync/:classId` on an HTTP server. Requests of other origins are refused before the upgrade; every other
 * refusal is a close code, since a browser can read no more. `drain` ends all connections and resolves when they are
 * gone.
 */
export function attachSync(server: Server, parts: SyncParts): { readonly drain: () => Promise<void> } {
  const { rooms, authenticate, publicOrigin, timers } = parts;
  const options = {
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: LIMITS.socketPayloadBytes,
    maxFragments: MAX_FRAGMENTS,
    maxBufferedChunks: MAX_CHUNKS,
    // The types of `ws` do not know of it yet.
    closeTimeout: CLOSE_MS,
  };
  const sockets = new WebSocketServer(options);
  const accountLimit = createUpgradeLimit(UPGRADES.perAccount, timers);
  const addressLimit = createUpgradeLimit(UPGRADES.perAddress, timers);
  const streamOf = new WeakMap<WebSocket, Duplex & { readonly bytesRead?: number }>();
  /** Sockets that have been asked, with what had been read from them by then. */
  const askedAt = new WeakMap<WebSocket, number>();

  const accept = (request: IncomingMessage, stream: Duplex, head: Buffer): Promise<WebSocket> =>
    new Promise((resolve) => {
      sockets.handleUpgrade(request, stream, head, (socket) => {
        // What is wrong with a frame is told by the close that follows.
        socket.on('error', () => undefined);
        streamOf.set(socket, stream);
        socket.on('pong', () => askedAt.delete(socket));
        resolve(socket);
      });
    });

  /** A page says in `account` whose data it holds, as in `X-Account`: see `readWho`. */
  const judge = async (request: IncomingMessage): Promise<SignedIn | CloseCode | 'too-many'> => {
    let signedIn: SignedIn | undefined;
    try {
      signedIn = await authenticate(request.headers.cookie);
    } catch (error) {
      parts.reportFailure(error instanceof Error ? error.name : 'unknown');
      return CLOSE_CODES.unavailable;
    }
    const said = new URL(request.url ?? '/', 'ws://server').searchParams;
    const expected = said.get('account');
    if (expected !== null && expected !== signedIn?.account.id) signedIn = undefined;
    // Whoever is signed in does not pay for strangers behind the same address.
    if (!signedIn) return addressLimit.take(parts.addressKeyOf(request)) ? CLOSE_CODES.signIn : 'too-many';
    if (!accountLimit.take(signedIn.account.id)) return CLOSE_CODES.unavailable;
    return isOutdated(said.get(SCHEMA_PARAMETER), parts.schemaVersion) ? CLOSE_CODES.updateNeeded : signedIn;
  };

  const upgrade = async (request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> => {
    const { origin } = request.headers;
    if (origin === undefined || !publicOrigin.accepted.has(origin)) {
      refuse(stream, '403 Forbidden');
      return;
    }
    const path = readSyncPath(request.url ?? '');
    if (path === undefined) {
      refuse(stream, '404 Not Found');
      return;
    }
    const verdict = await judge(request);
    if (stream.destroyed) return;
    if (verdict === 'too-many') {
      refuse(stream, '429 Too Many Requests');
      return;
    }
    const socket = await accept(request, stream, head);
    if (typeof verdict === 'number') {
      socket.close(verdict, formatCloseReason({ rule: RULES.get(verdict) ?? 'refused' }));
    } else if (path.classId === undefined) {
      socket.close(CLOSE_CODES.noSuchClass, formatCloseReason({ rule: 'no-such-class' }));
    } else {
      const { classId, epoch } = path;
      rooms.connect(toSyncSocket(socket, stream), { ...verdict, classId, epoch });
    }
  };

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    // Without a listener a connection that breaks here would end the process.
    const onError = (): void => void stream.destroy();
    stream.on('error', onError);
    upgrade(request, stream, head).catch((error: unknown) => {
      parts.reportFailure(error instanceof Error ? error.name : 'unknown');
      stream.destroy();
    });
  };
  server.on('upgrade', onUpgrade);

  const stopPinging = timers.every(PING_MS, () => {
    for (const socket of sockets.clients) {
      const bytesRead = streamOf.get(socket)?.bytesRead ?? 0;
      // An upload that takes longer than the period is a sign of life as good as an answer.
      if (askedAt.get(socket) === bytesRead) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        askedAt.set(socket, bytesRead);
        socket.ping();
      }
    }
  });

  const drain = async (): Promise<void> => {
    server.off('upgrade', onUpgrade);
    server.on('upgrade', (_request, stream: Duplex) => refuse(stream, '503 Service Unavailable'));
    stopPinging();
    await rooms.drain();
    await new Promise<void>((resolve) => {
      const stopWaiting = timers.after(CLOSE_MS, () => {
        for (const socket of sockets.clients) socket.terminate();
      });
      sockets.close(() => {
        stopWaiting();
        resolve();
      });
    });
  };
  return { drain };
}

const RULES: ReadonlyMap<number, string> = new Map([
  [CLOSE_CODES.signIn, 'sign-in'],
  [CLOSE_CODES.updateNeeded, 'update-needed'],
  [CLOSE_CODES.unavailable, 'unavailable'],
]);

function refuse(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => stream.destroy());
}
