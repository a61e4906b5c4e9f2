import type {
  ConnectClass,
  Present,
  SocketEnd,
  SyncConnection,
  SyncTarget,
} from '$lib/platform/sync-socket.ts';
import { Durability } from './durability.ts';
import type { Outbox } from './outbox.ts';

interface LinkTarget extends SyncTarget {
  readonly outgoing: Outbox;
}

interface LinkListener {
  /** What `isConfirmed` says may be another. */
  readonly onProgress: () => void;
  /** How many records of each client the server has on its disk. */
  readonly onConfirmed: (vector: ReadonlyMap<number, number>) => void;
  readonly onPresent: () => void;
  readonly onEnded: (end: SocketEnd) => void;
}

/** The socket of a class, one at a time, and what is known through it. */
export class SyncLink {
  readonly #connect: ConnectClass;
  #connection: SyncConnection | null = null;
  #durability: Durability | null = null;
  #hasReceivedAll = false;
  #place: string | null = null;
  #present: readonly Present[] = [];
  #onPresent: () => void = () => undefined;

  constructor(connect: ConnectClass) {
    this.#connect = connect;
  }

  get isOpen(): boolean {
    return this.#connection !== null;
  }

  /** All that the server had is here, and all that is here is on its disk. */
  get isConfirmed(): boolean {
    return this.#hasReceivedAll && this.#durability?.isConfirmed === true;
  }

  /** Who has the class open now, as far as the server says. */
  get present(): readonly Present[] {
    return this.#present;
  }

  /** Where this page is, on this connection and on those to come; null when it is not in the class any more. */
  setPlace(place: string | null): void {
    this.#place = place;
    this.#connection?.setPlace(place);
  }

  open(target: LinkTarget, { onProgress, onConfirmed, onPresent, onEnded }: LinkListener): void {
    let connection: SyncConnection | null = null;
    const send = (number: number): void => connection?.sendBarrier(number);
    const durability = new Durability({ vector: () => target.outgoing.vector, send, onConfirmed });
    this.#hasReceivedAll = false;
    this.#durability = durability;
    this.#onPresent = onPresent;
    this.#connection = connection = this.#connect(target, {
      answeredServer: () => durability.answeredServer(),
      receivedAll: () => {
        this.#hasReceivedAll = true;
        durability.ask();
        onProgress();
      },
      barrierAnswered: (number) => {
        durability.answered(number);
        onProgress();
      },
      presenceChanged: (present) => this.#show(present),
      ended: onEnded,
    });
    if (this.#place !== null) connection.setPlace(this.#place);
  }

  /** The server was told something of this device's, or all is to be confirmed once more. */
  ask(): void {
    this.#durability?.ask();
  }

  /** Of this connection: whether the server confirms all there is at a call, or the connection ends before that. */
  confirmer(): () => Promise<boolean> {
    const durability = this.#durability;
    return () => durability?.confirmed() ?? Promise.resolve(false);
  }

  /** Idempotent. */
  close(): void {
    this.#connection?.close();
    this.#durability?.end();
    this.#connection = this.#durability = null;
    this.#hasReceivedAll = false;
    if (this.#present.length > 0) this.#show([]);
  }

  #show(present: readonly Present[]): void {
    this.#present = present;
    this.#onPresent();
  }
}
