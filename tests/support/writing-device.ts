import type { Message } from '@tallybook/shared/protocol/messages';
import { idFromBytes } from '@tallybook/shared/revisions/ids';
import { serializeRevision } from '@tallybook/shared/revisions/revision';
import * as Y from 'yjs';
import type { RandomSource } from './random-source.ts';
import { SyncSocket, type SocketEnd, type SyncAddress } from './sync-socket.ts';

/** What a device knows of one record. */
export interface KnownRecord {
  readonly key: string;
  readonly json: string;
}

interface Barrier {
  readonly number: number;
  readonly own: readonly KnownRecord[];
  readonly resolve: (isAnswered: boolean) => void;
}

/**
 * The device of one member: keeps its document between connections as the app does, offers again what the server does not
 * have, and tells apart what a barrier has confirmed. Ends of its sockets are kept for whoever judges them.
 */
export class WritingDevice {
  readonly memberId: string;
  /** Own records that a barrier has confirmed. */
  readonly confirmed = new Map<string, string>();
  /** Records of others that the server has shown. */
  readonly shown = new Map<string, string>();
  readonly ends: SocketEnd[] = [];
  readonly #random: RandomSource;
  #doc = new Y.Doc();
  #unconfirmed: KnownRecord[] = [];
  #socket: SyncSocket | undefined;
  #lastBarrier = 0;
  #barriers: Barrier[] = [];
  #onSynced: (isSynced: boolean) => void = () => undefined;
  #hasAnswered = false;
  #hasHeard = false;

  constructor(memberId: string, random: RandomSource) {
    this.memberId = memberId;
    this.#random = random;
    this.#follow();
  }

  get doc(): Y.Doc {
    return this.#doc;
  }

  get isOpen(): boolean {
    return this.#socket?.isOpen ?? false;
  }

  /** Keys and texts, in no order. */
  records(): ReadonlyMap<string, string> {
    return new Map(this.#doc.getMap<string>('log').entries());
  }

  /** The page is loaded anew: the same document under another Yjs client. Only while not connected. */
  reload(): void {
    const state = Y.encodeStateAsUpdate(this.#doc);
    this.#doc.destroy();
    this.#doc = new Y.Doc();
    Y.applyUpdate(this.#doc, state, 'storage');
    this.#follow();
  }

  /** Resolves with whether both sides have told each other everything. */
  async connect(address: SyncAddress): Promise<boolean> {
    this.close();
    this.#hasAnswered = this.#hasHeard = false;
    this.#lastBarrier = 0;
    const synced = new Promise<boolean>((resolve) => (this.#onSynced = resolve));
    const socket = new SyncSocket(address, (message) => {
      if (this.#socket === socket) this.#receive(socket, message);
    });
    this.#socket = socket;
    void socket.closed.then((end) => {
      this.ends.push(end);
      if (this.#socket === socket) this.#giveUp();
    });
    if (await socket.opened()) {
      socket.send({ type: 'sync-step-1', stateVector: Y.encodeStateVector(this.#doc) });
    }
    return synced;
  }

  /** Writes one record under a fresh key; the note makes it as long as wanted. */
  write(title: string, noteLength = 0): KnownRecord {
    return this.writeAll([{ title, noteLength }])[0] ?? { key: '', json: '' };
  }

  /** Writes records in one transaction, which is one update. */
  writeAll(wanted: readonly { readonly title: string; readonly noteLength: number }[]): KnownRecord[] {
    const amount = this.#random.integer(1, 100_000);
    const leg = { cur: 'EUR', amt: amount, pay: [[this.memberId, amount]], owe: [[this.memberId, amount]] };
    const written = wanted.map(({ title, noteLength }) => {
      const key = idFromBytes('e', this.#random.bytes(12));
      const note = noteLength === 0 ? {} : { note: 'n'.repeat(noteLength) };
      const s = { money: { legs: [leg] }, title, ...note };
      return {
        key,
        json: serializeRevision({ k: 'x', t: this.#random.integer(1, 2 ** 40), a: this.memberId, s }),
      };
    });
    this.#unconfirmed.push(...written);
    this.#doc.transact(() => {
      for (const { key, json } of written) this.#doc.getMap('log').set(key, json);
    }, this);
    return written;
  }

  /** Resolves with whether everything written so far has been confirmed. */
  barrier(): Promise<boolean> {
    const socket = this.#socket;
    if (!socket?.isOpen || !this.#hasAnswered) return Promise.resolve(false);
    const number = ++this.#lastBarrier;
    return new Promise((resolve) => {
      this.#barriers.push({ number, own: [...this.#unconfirmed], resolve });
      socket.send({ type: 'barrier', number });
    });
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#giveUp();
  }

  #follow(): void {
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this && this.#hasAnswered) this.#socket?.send({ type: 'update', update });
    });
  }

  #giveUp(): void {
    for (const { resolve } of this.#barriers.splice(0)) resolve(false);
    this.#onSynced(false);
  }

  #receive(socket: SyncSocket, message: Message): void {
    switch (message.type) {
      case 'sync-step-1':
        socket.send({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(this.#doc, message.stateVector) });
        this.#hasAnswered = true;
        break;
      case 'sync-step-2':
      case 'update':
        this.#take(message.update);
        if (message.type === 'sync-step-2') this.#hasHeard = true;
        break;
      case 'barrier-answer':
        this.#confirm(message.number);
        break;
      case 'awareness':
      case 'query-awareness':
      case 'barrier':
        break;
      default:
        message satisfies never;
    }
    if (this.#hasAnswered && this.#hasHeard) this.#onSynced(true);
  }

  #take(update: Uint8Array): void {
    const log = this.#doc.getMap<string>('log');
    const watch = (event: Y.YMapEvent<string>): void => {
      for (const key of event.keysChanged as Set<string>) this.shown.set(key, log.get(key) ?? '');
    };
    log.observe(watch);
    Y.applyUpdate(this.#doc, update, 'network');
    log.unobserve(watch);
  }

  #confirm(number: number): void {
    const answered = this.#barriers.filter((barrier) => barrier.number <= number);
    this.#barriers = this.#barriers.filter((barrier) => barrier.number > number);
    for (const { own, resolve } of answered) {
      for (const { key, json } of own) this.confirmed.set(key, json);
      resolve(true);
    }
    this.#unconfirmed = this.#unconfirmed.filter(({ key }) => !this.confirmed.has(key));
  }
}
