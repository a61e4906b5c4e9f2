import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import { setMemberState } from '@tallybook/shared/class-doc/commands/members';
import type { ClassBody, ClassSummaryBody } from '@tallybook/shared/protocol/api-types';
import type { ClassChannel, ClassMessage } from '$lib/platform/class-channel.ts';
import { ClassStore } from '$lib/platform/class-store.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import type { ApiResult, ServerState, SyncApi } from '$lib/platform/sync-api.ts';
import type { SyncListener, SyncTarget } from '$lib/platform/sync-socket.ts';
import { decodeUpdate, Doc, encodeStateAsUpdate, Item } from 'yjs';
import { rowFromSummary } from './class-info.ts';
import { ClassSession } from './class-session.ts';
import type { BuildCommand } from './document-holder.ts';
import type { SyncParts } from './sync-parts.ts';

export const CLASS_ID = 'c1a55000-0000-4000-8000-000000000001';
export const ME = 'm_anna00000';

/** A connection whose other end is the test. */
export class HandConnection {
  readonly target: SyncTarget;
  readonly listener: SyncListener;
  readonly barriers: number[] = [];
  /** Titles of the entries that the server was told of, in order. */
  readonly told: string[] = [];
  isClosed = false;
  place: string | null = null;

  constructor(target: SyncTarget, listener: SyncListener) {
    this.target = target;
    this.listener = listener;
    target.outgoing.listen((update) => !this.isClosed && this.told.push(...titlesIn(update)));
  }

  /** Titles of the entries in the answer to a server that has nothing. */
  get answered(): string[] {
    return titlesIn(this.target.outgoing.answer(Uint8Array.of(0)));
  }

  /** The first exchange: both sides have told each other everything. */
  exchange(): void {
    this.listener.answeredServer();
    this.listener.receivedAll();
  }

  /** Answers every barrier there is, once those due have been sent. */
  async confirm(): Promise<void> {
    await Promise.resolve();
    const last = this.barriers.at(-1);
    if (last !== undefined) this.listener.barrierAnswered(last);
  }

  end(code: number, reason = ''): void {
    this.listener.ended({ code, reason });
  }
}

/** Everything around the classes of one tab, moved by hand. */
export class TestTab {
  readonly connections: HandConnection[] = [];
  readonly timers = new ManualTimers();
  readonly posted: ClassMessage[] = [];
  readonly idle: (() => void)[] = [];
  readonly store: ClassStore;
  readonly parts: SyncParts;
  state: ApiResult<ServerState> = { ok: false, refusal: 'offline' };
  list: ApiResult<readonly ClassSummaryBody[]> = { ok: true, value: [] };
  listCount = 0;
  askList = (): Promise<ApiResult<readonly ClassSummaryBody[]>> => Promise.resolve(this.list);
  created: ApiResult<ClassBody> = { ok: false, refusal: 'offline' };
  readonly asked: { readonly code: string }[] = [];
  isLockTaken = false;
  nowMs = Date.UTC(2026, 2, 1, 12);
  #random = 1;
  #listener: (message: ClassMessage) => void = () => undefined;

  constructor(database: LedgerDatabase, seed = 1) {
    this.#random = seed;
    this.store = new ClassStore(database);
    const refuse = () => Promise.resolve({ ok: false, refusal: 'offline' } as const);
    const api: SyncApi = {
      list: () => {
        this.listCount++;
        return this.askList();
      },
      read: refuse,
      state: () => Promise.resolve(this.state),
      create: (_classId, body) => {
        this.asked.push(body);
        return Promise.resolve(this.created);
      },
    };
    const channel: ClassChannel = {
      post: (message) => void this.posted.push(message),
      listen: (listener) => {
        this.#listener = listener;
        return () => (this.#listener = () => undefined);
      },
      close: () => undefined,
    };
    this.parts = {
      profileName: 'tallybook',
      store: this.store,
      channel,
      api,
      connect: (target, listener) => {
        const connection = new HandConnection(target, listener);
        this.connections.push(connection);
        return {
          sendBarrier: (number) => void connection.barriers.push(number),
          setPlace: (place) => void (connection.place = place),
          close: () => void (connection.isClosed = true),
        };
      },
      locks: {
        runAlone: async (_name, work) => {
          if (this.isLockTaken) return false;
          await work();
          return true;
        },
      },
      timers: this.timers,
      now: () => (this.nowMs += 1_000),
      randomBytes: (length) => Uint8Array.from({ length }, () => this.#next()),
      whenIdle: (action) => {
        this.idle.push(action);
        return () => undefined;
      },
    };
  }

  get connection(): HandConnection {
    const connection = this.connections.at(-1);
    if (!connection) throw new Error('Nothing was connected');
    return connection;
  }

  hear(message: ClassMessage): void {
    this.#listener(message);
  }

  /** Makes the class known as if the list had told of it. */
  async know(): Promise<void> {
    const row = rowFromSummary(summary(0), 'document-1');
    await this.store.add({ ...row, seq: 0 });
  }

  async open(): Promise<ClassSession> {
    const opened = await ClassSession.open(CLASS_ID, this.parts);
    if (!opened.ok || !opened.value) throw new Error('The class is not here');
    return opened.value;
  }

  #next(): number {
    this.#random = (Math.imul(this.#random, 1664525) + 1013904223) >>> 0;
    return this.#random >>> 24;
  }
}

export function summary(seq: number): ClassSummaryBody {
  const known = {
    id: CLASS_ID,
    name: 'House',
    currency: 'EUR',
    epoch: 1,
    role: 'owner',
    memberCount: 1,
  } as const;
  return { ...known, memberId: ME, seq };
}

/** A state of the server's that has nothing of anybody's. */
export function emptyState(epoch: number): ApiResult<ServerState> {
  return { ok: true, value: { epoch, seq: 0, update: encodeStateAsUpdate(new Doc()) } };
}

export const join: BuildCommand = (ledger, context) =>
  setMemberState(ledger, { memberId: ME, state: 'in' }, context);

export function spend(title: string, amountMinor = 1000): BuildCommand {
  return (ledger, context) =>
    addEntry(
      ledger,
      {
        money: {
          kind: 'expense',
          amountMinor,
          currency: 'EUR',
          payers: [[ME, amountMinor]],
          split: { mode: 'equally', memberIds: [ME] },
        },
        day: '2026-03-01',
        title,
        category: '',
        note: '',
      },
      context,
    );
}

export function titlesOf({ ledger }: ClassSession): string[] {
  return Array.from(ledger.entries(), ({ title }) => title).sort();
}

/** Titles in the order of their writing. */
function titlesIn(update: Uint8Array): string[] {
  return decodeUpdate(update).structs.flatMap((struct) => {
    const [json] = struct instanceof Item ? (struct.content.getContent() as string[]) : [];
    const { s } = JSON.parse(json ?? '{}') as { s?: { title?: string } };
    return s?.title === undefined ? [] : [s.title];
  });
}

/** Lets promises and the disk go on until something is so. Nothing here waits for a clock. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let turns = 0; !isSo(); turns++) {
    if (turns === 2_000) throw new Error(`It never came: ${String(isSo)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
