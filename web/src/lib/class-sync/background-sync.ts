import type { ClassSummaryBody } from '@tallybook/shared/protocol/api-types';
import type { PageLife } from '$lib/platform/page-life.ts';
import type { ClassRow } from '$lib/platform/schema.ts';
import type { ApiRefusal } from '$lib/platform/sync-api.ts';
import type { Network } from '$lib/platform/sync-network.ts';
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
  #running: Promise<void> | null = null;

  constructor(parts: BackgroundParts) {
    this.#parts = parts;
    this.#keys = new KeyMaker(parts.now, parts.randomBytes);
    const run = (): void => void this.run();
    this.#stops = [parts.page.onReturning(run), parts.network.onOnline(run)];
  }

  /** Syncs what is behind. Never rejects; asked again while it runs, it is the same run. */
  run(): Promise<void> {
    this.#running ??= this.#runAlone().finally(() => (this.#running = null));
    return this.#running;
  }

  /** Settles when nothing runs. */
  get over(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  /** Idempotent; what runs comes to its end. */
  close(): void {
    for (const stop of this.#stops) stop();
  }

  async #runAlone(): Promise<void> {
    const { locks, profileName, sessions, network } = this.#parts;
    if (!network.isOnline) return;
    sessions.connectOpen();
    await locks.runAlone(`${profileName}/sync`, () => this.#syncAll());
  }

  async #syncAll(): Promise<void> {
    const { api, store, channel, onRefused } = this.#parts;
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
    const { store } = this.#parts;
    const changed = await store.change(summary.id, (row) => withSummary(row, summary), 'relaxed');
    if (changed.ok && !changed.value) await store.add(rowFromSummary(summary, this.#keys.id()));
  }

  async #isDue(row: ClassRow, listed: ClassSummaryBody | undefined): Promise<boolean> {
    if (listed?.unreadable) return false;
    // Not listed any more: the socket tells whether I was removed or the class deleted, once.
    if (!listed) return row.refusal === null;
    const isBehind = row.seq !== listed.seq || row.epoch !== listed.epoch || row.code === '';
    if (isBehind || !row.isOnServer || Object.keys(row.unsent).length > 0) return true;
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
