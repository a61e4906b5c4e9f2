import { ClassStore } from '../../../web/src/lib/platform/class-store.ts';
import type { ClassChannel, ClassMessage } from '../../../web/src/lib/platform/class-channel.ts';
import { TestDisk } from '../../../web/src/lib/platform/class-test-disk.ts';
import type { LedgerDatabase } from '../../../web/src/lib/platform/database.ts';
import { ManualTimers } from '../../../web/src/lib/platform/manual-timers.ts';
import { connectByWebsocket } from '../../../web/src/lib/platform/sync-socket.ts';
import { BackgroundSync } from '../../../web/src/lib/class-sync/background-sync.ts';
import type { ClassSession } from '../../../web/src/lib/class-sync/class-session.ts';
import { ClassSessions } from '../../../web/src/lib/class-sync/class-sessions.ts';
import type { SyncParts } from '../../../web/src/lib/class-sync/sync-parts.ts';
import type { RandomSource } from '../../support/random-source.ts';
import { CLASS_ID, type HandServer } from './hand-server.ts';
import { webSocketOf, type Link } from './hand-socket.ts';

/** One tab of the app: memory that a crash takes away. */
export interface HandTab {
  readonly database: LedgerDatabase;
  readonly sessions: ClassSessions;
  readonly background: BackgroundSync;
  readonly links: Set<Link>;
  readonly closeChannel: () => void;
  readonly held: Set<string>;
  session: ClassSession | null;
}

/** The device of one account: a disk, a clock, a network that comes and goes, and tabs that come and go over them. */
export class HandDevice {
  readonly account: string;
  readonly timers = new ManualTimers();
  readonly tabs: HandTab[] = [];
  isReachable = true;
  readonly #server: HandServer;
  readonly #disk = new TestDisk();
  readonly #random: RandomSource;
  readonly #clockSkewMs: number;
  readonly #listeners = new Map<object, Set<(message: ClassMessage) => void>>();
  readonly #locked = new Map<string, HandTab['held']>();
  #idle: (() => void)[] = [];

  constructor(parts: { account: string; server: HandServer; random: RandomSource; clockSkewMs: number }) {
    this.account = parts.account;
    this.#server = parts.server;
    this.#random = parts.random;
    this.#clockSkewMs = parts.clockSkewMs;
  }

  get isBusy(): boolean {
    return this.#disk.running > 0;
  }

  /** Opens the app in another tab; nothing is loaded before the next `settle`. */
  async openTab(): Promise<HandTab> {
    const links = new Set<Link>();
    const held = new Set<string>();
    const database = this.#disk.open('tallybook:account', this.timers);
    const { channel, close } = this.#openChannel();
    const answer = (link: Link): void => this.#server.accept(link, this.account);
    const WebSocketPolyfill = webSocketOf((link) => links.add(link), answer);
    const parts: SyncParts = {
      profileName: 'tallybook:account',
      store: new ClassStore(database),
      channel,
      api: this.#server.apiOf(this.account, () => this.isReachable),
      connect: connectByWebsocket('ws://server/sync', { WebSocketPolyfill }),
      locks: { runAlone: (name, work) => this.#runAlone(name, held, work) },
      timers: this.timers,
      now: () => this.#server.timers.nowMs() + this.#clockSkewMs,
      randomBytes: (length) => this.#random.bytes(length),
      whenIdle: (action) => {
        this.#idle.push(action);
        return () => (this.#idle = this.#idle.filter((one) => one !== action));
      },
    };
    const sessions = new ClassSessions(parts);
    const background = new BackgroundSync({
      ...parts,
      sessions,
      letGo: new Set(),
      page: { onLeaving: () => () => undefined, onReturning: () => () => undefined },
      network: { isOnline: true, onOnline: () => () => undefined, onOffline: () => () => undefined },
      onRefused: () => undefined,
    });
    const tab: HandTab = { database, sessions, background, links, held, closeChannel: close, session: null };
    this.tabs.push(tab);
    await this.#openClass(tab);
    return tab;
  }

  /** Opens the class's screen where the class is known by now. */
  async #openClass(tab: HandTab): Promise<void> {
    const opened = await tab.sessions.open(CLASS_ID);
    if (!opened.ok || !opened.value || !this.tabs.includes(tab)) return;
    tab.session = opened.value.session;
    tab.session.connect();
  }

  /** Syncs in the background, as on focus. */
  async sync(tab: HandTab): Promise<void> {
    await tab.background.run();
    if (!tab.session && this.tabs.includes(tab)) await this.#openClass(tab);
  }

  /** The tab is gone without a word: its memory and its sockets. */
  crashTab(tab: HandTab): void {
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    tab.background.close();
    tab.closeChannel();
    for (const link of tab.links) link.cut();
    for (const name of tab.held) this.#locked.delete(name);
    tab.database.close();
    // Frees what y-websocket holds; the database is closed, so nothing more reaches the disk.
    void tab.session?.close();
  }

  partition(): void {
    this.isReachable = false;
    for (const tab of this.tabs) for (const link of tab.links) link.cut();
  }

  /** Moves messages of all its tabs; while the network is away, new sockets fail. */
  move(count: number, isTwice: boolean): void {
    for (const { links } of this.tabs) {
      for (const link of [...links]) {
        if (!this.isReachable) link.cut();
        else link.move(count, isTwice);
        if (link.isOver) links.delete(link);
      }
    }
  }

  get isQuiet(): boolean {
    return this.tabs.every(({ links }) => [...links].every((link) => link.isQuiet));
  }

  /** The browser has nothing better to do. */
  runIdle(): void {
    for (const action of this.#idle.splice(0)) action();
  }

  async #runAlone(name: string, held: Set<string>, work: () => Promise<void>): Promise<boolean> {
    if (this.#locked.has(name)) return false;
    this.#locked.set(name, held);
    held.add(name);
    try {
      await work();
      return true;
    } finally {
      if (this.#locked.get(name) === held) this.#locked.delete(name);
      held.delete(name);
    }
  }

  #openChannel(): { channel: ClassChannel; close: () => void } {
    const own = new Set<(message: ClassMessage) => void>();
    const key = {};
    this.#listeners.set(key, own);
    const close = (): void => void this.#listeners.delete(key);
    const post = (message: ClassMessage): void => {
      for (const [other, listeners] of this.#listeners) {
        if (other !== key && this.#listeners.has(key))
          for (const listener of [...listeners]) listener(message);
      }
    };
    const listen = (listener: (message: ClassMessage) => void) => {
      own.add(listener);
      return () => void own.delete(listener);
    };
    return { channel: { post, listen, close }, close };
  }
}
