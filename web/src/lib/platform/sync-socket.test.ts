import { encodeMessage, parseFrame, type Message } from '@tallybook/shared/protocol/messages';
import { Doc, encodeStateVector } from 'yjs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ManualTimers } from './manual-timers.ts';
import { connectByWebsocket, type SyncConnection } from './sync-socket.ts';

/** A socket whose other end is the test. */
class HandSocket {
  static readonly all: HandSocket[] = [];
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readyState = 0;
  onopen: () => void = () => undefined;
  onmessage: (event: { data: ArrayBuffer }) => void = () => undefined;
  readonly sent: Message[] = [];

  constructor() {
    HandSocket.all.push(this);
  }

  send(frame: Uint8Array): void {
    const parsed = parseFrame(Uint8Array.from(frame));
    if (parsed.ok) this.sent.push(parsed.value);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = 1;
    this.onopen();
  }

  hear(message: Message): void {
    this.onmessage({ data: Uint8Array.from(encodeMessage(message)).buffer });
  }

  /** What was sent after the greeting. */
  get told(): Message[] {
    return this.sent.filter(({ type }) => type === 'update' || type === 'sync-step-2');
  }
}

let timers: ManualTimers;
let doc: Doc;
let heard: unknown[];
let tell: ((update: Uint8Array) => void) | null;
let connection: SyncConnection;
let socket: HandSocket;
beforeEach(() => {
  timers = new ManualTimers();
  doc = new Doc();
  heard = [];
  tell = null;
  const WebSocketPolyfill = HandSocket as unknown as typeof WebSocket;
  const connect = connectByWebsocket('ws://server/sync', { accountId: 'anna', WebSocketPolyfill, timers });
  connection = connect(
    {
      classId: 'c',
      epoch: 1,
      doc,
      outgoing: {
        answer: (stateVector) => Uint8Array.of(7, ...stateVector),
        listen: (send) => {
          tell = send;
          return () => (tell = null);
        },
      },
    },
    {
      answeredServer: () => heard.push('answered-server'),
      receivedAll: () => heard.push('received-all'),
      barrierAnswered: (number) => heard.push(number),
      presenceChanged: () => undefined,
      ended: (how) => heard.push(how),
    },
  );
  const made = HandSocket.all.at(-1);
  if (!made) throw new Error('No socket was opened');
  socket = made;
});
afterEach(() => {
  connection.close();
  doc.destroy();
});

it('tells the server what may be told, and nothing that only the document has', () => {
  socket.open();
  doc.getMap('log').set('e_unsaved000', '{}');
  expect(socket.told).toEqual([]);
  tell?.(Uint8Array.of(5));
  expect(socket.told).toEqual([{ type: 'update', update: Uint8Array.of(5) }]);
  const stateVector = encodeStateVector(new Doc());
  socket.hear({ type: 'sync-step-1', stateVector });
  expect(socket.told.at(-1)).toEqual({ type: 'sync-step-2', update: Uint8Array.of(7, ...stateVector) });
  expect(heard).toEqual(['answered-server']);
  connection.close();
  expect(tell).toBeNull();
});

it('gives up on a server that does not open the socket', () => {
  timers.advance(29_999);
  expect(heard).toEqual([]);
  timers.advance(1);
  expect(heard).toEqual([{ code: 1006, reason: 'not-opened' }]);
  expect([socket.readyState, tell]).toEqual([3, null]);
});

it('waits no longer for a socket that is open', () => {
  socket.open();
  expect(timers.waitingCount).toBe(0);
});
