import { encodeMessage, parseFrame, type Message } from '@tallybook/shared/protocol/messages';
import { WebSocket } from 'ws';

export interface SyncAddress {
  readonly origin: string;
  readonly classId: string;
  /** `name=value`; none is sent when it is absent. */
  readonly cookie?: string;
  /** Undefined sends the server's own; null sends none. */
  readonly pageOrigin?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a socket ended. Without an upgrade `code` is 1006 and `status` what the server answered, 0 when nothing. */
export interface SocketEnd {
  readonly code: number;
  readonly reason: string;
  readonly status: number | undefined;
}

/**
 * A sync socket that sends what it is told to and does nothing by itself. `onMessage` hears what comes; a frame that is
 * no message of the protocol fails the test that waits for the end.
 */
export class SyncSocket {
  readonly closed: Promise<SocketEnd>;
  readonly #socket: WebSocket;
  #end: SocketEnd | undefined;
  #lastPing = 0;

  constructor(address: SyncAddress, onMessage: (message: Message) => void = () => undefined) {
    const { origin, classId, cookie, pageOrigin = origin, headers } = address;
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/sync/${classId}`, {
      perMessageDeflate: false,
      maxPayload: 64 * 2 ** 20,
      headers: {
        ...(pageOrigin === null ? {} : { Origin: pageOrigin }),
        ...(cookie === undefined ? {} : { Cookie: cookie }),
        ...headers,
      },
    });
    this.#socket = socket;
    let status: number | undefined;
    this.closed = new Promise((resolve, reject) => {
      socket.on('unexpected-response', (request, response) => {
        status = response.statusCode ?? 0;
        request.destroy();
        socket.terminate();
        this.#end = { code: 1006, reason: '', status };
        resolve(this.#end);
      });
      socket.on('error', () => undefined);
      socket.on('close', (code, reason) => {
        this.#end ??= { code, reason: reason.toString(), status };
        resolve(this.#end);
      });
      socket.on('message', (data: Buffer) => {
        const parsed = parseFrame(data);
        if (parsed.ok) onMessage(parsed.value);
        else reject(new Error(`The server sent what is no message: ${parsed.refusal}`));
      });
    });
    // Whoever waits for the end hears of it; nobody has to wait.
    this.closed.catch(() => undefined);
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  get end(): SocketEnd | undefined {
    return this.#end;
  }

  /** Resolves with whether the socket opened. */
  async opened(): Promise<boolean> {
    if (this.#socket.readyState === WebSocket.CONNECTING) {
      await Promise.race([new Promise<void>((resolve) => this.#socket.once('open', resolve)), this.closed]);
    }
    return this.isOpen;
  }

  /** What is sent after the end is dropped. */
  send(message: Message | Uint8Array): void {
    if (this.isOpen) this.#socket.send(message instanceof Uint8Array ? message : encodeMessage(message));
  }

  sendText(text: string): void {
    if (this.isOpen) this.#socket.send(text);
  }

  /** One part of a message in several frames. */
  sendPart(part: Uint8Array, isLast: boolean): void {
    if (this.isOpen) this.#socket.send(part, { fin: isLast });
  }

  /** Resolves with whether the socket still stands when the server has handled all that was sent before. */
  async settle(): Promise<boolean> {
    if (!(await this.opened())) return false;
    const token = String(++this.#lastPing);
    const answered = new Promise<void>((resolve) => {
      const hear = (data: Buffer): void => {
        if (data.toString() !== token) return;
        this.#socket.off('pong', hear);
        resolve();
      };
      this.#socket.on('pong', hear);
    });
    this.#socket.ping(token);
    await Promise.race([answered, this.closed]);
    return this.isOpen;
  }

  /** Stops reading what the server sends. */
  stall(): void {
    this.#socket.pause();
  }

  close(): void {
    this.#socket.terminate();
  }
}
