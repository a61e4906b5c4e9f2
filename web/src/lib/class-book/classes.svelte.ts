import type { DayRange } from '@tallybook/shared/personal/totals';
import { classStatus, overallStatus, type ClassStatus } from '$lib/class-sync/class-status.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import type { ApiRefusal } from '$lib/platform/sync-api.ts';
import type { Network } from '$lib/platform/sync-network.ts';
import type { Account } from '$lib/profile/account.svelte.ts';
import type { ClassEngine } from './class-engine.ts';
import type { AsideCount, ClassShare, ClassShelf } from './class-shelf.ts';
import type { ShareTotals } from './share-sums.svelte.ts';
import type { LostChanges } from './unsent-watch.ts';

/** Of whom no classes were read. */
const noShares: ShareTotals = { firstMonth: null, amounts: () => [], need: () => null };

export interface ClassListItem {
  readonly row: ClassRow;
  readonly status: ClassStatus;
  readonly isArchived: boolean;
  /** How many changes of mine were put aside: waiting to be offered to the server, or refused by it. */
  readonly aside: number;
}

/**
 * The classes of a profile as lists and sums show them, from rows that were derived when the classes were open. What
 * edits and syncs them is loaded when it is asked for, or when the page has nothing better to do.
 */
export class Classes {
  readonly #account: Account;
  readonly #database: LedgerDatabase;
  readonly #network: Network;
  #phase = $state<'none' | 'opening' | 'ready' | 'unavailable'>('none');
  #rows = $state.raw<readonly ClassRow[]>([]);
  #shares = $state.raw<readonly ClassShare[]>([]);
  #newestShares = $state.raw<readonly ClassShare[]>([]);
  #shareSums = $state.raw<ShareTotals>(noShares);
  #aside = $state.raw<ReadonlyMap<string, AsideCount>>(new Map());
  /** Of the classes that are open in this tab. */
  #openStatuses = $state.raw<ReadonlyMap<string, ClassStatus>>(new Map());
  /** Of the classes with changes that are in the memory of this tab alone, whether a screen shows them or not. */
  #unsaved = $state.raw<ReadonlyMap<string, ClassStatus>>(new Map());
  #refusal = $state<ApiRefusal | null>(null);
  #lost = $state.raw<LostChanges | null>(null);
  #isOnline = $state(true);
  #shelf: Promise<ClassShelf> | null = null;
  #engine: Promise<ClassEngine> | null = null;
  #stops: (() => void)[] = [];
  #isClosed = false;

