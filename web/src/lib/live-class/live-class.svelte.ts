import type { Day } from '@tallybook/shared/calendar/day';
import type { ClassEntry } from '@tallybook/shared/class-doc/records';
import type { Standing } from '$lib/class-sync/class-document.ts';
import type { ClassWrite } from '$lib/class-sync/class-session.ts';
import type { ClassSessions, OpenClass } from '$lib/class-sync/class-sessions.ts';
import { classStatus, type ClassStatus } from '$lib/class-sync/class-status.ts';
import type { BuildCommand } from '$lib/class-sync/document-holder.ts';
import type { SaveOutcome } from '$lib/class-sync/save-queue.ts';
import type { SessionEvent } from '$lib/class-sync/session-voice.ts';
import type { SyncState } from '$lib/class-sync/sync-state.ts';
import type { ClassAsideRow } from '$lib/platform/schema.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import type { Present } from '$lib/platform/sync-socket.ts';
import type { Timers } from '$lib/platform/timers.ts';
import { ClassReading } from './class-reading.svelte.ts';
import { EntityMarks } from './entity-marks.svelte.ts';
import { StrangerWatch } from './stranger-watch.ts';

export type { ClassWrite } from '$lib/class-sync/class-session.ts';
export type { CurrencyState, MemberBalance, PlannedPayment } from './currency-states.ts';
export type { LiveMember } from './live-members.ts';

/** Somebody else who has the class open; `place` is 'list', 'form' or the id of an entry. */
export interface PresentMember {
  readonly memberId: string;
  readonly name: string;
  readonly place: string;
}

export interface LiveDeps {
  readonly timers: Timers;
  readonly today: () => Day;
  /** How this device calls its own account. */
  readonly ownName: string;
  /** Fetches the list of members; the row is then another one. */
  readonly refresh: (classId: string) => Promise<{ readonly ok: boolean }>;
  /** Called when what is said of it changes; null once it is closed. */
  readonly onStatus: (status: ClassStatus | null) => void;
}

/** One open class in a tab, live: it shows what comes, says where it is saved, and writes. */
export class LiveClass extends ClassReading {
  /** How many rows of its list were above the end of the window when it was last left: a way back finds its place. */
  rowsRead = 0;
  /** The same of the list of a search, with what was searched for. */
  searchRead: { readonly asked: string; readonly rows: number } | null = null;

  readonly #open: OpenClass;
  readonly #deps: LiveDeps;
  readonly #marks: EntityMarks;
  readonly #strangers: StrangerWatch;
  readonly #stopListening: () => void;
  #present = $state.raw<readonly Present[]>([]);
  #aside = $state.raw<readonly ClassAsideRow[]>([]);
  #toldStatus = '';
  #isClosed = false;

