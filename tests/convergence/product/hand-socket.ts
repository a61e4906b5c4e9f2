import type { SyncSocket } from '../../../sync-server/src/sync/ports.ts';

interface Close {
  readonly code: number;
  readonly reason: string;
}

/** Who takes the server's end of a socket, or null when nothing answers. */
type Answer = (link: Link) => void;

/** The two ends of a socket. Nothing moves from one to the other unless a test says so. */
export class Link {
  readonly url: string;
  readonly browser: HandWebSocket;
  readonly #answer: Answer;
  readonly #toServer: Uint8Array[] = [];
  readonly #toBrowser: (Uint8Array | Close)[] = [];
  #onMessage: (frame: Uint8Array, isBinary: boolean) => void = () => undefined;
  #onClose: () => void = () => undefined;
  #isOver = false;
  #flushed: (() => void)[] = [];

  constructor(url: string, browser: HandWebSocket, answer: Answer) {
    this.url = url;
    this.browser = browser;
    this.#answer = answer;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get isQuiet(): boolean {
    return (
      this.#isOver || (this.browser.readyState === 1 && this.#toServer.length + this.#toBrowser.length === 0)
    );
  }

  /** The server's end. */
  get serverSide(): SyncSocket {
    return {
      bufferedAmount: 0,
      bytesReceived: 0,
      send: (frame, onFlushed) => {
        this.#toBrowser.push(Uint8Array.from(frame));
        if (onFlushed) this.#flushed.push(onFlushed);
      },
      close: (code, reason) => void this.#toBrowser.push({ code, reason }),
      terminate: () => this.cut(),
      pause: () => undefined,
      resume: () => undefined,
      onMessage: (listener) => (this.#onMessage = listener),
      onClose: (listener) => (this.#onClose = listener),
    };
  }

  sendToServer(frame: Uint8Array): void {
    this.#toServer.push(Uint8Array.from(frame));
  }

  /** Opens the socket, then moves up to `count` messages each way; `isTwice` repeats updates, as other tabs would. */
  move(count: number, isTwice = false): void {
    if (this.#isOver) return;
    if (this.browser.readyState === 0) {
      this.#answer(this);
      this.browser.open();
      return;
    }
    for (const frame of this.#toServer.splice(0, count)) {
      this.#onMessage(frame, true);
      if (isTwice && isUpdate(frame)) this.#onMessage(frame, true);
    }
    for (const sent of this.#toBrowser.splice(0, count)) {
      if (this.#isOver) return;
      if (sent instanceof Uint8Array) {
        this.browser.receive(sent);
        if (isTwice && isUpdate(sent)) this.browser.receive(sent);
      } else {
        this.#isOver = true;
        this.#onClose();
        this.browser.end(sent.code, sent.reason);
      }
    }
    for (const run of this.#flushed.splice(0)) run();
  }

  /** The connection breaks; what was on its way is lost. */
  cut(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onClose();
    this.browser.end(1006, '');
  }

  /** The browser's end has gone: what it sent before still arrives. */
  hangUp(): void {
    if (this.#isOver) return;
    for (const frame of this.#toServer.splice(0)) this.#onMessage(frame, true);
    this.#isOver = true;
    this.#onClose();
  }
}

/** A browser's WebSocket as far as y-websocket uses it. */
export class HandWebSocket {
  readonly OPEN = 1;
  binaryType = 'blob';
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: Close) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  readonly #link: Link;

  constructor(url: string, onLink: (link: Link) => void, answer: Answer) {
    this.#link = new Link(url, this, answer);
    onLink(this.#link);
  }

  send(frame: Uint8Array): void {
    if (this.readyState === 1) this.#link.sendToServer(frame);
  }

  close(): void {
    if (this.readyState > 1) return;
    this.readyState = 3;
    this.#link.hangUp();
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  receive(frame: Uint8Array): void {
    this.onmessage?.({ data: Uint8Array.from(frame).buffer });
  }

  end(code: number, reason: string): void {
    if (this.readyState > 1) return;
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}

/** A constructor for y-websocket, whose sockets `onLink` hears of and `answer` serves. */
export function webSocketOf(onLink: (link: Link) => void, answer: Answer): typeof WebSocket {
  class BoundWebSocket extends HandWebSocket {
    constructor(url: string) {
      super(url, onLink, answer);
    }
  }
  return BoundWebSocket as unknown as typeof WebSocket;
}

/** Sync messages other than steps may come any number of times. */
function isUpdate(frame: Uint8Array): boolean {
  return frame[0] === 0 && frame[1] === 2;
}