  readonly #list = $derived.by(() => {
    const items = this.#rows.map((row) => {
      const { count = 0, hasWaiting } = this.#aside.get(row.id) ?? {};
      const status =
        this.#unsaved.get(row.id) ??
        this.#openStatuses.get(row.id) ??
        classStatus(row, undefined, hasWaiting);
      return { row, status, isArchived: row.archivedAt !== undefined, aside: count };
    });
    return items.sort(
      (a, b) =>
        Number(a.isArchived) - Number(b.isArchived) ||
        a.row.name.localeCompare(b.row.name) ||
        (a.row.id < b.row.id ? -1 : 1),
    );
  });

  constructor(deps: { account: Account; database: LedgerDatabase; network: Network }) {
    this.#account = deps.account;
    this.#database = deps.database;
    this.#network = deps.network;
    this.#isOnline = deps.network.isOnline;
    if (deps.account.current) this.#phase = 'opening';
  }

  /** Reads the classes, and has them synced in a quiet moment. Without an account there are none. */
  start(whenIdle: (action: () => void) => () => void): void {
    if (this.#phase === 'none') return;
    const look = (): void => void (this.#isOnline = this.#network.isOnline);
    this.#stops.push(this.#network.onOnline(look), this.#network.onOffline(look));
    // What cannot be loaded shows as 'unavailable', and is loaded again when a class is opened, which says so.
    this.#loadShelf().catch(() => undefined);
    this.#stops.push(
      whenIdle(
        () =>
          void this.engine().then(
            (engine) => engine.syncNow(),
            () => undefined,
          ),
      ),
    );
  }

  /** 'none': this profile has no account. */
  get phase(): 'none' | 'opening' | 'ready' | 'unavailable' {
    return this.#phase;
  }

  /** By name, archived ones last. */
  get list(): readonly ClassListItem[] {
    return this.#list;
  }

  byId(classId: string): ClassListItem | undefined {
    return this.#list.find(({ row }) => row.id === classId);
  }

  /** What my shares of all classes add to my own spending. */
  get shareSums(): ShareTotals {
    return this.#shareSums;
  }

  get hasShares(): boolean {
    return this.#newestShares.length > 0;
  }

  /** Some of my shares, newest first. */
  get newestShares(): readonly ClassShare[] {
    return this.#newestShares;
  }

  /** My shares of all classes once `readShares` has brought them; none before. */
  get shares(): readonly ClassShare[] {
    return this.#shares;
  }

  /** Settles, never rejects. What it brings follows every change from then on. */
  async readShares(): Promise<void> {
    await this.#shelf?.then((shelf) => shelf.readShares()).catch(() => undefined);
  }

  /** My shares of a stretch of days; none when they cannot be read. */
  async sharesIn(range: DayRange): Promise<readonly ClassShare[]> {
    return (await this.#shelf?.then((shelf) => shelf.sharesIn(range)).catch(() => null)) ?? [];
  }

  /** What is said of all classes together; null without an account. */
  get status(): ClassStatus | null {
    if (this.#phase === 'none') return null;
    const refusal = this.#account.isSessionOver ? 'sign-in-required' : this.#refusal;
    return overallStatus(
      this.#list.map(({ status }) => status),
      { isOnline: this.isReachable, refusal },
    );
  }

  statusOf(classId: string): ClassStatus | null {
    const item = this.byId(classId);
    if (!item) return null;
    const refusal = this.#account.isSessionOver ? 'sign-in-required' : null;
    return overallStatus([item.status], { isOnline: this.isReachable, refusal });
  }

  /** What was written on this device and went away before the server had it, until somebody has read of it. */
  get lost(): LostChanges | null {
    return this.#lost;
  }

  /** Whether the server was heard the last time that it was asked. */
  get isReachable(): boolean {
    return this.#isOnline && this.#refusal !== 'offline' && this.#refusal !== 'unreadable';
  }

  /**
   * Loads what edits and syncs classes. Rejects when that part of the app cannot be loaded, and without an account.
   */
  engine(): Promise<ClassEngine> {
    const { current } = this.#account;
    if (!current) return Promise.reject(new Error('Classes need an account'));
    this.#engine ??= this.#loadShelf()
      .then(async (shelf) => {
        const { openEngine } = await import('./open-engine.ts');
        const engine = openEngine({
          account: current,
          database: this.#database,
          network: this.#network,
          onChanged: () => shelf.reread(),
          onRefused: (refusal) => this.#note(refusal),
          onStatus: (classId, status) => this.#show(classId, status),
          onUnsaved: (classId, refusal) => {
            const status = refusal && ({ kind: 'not-saved', reason: refusal.reason } as const);
            this.#unsaved = withEntry(this.#unsaved, classId, status);
          },
          onLost: (lost) => (this.#lost = lost),
        });
        if (this.#isClosed) await engine.close();
        return engine;
      })
      .catch((error: unknown) => {
        this.#engine = null;
        throw error;
      });
    return this.#engine;
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    void this.#shelf?.then((shelf) => shelf.close());
    void this.#engine?.then((engine) => engine.close());
  }

  #loadShelf(): Promise<ClassShelf> {
    this.#shelf ??= import('./class-shelf.ts')
      .then(async ({ ClassShelf }) => {
        const shelf = new ClassShelf({
          database: this.#database,
          onRead: (read) => {
            this.#phase = read === null ? 'unavailable' : 'ready';
            if (read === null) return;
            this.#rows = read.rows;
            this.#shares = read.shares;
            this.#newestShares = read.newestShares;
            this.#shareSums = read.sums;
            this.#aside = read.aside;
          },
        });
        await shelf.reread();
        if (this.#isClosed) shelf.close();
        return shelf;
      })
      .catch((error: unknown) => {
        this.#shelf = null;
        this.#phase = 'unavailable';
        throw error;
      });
    return this.#shelf;
  }

  #note(refusal: ApiRefusal | null): void {
    this.#refusal = refusal;
    if (refusal === 'sign-in-required') this.#account.sessionOver();
    else if (refusal === null) this.#account.sessionGood();
  }

  #show(classId: string, status: ClassStatus | null): void {
    this.#openStatuses = withEntry(this.#openStatuses, classId, status);
    if (status?.kind === 'saved' && status.why === 'sign-in') this.#account.sessionOver();
    else if (status?.kind === 'synced') this.#note(null);
  }
}

function withEntry<T>(map: ReadonlyMap<string, T>, key: string, value: T | null): ReadonlyMap<string, T> {
  const changed = new Map(map);
  if (value === null) changed.delete(key);
  else changed.set(key, value);
  return changed;
}
