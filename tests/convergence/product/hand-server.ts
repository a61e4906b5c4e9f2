import type { ClassMemberBody, ClassSummaryBody } from '@tallybook/shared/protocol/api-types';
import { createMemoryStorage } from '../../../sync-server/src/storage/memory/memory-storage.ts';
import type { DocumentStore, JournalEntry } from '../../../sync-server/src/storage/port.ts';
import { createRooms, type Rooms } from '../../../sync-server/src/sync/rooms.ts';
import { HandTimers } from '../../../sync-server/src/sync/rooms-fixture.ts';
import type { ApiResult, SyncApi } from '../../../web/src/lib/platform/sync-api.ts';
import { applyUpdate, Doc } from 'yjs';
import type { Link } from './hand-socket.ts';

export const CLASS_ID = 'c1a55000-0000-4000-8000-000000000001';

interface Held {
  readonly entry: JournalEntry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The server's own rooms over storage in memory, whose disk writes when a test says so and forgets what it has not
 * written when the server crashes.
 */
export class HandServer {
  readonly timers = new HandTimers();
  /** Who is in the class now, by account. */
  readonly memberIds = new Map<string, string>();
  readonly #everyMember = new Map<string, string>();
  readonly #storage = createMemoryStorage(() => this.timers.nowMs());
  #held: Held[] = [];
  #links = new Set<Link>();
  #rooms: Rooms;

  private constructor() {
    this.#rooms = this.#start();
  }

  static async start(memberIds: readonly string[], update: Uint8Array): Promise<HandServer> {
    const server = new HandServer();
    memberIds.forEach((memberId, i) => server.#everyMember.set(accountOf(i), memberId));
    for (const [account, memberId] of server.#everyMember) server.memberIds.set(account, memberId);
    const at = new Date(server.timers.nowMs()).toISOString();
    const { classes, documents } = server.#storage;
    const record = { format: 1, id: CLASS_ID, name: 'House', currency: 'EUR', code: '0123456789AB' } as const;
    await classes.create({ ...record, joining: 'open', createdAt: at, members: [] });
    await documents.append(CLASS_ID, { seq: 1, at, by: accountOf(0), update });
    return server;
  }

  /** A socket arrives; the address has the epoch. */
  accept(link: Link, account: string): void {
    const epoch = Number(new URL(link.url).searchParams.get('epoch'));
    this.#links.add(link);
    this.#rooms.connect(link.serverSide, {
      classId: CLASS_ID,
      account: { id: account, displayName: account },
      session: { id: account },
      epoch,
    });
  }

  /** The next `count` entries reach the disk. */
  writeDisk(count = Infinity): void {
    for (const { entry, resolve, reject } of this.#held.splice(0, Math.min(count, this.#held.length))) {
      this.#storage.documents.append(CLASS_ID, entry).then(resolve, reject);
    }
  }

  /** kill -9 and a new start: what was not on disk is gone, and so are all sockets. */
  crash(): void {
    this.#held = [];
    const links = [...this.#links];
    this.#links.clear();
    this.#rooms = this.#start();
    for (const link of links) link.cut();
  }

  remove(account: string): void {
    this.memberIds.delete(account);
    this.#rooms.cutMember(CLASS_ID, account);
  }

  readmit(account: string): void {
    const memberId = this.#everyMember.get(account);
    if (memberId !== undefined) this.memberIds.set(account, memberId);
  }

  /** Puts the class back to what it was `agoMs` ago. */
  async rollBack(agoMs: number): Promise<void> {
    this.writeDisk();
    await this.timers.settle();
    const at = new Date(this.timers.nowMs() - agoMs).toISOString();
    const rolling = this.#rooms.rollBack(CLASS_ID, at);
    await this.timers.settle();
    await rolling;
  }

  /** The records that are on disk. */
  async durableLog(): Promise<Map<string, unknown>> {
    const doc = new Doc();
    const { updates } = await this.#storage.documents.load(CLASS_ID);
    for (const update of updates) applyUpdate(doc, update);
    return new Map(doc.getMap('log').entries());
  }

  apiOf(account: string, isReachable: () => boolean): SyncApi {
    const asMember = async <T>(answer: () => Promise<T>): Promise<ApiResult<T>> => {
      if (!isReachable()) return { ok: false, refusal: 'offline' };
      if (!this.memberIds.has(account)) return { ok: false, refusal: 'no-such-class' };
      return { ok: true, value: await answer() };
    };
    return {
      list: async () => {
        if (!isReachable()) return { ok: false, refusal: 'offline' };
        const isMember = this.memberIds.has(account);
        return { ok: true, value: isMember ? [await this.#summary(account)] : [] };
      },
      read: () =>
        asMember(async () => ({
          ...(await this.#summary(account)),
          code: '0123-4567-89AB',
          joining: 'open',
          members: [...this.#everyMember].map(([id, memberId]) => memberBody(id, memberId)),
        })),
      state: () => asMember(() => this.#rooms.state(CLASS_ID)),
      create: () => Promise.resolve({ ok: false, refusal: 'class-exists' }),
    };
  }

  async #summary(account: string): Promise<ClassSummaryBody> {
    const memberId = this.#everyMember.get(account) ?? '';
    const position = await this.#rooms.position(CLASS_ID);
    const shown = { id: CLASS_ID, name: 'House', currency: 'EUR', memberCount: this.memberIds.size } as const;
    return { ...shown, ...position, role: 'member', memberId };
  }

  #start(): Rooms {
    const held = this.#held;
    const { documents } = this.#storage;
    const slow: DocumentStore = {
      ...documents,
      append: (_classId, entry) =>
        new Promise<void>((resolve, reject) => void this.#held.push({ entry, resolve, reject })),
    };
    held.length = 0;
    return createRooms({
      documents: slow,
      access: {
        access: (_classId, account) => {
          const memberId = this.memberIds.get(account);
          return Promise.resolve(memberId === undefined ? 'not-a-member' : { memberId, role: 'member' });
        },
        hasSession: () => Promise.resolve(true),
        recoverableMembers: () => Promise.resolve(undefined),
      },
      encodeSnapshot: (update) => Promise.resolve({ update, ledger: {} }),
      timers: this.timers,
      metrics: {
        commitTook: () => undefined,
        journalGrew: () => undefined,
        updateRefused: () => undefined,
        socketClosed: () => undefined,
      },
      report: () => undefined,
      onInfo: () => undefined,
      onRecovered: () => undefined,
    });
  }
}

export function accountOf(index: number): string {
  return `account-${index}`;
}

function memberBody(accountId: string, memberId: string): ClassMemberBody {
  return {
    accountId,
    memberId,
    displayName: accountId,
    role: 'member',
    joinedAt: '2026-01-05T12:00:00.000Z',
  };
}