  private constructor(open: OpenClass, deps: LiveDeps) {
    super(open.session, deps.ownName);
    this.#open = open;
    this.#deps = deps;
    this.#marks = new EntityMarks(deps.timers, this.session.unsentEntityIds());
    this.#strangers = new StrangerWatch({
      timers: deps.timers,
      strangers: () => this.#strangerIds(),
      refresh: () => deps.refresh(this.classId),
    });
    this.#present = this.session.present;
    this.#stopListening = this.session.subscribe((event) => this.#hear(event));
  }

  /** Null when there is no such class on this device. Syncs from then on; the caller closes it. */
  static async open(
    sessions: ClassSessions,
    classId: string,
    deps: LiveDeps,
  ): Promise<StorageResult<LiveClass | null>> {
    const opened = await sessions.open(classId);
    if (!opened.ok || !opened.value) return opened.ok ? stored(null) : opened;
    const live = new LiveClass(opened.value, deps);
    opened.value.session.connect();
    live.#tellStatus();
    void live.#readAside();
    return stored(live);
  }

  /** 'loading': nothing of it is here yet, and it may still come. */
  get phase(): 'loading' | 'ready' {
    const { isOnServer, seq } = this.row;
    const isEmpty = this.entries.length === 0 && this.session.ledger.members().size === 0;
    const isOver = this.sync.kind === 'synced' || this.isReadOnly;
    return isOnServer && seq < 0 && isEmpty && !isOver ? 'loading' : 'ready';
  }

  get sync(): SyncState {
    this.followState();
    return this.session.sync;
  }

  get status(): ClassStatus {
    this.followState();
    return classStatus(this.session.row, this.session);
  }

  /** I was removed, or the class is deleted: what is here can be read and copied. */
  get isReadOnly(): boolean {
    this.followState();
    return this.session.readOnlyFor !== null;
  }

  /** Records of mine that the server refused; they are kept on this device and count nowhere. */
  get aside(): readonly ClassAsideRow[] {
    return this.#aside.filter(({ refusedFor }) => refusedFor !== null);
  }

  /** Whether something of mine about it is not yet on the server. */
  isUnsynced(entityId: string): boolean {
    return this.#marks.isUnsynced(entityId);
  }

  /** Whether somebody else has just changed it. */
  isFresh(entityId: string): boolean {
    return this.#marks.isFresh(entityId);
  }

  /** Everybody else who has it open, once each, wherever they were heard of last. */
  get here(): readonly PresentMember[] {
    const { myId } = this;
    const byId = new Map<string, PresentMember>();
    for (const { memberId, name, place } of this.#present) {
      const { id, name: known } = this.member(memberId);
      if (id !== myId) byId.set(id, { memberId: id, name: known ?? name, place });
    }
    return [...byId.values()];
  }

  /** How large the class is, in bytes; takes as long as it is large. */
  sizeBytes(): number {
    return this.session.sizeBytes();
  }

  /** How far the class has come on this device, for `arrivedSince`. */
  standing(): Standing {
    return this.session.standing();
  }

  /** The records that have come to this device since; null when that cannot be told of the document that it has now. */
  arrivedSince(standing: Standing): ReadonlySet<string> | null {
    return this.read(() => this.session.arrivedSince(standing));
  }

  /** The member whose device brought a record of somebody else's back after a restore of the server. */
  recoveredBy(recordId: string): string | undefined {
    return this.row.recovered?.find(({ ids }) => ids.includes(recordId))?.memberId;
  }

  /** Tells the others where this page is: 'list', 'form' or the id of an entry. */
  setPlace(place: string): void {
    this.session.setPlace(place, this);
  }

  /** Tries again to save what a 'not-saved' write left in memory. */
  retrySave(): Promise<SaveOutcome> {
    return this.session.save();
  }

  /** Works out anew what lists and totals show of the class; false when entries were arriving meanwhile. */
  rederive(): Promise<StorageResult<boolean>> {
    return this.session.rederive();
  }

  /** Tries again at once to sync. */
  connect(): void {
    this.session.connect();
  }

  /** Idempotent. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#stopListening();
    this.#strangers.close();
    this.#marks.close();
    this.session.setPlace(null, this);
    await this.#open.release();
    this.#deps.onStatus(null);
  }

  protected get today(): Day {
    return this.#deps.today();
  }

  protected async write(build: BuildCommand): Promise<ClassWrite> {
    const written = await this.session.write(build);
    const isInDocument = written.kind === 'saved' || written.kind === 'not-saved';
    if (isInDocument && this.session.sync.kind !== 'synced')
      this.#marks.notSynced([written.command.entityId]);
    return written;
  }

  #hear(event: SessionEvent): void {
    this.#mark(this.takeIn(event));
    if (event === 'presence') this.#present = this.session.present;
    else if (event === 'all') void this.#readAside();
    else if (event === 'state') this.#tellStatus();
    this.#strangers.look();
  }

  #mark(changed: readonly ClassEntry[]): void {
    const { ledger, row, sync } = this.session;
    if (sync.kind === 'synced') this.#marks.allSynced();
    if (changed.length === 0) return;
    const me = ledger.identity(row.memberId);
    const idsOf = (isMine: boolean): string[] =>
      changed.filter((entry) => (ledger.identity(entry.changedBy) === me) === isMine).map(({ id }) => id);
    this.#marks.changedByOthers(idsOf(false));
    if (sync.kind !== 'synced') this.#marks.notSynced(idsOf(true));
  }

  #tellStatus(): void {
    const status = classStatus(this.session.row, this.session);
    const told = JSON.stringify(status);
    if (told === this.#toldStatus) return;
    this.#toldStatus = told;
    this.#deps.onStatus(status);
  }

  async #readAside(): Promise<void> {
    const aside = await this.session.aside();
    // What cannot be read now is looked at again when the class is opened the next time.
    if (aside.ok) this.#aside = aside.value;
  }

  /** Whoever writes has an account, and so has whoever is here. */
  #strangerIds(): string[] {
    const { ledger, row, sync, present } = this.session;
    if (sync.kind !== 'synced') return [];
    const listed = new Set(row.members.map(({ memberId }) => memberId));
    const authors = Array.from(ledger.members().values()).filter(
      ({ name, isAuthor }) => name === null && isAuthor,
    );
    const ids = [...authors.map(({ id }) => id), ...present.map(({ memberId }) => memberId)];
    return ids.filter((id) => !listed.has(id));
  }
}
