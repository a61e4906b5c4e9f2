import type { BalanceExplanation } from '@tallybook/shared/balances/explain-balance';
import { explainBalance } from '@tallybook/shared/balances/explain-balance';
import { addEntry } from '@tallybook/shared/class-doc/commands/add-entry';
import { deleteEntity, restoreEntity } from '@tallybook/shared/class-doc/commands/delete-entity';
import { editClass, type ClassChanges } from '@tallybook/shared/class-doc/commands/edit-class';
import { editEntry } from '@tallybook/shared/class-doc/commands/edit-entry';
import type { EntryFields } from '@tallybook/shared/class-doc/commands/entry-fields';
import { addMember, renameMember, setMemberState } from '@tallybook/shared/class-doc/commands/members';
import {
  editPayment,
  recordPayment,
  type PaymentFields,
  type Suggestion,
} from '@tallybook/shared/class-doc/commands/record-payment';
import type { ClassEntry, HistoryStep } from '@tallybook/shared/class-doc/records';
import type { Day } from '@tallybook/shared/calendar/day';
import { readMoneyGroup } from '@tallybook/shared/revisions/money-group';
import type { MoneyInput } from '@tallybook/shared/split/money-input';
import { openMoney } from '@tallybook/shared/split/open-money';
import type { ClassSession } from '$lib/class-sync/class-session.ts';
import type { ClassSessions, OpenClass } from '$lib/class-sync/class-sessions.ts';
import { classStatus, type ClassStatus } from '$lib/class-sync/class-status.ts';
import type { BuildCommand, ClassWrite as SessionWrite } from '$lib/class-sync/document-holder.ts';
import type { SaveOutcome } from '$lib/class-sync/save-queue.ts';
import type { SessionEvent } from '$lib/class-sync/session-voice.ts';
import type { SyncState } from '$lib/class-sync/sync-state.ts';
import type { ClassAsideRow, ClassRow } from '$lib/platform/schema.ts';
import { stored, type StorageResult } from '$lib/platform/storage-result.ts';
import type { Present } from '$lib/platform/sync-socket.ts';
import type { Timers } from '$lib/platform/timers.ts';
import { copyOfClass } from './copy-of-class.ts';
import { currencyStates, type CurrencyState } from './currency-states.ts';
import { EntryOrder } from './entry-order.ts';
import { FreshMarks } from './fresh-marks.svelte.ts';
import { inOrder, readMembers, unknownMember, type LiveMember } from './live-members.ts';
import { partsOf, type MyPart } from './my-part.ts';

export type { CurrencyState, MemberBalance, PlannedPayment } from './currency-states.ts';
export type { LiveMember } from './live-members.ts';

/** 'read-only': who was removed, or whose class was deleted, keeps a copy to read. */
export type ClassWrite = SessionWrite | { readonly kind: 'read-only' };

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
  readonly refresh: (classId: string) => Promise<unknown>;
  /** Called when what is said of it changes; null once it is closed. */
  readonly onStatus: (status: ClassStatus | null) => void;
}

/** A list of members is asked for once in this time at most, in ms. */
const REFRESH_PAUSE_MS = 5_000;
/** More at once are a load or a return, not something that somebody just did. */
const MAX_FRESH = 20;

/** One open class as screens read it. Every getter is reactive; a change costs as much as what it touches. */
export class LiveClass {
  readonly #open: OpenClass;
  readonly #session: ClassSession;
  readonly #deps: LiveDeps;
  readonly #fresh: FreshMarks;
  readonly #stopListening: () => void;
  readonly #shown = new EntryOrder();
  readonly #deleted = new EntryOrder();
  /** Rises with what is in the document. */
  #version = $state(0);
  /** Rises with what is said of saving, syncing and the row. */
  #stateVersion = $state(0);
  #entries = $state.raw<readonly ClassEntry[]>([]);
  #deletedEntries = $state.raw<readonly ClassEntry[]>([]);
  #unsynced = $state.raw<ReadonlySet<string>>(new Set());
  #present = $state.raw<readonly Present[]>([]);
  #aside = $state.raw<readonly ClassAsideRow[]>([]);
  #stopWaiting: (() => void) | null = null;
  #toldStatus = '';

