import type { ClassSummaryBody } from '@tallybook/shared/protocol/api-types';
import type { PageLife } from '$lib/platform/page-life.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import type { ApiRefusal } from '$lib/platform/sync-api.ts';
import type { Network } from '$lib/platform/sync-network.ts';
import { Backoff } from './backoff.ts';
import { rowFromSummary, withInfo, withSummary } from './class-info.ts';
import type { ClassSessions } from './class-sessions.ts';
import { KeyMaker } from './key-maker.ts';
import type { SyncParts } from './sync-parts.ts';

/** Sockets that syncing in the background holds at a time. */
const AT_A_TIME = 2;

export interface BackgroundParts extends SyncParts {
  readonly sessions: ClassSessions;
  readonly page: PageLife;
  readonly network: Network;
  /** Classes taken off this device: a list that was asked for before may still name them. */
  readonly letGo: Set<string>;
  /** The list could not be had, or could again (null): why nothing is synced now. */
  readonly onRefused: (refusal: ApiRefusal | null) => void;
}

/**
 * Brings every class up to date, opened or not: at start, when the page is looked at and when the network comes back.
 * One tab does it for all of them.
 */
export class BackgroundSync {
  readonly #parts: BackgroundParts;
  readonly #keys: KeyMaker;
  readonly #stops: readonly (() => void)[];
  readonly #again: Backoff;
  #running: Promise<void> | null = null;
  #isClosed = false;

  constructor(parts: BackgroundParts) {
    this.#parts = parts;
    this.#again = new Backoff(parts.timers, () => (parts.randomBytes(1)[0] ?? 0) / 255);
    this.#keys = new KeyMaker(parts.now, parts.randomBytes);
    const run = (): void => void this.run();
    this.#stops = [parts.page.onReturning(run), parts.network.onOnline(run)];
  }

  /** Syncs what is behind. Never rejects; asked again while it runs, it is the same run. */
  run(): Promise<void> {
    // Before anything is waited for: what is open does without the list.
    if (this.#parts.network.isOnline) this.#parts.sessions.connectOpen();
    return this.#begin();
  }

  /** Settles when nothing runs. */
  get over(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  /** Idempotent; what runs comes to its end, and no class is kept for what could not be saved. */
  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops) stop();
    this.#again.cancel();
    this.#parts.sessions.close();
  }

  #begin(): Promise<void> {
    this.#running ??= this.#runAlone().finally(() => (this.#running = null));
    return this.#running;
  }

  async #runAlone(): Promise<void> {
    const { locks, profileName, network } = this.#parts;
    if (!network.isOnline) return;
    const hasRun = await locks.runAlone(`${profileName}/sync`, () => this.#syncAll());
    this.#again.cancel();
    if (hasRun) this.#again.reset();
    else this.#onBusy();
  }

  /** Another tab is at it; whether the server can be heard is known here only once it was asked from here. */
  #onBusy(): void {
    if (!this.#isClosed) this.#again.schedule(() => void this.#begin());
  }

  async #syncAll(): Promise<void> {
    const { api, store, channel, letGo, onRefused } = this.#parts;
    letGo.clear();
    const listed = await api.list();
    onRefused(listed.ok ? null : listed.refusal);
    if (!listed.ok) return;
    for (const summary of listed.value) await this.#note(summary);
    const rows = await store.list();
    if (!rows.ok) return;
    channel.post({ type: 'classes-changed' });
    const byId = new Map(listed.value.map((summary) => [summary.id, summary]));
    const due: ClassRow[] = [];
    for (const row of rows.value) if (await this.#isDue(row, byId.get(row.id))) due.push(row);
    const work = async (): Promise<void> => {
      for (let row = due.shift(); row; row = due.shift()) await this.#sync(row, byId.get(row.id)?.seq ?? 0);
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
    channel.post({ type: 'classes-changed' });
  }

  /** A class that was joined on another device appears here, and what is known of the others is kept up. */
  async #note(summary: ClassSummaryBody): Promise<void> {
    const { store, letGo } = this.#parts;
    const changed = await store.change(summary.id, (row) => withSummary(row, summary), 'relaxed');
    if (changed.ok && !changed.value && !letGo.has(summary.id))
      await store.add(rowFromSummary(summary, this.#keys.id()));
  }

  async #isDue(row: ClassRow, listed: ClassSummaryBody | undefined): Promise<boolean> {
    if (listed?.unreadable) return false;
    // What others wrote in an archived class comes when it is opened; what I wrote in it still goes out.
    if (row.archivedAt !== undefined) return row.refusal === null && (await this.#hasUnsent(row));
    // Not listed any more: the socket tells whether I was removed or the class deleted, once.
    if (!listed) return row.refusal === null;
    const isBehind = row.seq !== listed.seq || row.epoch !== listed.epoch || row.code === '';
    return isBehind || (await this.#hasUnsent(row));
  }

  async #hasUnsent(row: ClassRow): Promise<boolean> {
    if (!row.isOnServer || Object.keys(row.unsent).length > 0) return true;
    const aside = await this.#parts.store.aside(row.id);
    return aside.ok && aside.value.some(({ refusedFor }) => refusedFor === null);
  }

  async #sync({ id }: ClassRow, listedSeq: number): Promise<void> {
    const { sessions, api, store } = this.#parts;
    const opened = await sessions.open(id);
    // A class that cannot be read now is tried at the next occasion.
    if (!opened.ok || !opened.value) return;
    const state = await opened.value.session.syncTo(listedSeq);
    if (state.kind === 'synced') {
      const info = await api.read(id);
      if (info.ok) await store.change(id, (row) => withInfo(row, info.value), 'relaxed');
    }
    await opened.value.release();
  }
}
