import { once } from 'node:events';
import { encodeMessage } from '@tallybook/shared/protocol/messages';
import { WebSocket } from 'ws';
import type { Seat } from './seat.ts';
import type { Wire } from './wires.ts';

const SYNC = 0;
const HOCUSPOCUS_SYNC_REPLY = 4;
const HOCUSPOCUS_STATUS = 8;
const BARRIER_ANSWER = 101;
const STEP_1 = 0;
const STEP_2 = 1;
const EMPTY = Uint8Array.of(0);
const EMPTY_UPDATE = Uint8Array.of(0, 0);
const SYNC_TIMEOUT_MS = 30_000;

export interface ClientOptions {
  /** What the client has and the server does not. */
  readonly update?: Uint8Array;
  /** Given every message that carries records, from the first on. */
  readonly onRecords?: (message: Buffer) => void;
}

/**
 * One socket without a Y.Doc behind it, so that a thousand of them cost their machine little: it answers the
 * handshake, hands on what carries records, and keeps count of what was acknowledged.
 */
export class SyncClient {
  readonly seat: Seat;
  /** Numbers of updates that the server has acknowledged. */
  readonly acknowledged: number[] = [];
  onRecords: (message: Buffer) => void;
  readonly #wire: Wire;
  readonly #socket: WebSocket;
  readonly #update: Uint8Array;
  readonly #unacknowledged: { readonly index: number; readonly barrier: number }[] = [];
  #barriers = 0;
  #statusesToSkip = 0;
  #hasSynced = false;

  private constructor(wire: Wire, port: number, seat: Seat, options: ClientOptions) {
    this.seat = seat;
    this.#wire = wire;
    this.#update = options.update ?? EMPTY_UPDATE;
    this.onRecords = options.onRecords ?? (() => undefined);
    const { url, options: socketOptions } = wire.address(port, seat);
    this.#socket = new WebSocket(url, { perMessageDeflate: false, ...socketOptions });
    this.#socket.on('message', (frame: Buffer) => this.#receive(wire.unwrap(frame)));
  }

  /** Resolves when the server has answered what it holds. Throws when it closes the socket instead. */
  static async open(wire: Wire, port: number, seat: Seat, options: ClientOptions = {}): Promise<SyncClient> {
    const client = new SyncClient(wire, port, seat, options);
    await client.#synced();
    // What breaks later shows as updates that do not come.
    client.#socket.on('error', () => undefined);
    return client;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Sends an update, with a barrier behind it where that is how its server acknowledges. */
  send(message: Uint8Array, index: number, wantsAcknowledgement: boolean): void {
    this.#socket.send(this.#wire.wrap(this.seat, message));
    if (this.#wire.acknowledges === 'each-update') this.#unacknowledged.push({ index, barrier: 0 });
    if (this.#wire.acknowledges !== 'by-barrier' || !wantsAcknowledgement) return;
    const barrier = this.#barriers++;
    this.#unacknowledged.push({ index, barrier });
    this.#socket.send(encodeMessage({ type: 'barrier', number: barrier }));
  }

  /** Waits for a few ms for the other side to agree. */
  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    const timer = setTimeout(() => this.#socket.terminate(), 1_000);
    await closed;
    clearTimeout(timer);
  }

  async #synced(): Promise<void> {
    const timer = setTimeout(() => this.#socket.terminate(), SYNC_TIMEOUT_MS);
    try {
      await once(this.#socket, 'open');
      for (const frame of this.#wire.greeting(this.seat)) this.#socket.send(frame);
      this.#send(encodeMessage({ type: 'sync-step-1', stateVector: EMPTY }));
      await new Promise<void>((resolve, reject) => {
        this.#onSynced = resolve;
        this.#socket.once('close', (code, reason) =>
          reject(new Error(`Closed with ${code} ${reason.toString()} before the first sync`)),
        );
      });
    } finally {
      clearTimeout(timer);
    }
  }

  #onSynced: () => void = () => undefined;

  #send(message: Uint8Array): void {
    this.#socket.send(this.#wire.wrap(this.seat, message));
  }

  #receive(message: Buffer): void {
    const [type = -1] = message;
    switch (type) {
      case SYNC:
      case HOCUSPOCUS_SYNC_REPLY:
        this.#receiveSync(message);
        return;
      case HOCUSPOCUS_STATUS:
        if (this.#statusesToSkip > 0) this.#statusesToSkip--;
        else this.#acknowledge(this.#unacknowledged.splice(0, 1));
        return;
      case BARRIER_ANSWER: {
        const answered = readNumber(message);
        const open = this.#unacknowledged.findIndex(({ barrier }) => barrier > answered);
        this.#acknowledge(this.#unacknowledged.splice(0, open === -1 ? Infinity : open));
      }
    }
  }

  #receiveSync(message: Buffer): void {
    if (message[1] === STEP_1) {
      this.#send(encodeMessage({ type: 'sync-step-2', update: this.#update }));
      if (this.#wire.acknowledges === 'each-update') this.#statusesToSkip++;
      return;
    }
    this.onRecords(message);
    if (message[1] !== STEP_2 || this.#hasSynced) return;
    this.#hasSynced = true;
    this.#onSynced();
  }

  #acknowledge(updates: readonly { readonly index: number }[]): void {
    for (const { index } of updates) this.acknowledged.push(index);
  }
}

/** The number behind the type of a barrier's answer. */
function readNumber(message: Buffer): number {
  let number = 0;
  for (let at = 1, scale = 1; at < message.length; at++, scale *= 128) {
    number += ((message[at] ?? 0) & 127) * scale;
  }
  return number;
}
