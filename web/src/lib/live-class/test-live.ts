import type { ClassMemberBody } from '@tallybook/shared/protocol/api-types';
import { ClassSessions } from '$lib/class-sync/class-sessions.ts';
import { CLASS_ID, ME, TestTab, until } from '$lib/class-sync/test-class.ts';
import { TestDisk } from '$lib/platform/class-test-disk.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ManualTimers } from '$lib/platform/manual-timers.ts';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import { LiveClass } from './live-class.svelte.ts';

export const BERT = 'm_bert00000';

/** A record by which Bert is in the class. */
export const bertIsIn = { r_bertin000: { k: 'm', e: BERT, t: 1, a: BERT, s: { state: 'in' } } };

/** An expense of Bert's that another member bears alone. */
export function bertPaid(amountMinor: number, forId = ME): Readonly<Record<string, unknown>> {
  const money = {
    legs: [{ cur: 'EUR', amt: amountMinor, pay: [[BERT, amountMinor]], owe: [[forId, amountMinor]] }],
  };
  return { e_bertpaid0: { k: 'x', t: 2, a: BERT, s: { title: 'tickets', date: '2026-02-28', money } } };
}

/** One class on the screen of one tab, with the server and the other members in the hands of the test. */
export class TestLive {
  readonly tab: TestTab;
  readonly #database: LedgerDatabase;
  readonly statuses: (string | null)[] = [];
  /** How often the list of members was asked for. */
  asked = 0;
  /** What the server lists; null: it cannot be reached. */
  listed: readonly ClassMemberBody[] | null = [];
  /** What an answer with the list waits for. */
  answer: Promise<void> = Promise.resolve();
  #live: LiveClass | null = null;

  private constructor() {
    this.#database = new TestDisk().open('tallybook', new ManualTimers());
    this.tab = new TestTab(this.#database);
  }

  static async start(): Promise<TestLive> {
    const started = new TestLive();
    await started.tab.know();
    await started.open();
    return started;
  }

  get live(): LiveClass {
    if (!this.#live) throw new Error('The class is not open');
    return this.#live;
  }

  /** Opens it as a page does that finds only the disk; `connects`: the server lets it in. */
  async open({ connects = true } = {}): Promise<LiveClass> {
    const { tab } = this;
    await this.#live?.close();
    const connected = tab.connections.length;
    const sessions = new ClassSessions(tab.parts);
    const opened = await LiveClass.open(sessions, CLASS_ID, {
      timers: tab.timers,
      ownName: 'Anna',
      today: () => '2026-03-01',
      refresh: async () => {
        this.asked++;
        const members = this.listed;
        await this.answer;
        if (!members) return { ok: false };
        await tab.store.change(CLASS_ID, (row) => ({ ...row, members }));
        await sessions.reread(CLASS_ID);
        return { ok: true };
      },
      onStatus: (status) => this.statuses.push(status?.kind ?? null),
    });
    if (!opened.ok || !opened.value) throw new Error('The class is not here');
    this.#live = opened.value;
    if (connects) await until(() => tab.connections.length > connected);
    return opened.value;
  }

  async close(): Promise<void> {
    await this.#live?.close();
    this.#database.close();
  }

  /** The server has everything, and has told everything. */
  async sync(): Promise<void> {
    this.tab.connection.exchange();
    await this.tab.connection.confirm();
    await until(() => this.live.sync.kind === 'synced');
  }

  /** Somebody else's records, as the server sends them. */
  receive(records: Readonly<Record<string, unknown>>): void {
    const doc = new Doc();
    for (const [id, record] of Object.entries(records)) doc.getMap('log').set(id, JSON.stringify(record));
    applyUpdate(this.tab.connection.target.doc, encodeStateAsUpdate(doc), 'server');
    doc.destroy();
  }

  /** Records an expense that all present members share; its id. */
  async add(title: string, day: string, amountMinor = 1000): Promise<string> {
    const memberIds = this.live.members.filter(({ hasLeft }) => !hasLeft).map(({ id }) => id);
    const written = await this.live.addEntry({
      money: {
        kind: 'expense',
        amountMinor,
        currency: 'EUR',
        payers: [[ME, amountMinor]],
        split: { mode: 'equally', memberIds },
      },
      day,
      title,
      category: '',
      note: '',
    });
    if (written.kind !== 'saved') throw new Error(written.kind);
    return written.command.entityId;
  }
}