  readonly #memberById = $derived.by(() => {
    this.#follow();
    return readMembers(this.#session.ledger, this.#session.row, this.#deps.ownName);
  });
  readonly #members = $derived(inOrder(this.#memberById.values()));
  readonly #currencies = $derived.by(() => {
    this.#follow();
    const ids = this.#members.map(({ id }) => id);
    return currencyStates(this.#session.ledger, ids, this.currency);
  });

  private constructor(open: OpenClass, deps: LiveDeps) {
    this.#open = open;
    this.#session = open.session;
    this.#deps = deps;
    this.#fresh = new FreshMarks(deps.timers);
    this.#unsynced = new Set(this.#session.unsentEntityIds());
    this.#readAll();
    this.#stopListening = this.#session.subscribe((event) => this.#hear(event));
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
    void live.#readAside();
    return stored(live);
  }

  get classId(): string {
    return this.#session.classId;
  }

  get row(): ClassRow {
    this.#followState();
    return this.#session.row;
  }

  get name(): string {
    this.#follow();
    return this.#session.ledger.info().name || this.row.name;
  }

  get currency(): string {
    this.#follow();
    return this.#session.ledger.info().currency || this.row.currency;
  }

  get look(): string {
    this.#follow();
    return this.#session.ledger.info().look;
  }

  /** The class ID as people see it; '' until it is known. */
  get code(): string {
    return this.row.code;
  }

  /** 'loading': nothing of it is here yet. */
  get phase(): 'loading' | 'ready' {
    this.#follow();
    const { seq, isOnServer } = this.row;
    const isEmpty = this.#session.ledger.members().size === 0 && this.#entries.length === 0;
    return isOnServer && seq < 0 && isEmpty && this.sync.kind !== 'synced' ? 'loading' : 'ready';
  }

  get sync(): SyncState {
    this.#followState();
    return this.#session.sync;
  }

  get status(): ClassStatus {
    this.#followState();
    return classStatus(this.#session.row, this.#session);
  }

  /** I was removed, or the class is deleted: what is here can be read and copied. */
  get isReadOnly(): boolean {
    const { refusal } = this.row;
    const { sync } = this;
    const isShutOut = sync.kind === 'stopped' && (sync.why === 'removed' || sync.why === 'deleted');
    return refusal === 'removed' || refusal === 'deleted' || isShutOut;
  }

  get myId(): string {
    this.#follow();
    return this.#session.ledger.identity(this.row.memberId);
  }

  /** Me first, then the others by name, then those who have left. */
  get members(): readonly LiveMember[] {
    return this.#members;
  }

  /** Of any id, also one that is not known yet. */
  member(id: string): LiveMember {
    this.#follow();
    const canonicalId = this.#session.ledger.identity(id);
    return this.#memberById.get(canonicalId) ?? unknownMember(canonicalId);
  }

  /** Those not deleted: newest day first, then newest created. */
  get entries(): readonly ClassEntry[] {
    return this.#entries;
  }

  get deletedEntries(): readonly ClassEntry[] {
    return this.#deletedEntries;
  }

  entryById(id: string): ClassEntry | undefined {
    this.#follow();
    return this.#session.ledger.entry(id);
  }

  /** Records that cannot be read, and rows of this device that are damaged. */
  get unreadableCount(): number {
    this.#follow();
    return this.#session.ledger.quarantined().length + this.#session.damagedCount;
  }

  /** Records of mine that the server refused; they are kept on this device and count nowhere. */
  get aside(): readonly ClassAsideRow[] {
    return this.#aside.filter(({ refusedFor }) => refusedFor !== null);
  }

  get currencies(): readonly CurrencyState[] {
    return this.#currencies;
  }

  myPart(entry: ClassEntry): MyPart[] {
    const { myId } = this;
    return partsOf(entry, (id) => this.#session.ledger.identity(id) === myId);
  }

  /** Whether something of mine about it is not yet on the server. */
  isUnsynced(entityId: string): boolean {
    return this.#unsynced.has(entityId);
  }

  /** Whether somebody else has just changed it. */
  isFresh(entityId: string): boolean {
    return this.#fresh.has(entityId);
  }

  get here(): readonly PresentMember[] {
    const { myId } = this;
    const byId = new Map<string, PresentMember>();
    for (const { memberId, name, place } of this.#present) {
      const { id, name: known } = this.member(memberId);
      if (id !== myId) byId.set(id, { memberId: id, name: known ?? name, place });
    }
    return [...byId.values()];
  }

  setPlace(place: string): void {
    this.#session.setPlace(place);
  }

  explain(memberId: string, currency: string): BalanceExplanation {
    this.#follow();
    const { ledger } = this.#session;
    return explainBalance(ledger.entries(), memberId, currency, (id) => ledger.identity(id));
  }

  history(entityId: string): HistoryStep[] {
    this.#follow();
    return this.#session.ledger.history(entityId);
  }

  /** What was entered, to open it in an editor; null where no editor of one amount can hold it. */
  moneyToEdit(entry: ClassEntry): MoneyInput | null {
    if (entry.kind !== 'expense' && entry.kind !== 'income') return null;
    const money = readMoneyGroup(this.#session.ledger.entity(entry.id)?.groups.get('money')?.value);
    return money.ok ? openMoney(entry.kind, money.value, entry.id) : null;
  }

  addEntry(fields: EntryFields): Promise<ClassWrite> {
    return this.#write((ledger, context) => addEntry(ledger, fields, context));
  }

  editEntry(entryId: string, changes: Partial<EntryFields>): Promise<ClassWrite> {
    return this.#write((ledger, context) => editEntry(ledger, { entryId, changes }, context));
  }

  deleteEntry(entryId: string): Promise<ClassWrite> {
    return this.#write((ledger, context) => deleteEntity(ledger, entryId, context));
  }

  restoreEntry(entryId: string): Promise<ClassWrite> {
    return this.#write((ledger, context) =>
      restoreEntity(ledger, { entityId: entryId, today: this.#deps.today() }, context),
    );
  }

  recordPayment(fields: PaymentFields, suggestion?: Suggestion): Promise<ClassWrite> {
    return this.#write((ledger, context) =>
      recordPayment(ledger, { ...fields, ...(suggestion && { suggestion }) }, context),
    );
  }

  editPayment(entryId: string, fields: PaymentFields): Promise<ClassWrite> {
    return this.#write((ledger, context) => editPayment(ledger, { ...fields, entryId }, context));
  }

  addMember(name: string): Promise<ClassWrite> {
    return this.#write((ledger, context) => addMember(ledger, { name }, context));
  }

  renameMember(memberId: string, name: string): Promise<ClassWrite> {
    return this.#write((ledger, context) => renameMember(ledger, { memberId, name }, context));
  }

  setMemberState(memberId: string, state: 'in' | 'out'): Promise<ClassWrite> {
    return this.#write((ledger, context) => setMemberState(ledger, { memberId, state }, context));
  }

  editClass(changes: ClassChanges): Promise<ClassWrite> {
    return this.#write((ledger, context) => editClass(ledger, changes, context));
  }

  /** Tries again to save what a 'not-saved' write left in memory. */
  retrySave(): Promise<SaveOutcome> {
    return this.#session.save();
  }

  /** Tries again at once to sync. */
  connect(): void {
    this.#session.connect();
  }

  /** All that is in it as JSON that people and programs can read. */
  exportCopy(): string {
    return copyOfClass(this.#session.ledger, this.row, (id) => this.member(id).name);
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#stopListening();
    this.#stopWaiting?.();
    this.#fresh.close();
    await this.#open.release();
    this.#deps.onStatus(null);
  }

  /** What is read after it is read anew when the document changes. */
  #follow(): number {
    return this.#version + this.#stateVersion;
  }

  #followState(): number {
    return this.#stateVersion;
  }

  async #write(build: BuildCommand): Promise<ClassWrite> {
    if (this.isReadOnly) return { kind: 'read-only' };
    const writing = this.#session.write(build);
    const written = await writing;
    if (written.kind !== 'refused' && this.sync.kind !== 'synced')
      this.#noteUnsynced(written.command.entityId);
    return written;
  }

  #noteUnsynced(entityId: string): void {
    if (!this.#unsynced.has(entityId)) this.#unsynced = new Set([...this.#unsynced, entityId]);
  }

  #hear(event: SessionEvent): void {
    if (event === 'state') this.#stateVersion++;
    else if (event === 'presence') this.#present = this.#session.present;
    else {
      if (event === 'all') {
        this.#readAll();
        void this.#readAside();
      } else this.#take(event);
      this.#version++;
      this.#stateVersion++;
    }
    if (event === 'state') this.#tellStatus();
    if (this.#session.sync.kind === 'synced' && this.#unsynced.size > 0) this.#unsynced = new Set();
    this.#askForStrangers();
  }

  #tellStatus(): void {
    const status = classStatus(this.#session.row, this.#session);
    const told = JSON.stringify(status);
    if (told === this.#toldStatus) return;
    this.#toldStatus = told;
    this.#deps.onStatus(status);
  }

  #readAll(): void {
    const entries = Array.from(this.#session.ledger.entries());
    this.#shown.reset(entries.filter(({ deleted }) => !deleted));
    this.#deleted.reset(entries.filter(({ deleted }) => deleted));
    this.#entries = this.#shown.entries;
    this.#deletedEntries = this.#deleted.entries;
  }

  #take(ids: ReadonlySet<string>): void {
    const { ledger, row } = this.#session;
    const me = ledger.identity(row.memberId);
    const found = Array.from(ids, (id) => [id, ledger.entry(id)] as const);
    this.#shown.update(found.map(([id, entry]) => [id, entry?.deleted === false ? entry : undefined]));
    this.#deleted.update(found.map(([id, entry]) => [id, entry?.deleted === true ? entry : undefined]));
    this.#entries = this.#shown.entries;
    this.#deletedEntries = this.#deleted.entries;
    const others = found.filter(([, entry]) => entry && ledger.identity(entry.changedBy) !== me);
    if (others.length <= MAX_FRESH) for (const [id] of others) this.#fresh.mark(id);
  }

  async #readAside(): Promise<void> {
    const aside = await this.#session.aside();
    // What cannot be read now is looked at again when the class is opened the next time.
    if (aside.ok) this.#aside = aside.value;
  }

  /** Names of accounts come with the list of members: somebody who is in the document and not in it is new. */
  #askForStrangers(): void {
    const { ledger, row } = this.#session;
    if (this.#stopWaiting || !row.isOnServer || row.refusal !== null) return;
    const listed = new Set(row.members.map(({ memberId }) => memberId));
    const isStrange = Array.from(ledger.members().values()).some(
      ({ id, isAuthor, name }) => name === null && isAuthor && !listed.has(id),
    );
    if (!isStrange) return;
    this.#stopWaiting = this.#deps.timers.after(REFRESH_PAUSE_MS, () => {
      this.#stopWaiting = null;
    });
    void this.#deps.refresh(this.classId);
  }
}
