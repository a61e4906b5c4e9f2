import type { Day } from '@tallybook/shared/calendar/day';
import type { ClassLedger } from '@tallybook/shared/class-doc/class-ledger';
import type { ClassBody } from '@tallybook/shared/protocol/api-types';
import { formatCode, normalizeCode } from '@tallybook/shared/protocol/class-code';
import { Backoff } from '$lib/class-sync/backoff.ts';
import { BackgroundSync } from '$lib/class-sync/background-sync.ts';
import { withInfo } from '$lib/class-sync/class-info.ts';
import { ClassSessions } from '$lib/class-sync/class-sessions.ts';
import type { ClassStatus } from '$lib/class-sync/class-status.ts';
import { KeyMaker } from '$lib/class-sync/key-maker.ts';
import type { SyncParts } from '$lib/class-sync/sync-parts.ts';
import { LiveClass } from '$lib/live-class/live-class.svelte.ts';
import type { ClassApi, ClassPatch } from '$lib/platform/class-api.ts';
import type { DeviceAccount } from '$lib/platform/device-profiles.ts';
import type { PageLife } from '$lib/platform/page-life.ts';
import { stored, type StorageRefusal, type StorageResult } from '$lib/platform/storage-result.ts';
import type { ApiFailure, ApiRefusal, ApiResult } from '$lib/platform/api-request.ts';
import type { Network } from '$lib/platform/sync-network.ts';
import { syncBeforeLeaving, type LeaveResult } from './before-leaving.ts';
import { keepJoined } from './keep-joined.ts';
import { KeptClass } from './kept-class.ts';
import { newClassRow, type NewClass } from './new-class-row.ts';
import { introduce, settleIn, withSession } from './settle-in.ts';

export interface EngineParts extends SyncParts {
  readonly account: DeviceAccount;
  readonly classApi: ClassApi;
  readonly page: PageLife;
  readonly network: Network;
  readonly today: () => Day;
  /** What is kept of a class has changed. */
  readonly onChanged: () => Promise<void>;
  /** What the server said the last time: null when it answered well. */
  readonly onRefused: (refusal: ApiRefusal | null) => void;
  /** Of a class that is open in this tab; null once it is not any more. */
  readonly onStatus: (classId: string, status: ClassStatus | null) => void;
}

export type JoinResult =
  | { readonly ok: true; readonly classId: string; readonly isNew: boolean }
  /** In at the server, while this device could not note it. */
  | { readonly ok: false; readonly refusal: 'not-kept'; readonly why: StorageRefusal }
  | (Omit<ApiFailure, 'refusal'> & { readonly refusal: 'not-a-code' | ApiRefusal });

/** What people do with classes, here and at the server, and the sync of all of them. */
export class ClassEngine {
  readonly #parts: EngineParts;
  readonly #sessions: ClassSessions;
  readonly #background: BackgroundSync;
  readonly #kept: KeptClass;
  readonly #stops: readonly (() => void)[];
  /** Screens that have a class open. */
  readonly #liveCounts = new Map<string, number>();
  /** Taken off this device: a run of the background that was told of them before does not bring them back. */
  readonly #letGo = new Set<string>();
  readonly #keys: KeyMaker;
  readonly #again: Backoff;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#sessions = new ClassSessions(parts);
    this.#kept = new KeptClass(this.#sessions);
    this.#keys = new KeyMaker(parts.now, parts.randomBytes);
    this.#again = new Backoff(parts.timers, () => (parts.randomBytes(1)[0] ?? 0) / 255);
    this.#background = new BackgroundSync({
      ...parts,
      sessions: this.#sessions,
      letGo: this.#letGo,
      onRefused: (refusal) => this.#heard(refusal),
    });
    const refresh = (): void => {
      for (const [classId, count] of this.#liveCounts) if (count > 0) void this.refresh(classId);
    };
    this.#stops = [
      parts.page.onReturning(refresh),
      parts.network.onOnline(refresh),
      parts.channel.listen((message) => {
        if (message.type === 'classes-changed' && message.letGo) this.#letGo.add(message.letGo);
      }),
    ];
  }

  /**
   * Makes a class on this device, also without a network: the server is told when it can be reached. One that goes on
   * from another is made once: asked again, from whichever tab, it is the one that is here.
   */
  async create(fields: NewClass): Promise<StorageResult<{ classId: string; code: string }>> {
    const row = newClassRow(fields, this.#parts, this.#keys.id());
    const added = await this.#parts.store.addOnce(row);
    if (!added.ok) return added;
    const { id, code } = added.value;
    const settled = await withSession(this.#sessions, id, async (session) => introduce(session, fields.look));
    if (!settled.ok) return settled;
    await this.#changed();
    this.syncNow();
    return stored({ classId: id, code });
  }

  /** Joins by a class ID as it was typed, pasted or scanned. Needs the network. */
  async join(typed: string): Promise<JoinResult> {
    const code = normalizeCode(typed);
    if (code === null) return { ok: false, refusal: 'not-a-code' };
    const joined = this.#noted(await this.#parts.classApi.join(formatCode(code)));
    if (!joined.ok) return joined;
    const { value: body } = joined;
    const kept = await keepJoined(this.#parts.store, body, this.#keys.id());
    // Joining again does no harm, and the list of classes brings it, too.
    if (!kept.ok) return { ok: false, refusal: 'not-kept', why: kept.refusal };
    await this.#changed();
    void settleIn(this.#sessions, body.id);
    return { ok: true, classId: body.id, isNew: kept.value };
  }

  /** Opens a class for a screen, which closes it; null when there is none here. */
  async openLive(classId: string): Promise<StorageResult<LiveClass | null>> {
    const { timers, today, account } = this.#parts;
    const opened = await LiveClass.open(this.#sessions, classId, {
      timers,
      today,
      ownName: account.displayName,
      refresh: (id) => this.refresh(id),
      onStatus: (status) => this.#show(classId, status),
    });
    if (opened.ok && opened.value) {
      this.#liveCounts.set(classId, (this.#liveCounts.get(classId) ?? 0) + 1);
      void this.#kept.keep(classId);
      if (!opened.value.isReadOnly) {
        // Names, roles and the class ID change without a record: they are asked for whenever a class is looked at.
        void settleIn(this.#sessions, classId).then(() => this.refresh(classId));
      }
    }
    return opened;
  }

  /** Fetches who is in a class, and in which role. */
  async refresh(classId: string): Promise<ApiResult<void>> {
    return this.#take(classId, await this.#parts.api.read(classId));
  }

  /** Reads a class that need not be open, as this device has it; null when it is not here. */
  readLedger<T>(classId: string, work: (ledger: ClassLedger) => T): Promise<StorageResult<T | null>> {
    return withSession(this.#sessions, classId, (session) => Promise.resolve(work(session.ledger)));
  }

  setJoining(classId: string, joining: 'open' | 'closed'): Promise<ApiResult<void>> {
    return this.#change(classId, { joining });
  }

  resetCode(classId: string): Promise<ApiResult<void>> {
    return this.#change(classId, { code: 'reset' });
  }

  handOver(classId: string, accountId: string): Promise<ApiResult<void>> {
    return this.#change(classId, { owner: accountId });
  }

  async readmit(classId: string, accountId: string): Promise<ApiResult<void>> {
    return this.#take(classId, await this.#parts.classApi.readmit(classId, accountId));
  }

  async removeMember(classId: string, accountId: string): Promise<ApiResult<void>> {
    const removed = this.#noted(await this.#parts.classApi.removeMember(classId, accountId));
    return removed.ok ? this.refresh(classId) : removed;
  }

  /**
   * Leaves once everything written here is on the server, and takes the class off this device. `mayEnd`: whoever leaves
   * was told that the class ends with it; if only the server knows so, it refuses, and who is in is asked for anew.
   */
  async leave(classId: string, mayEnd: boolean): Promise<LeaveResult> {
    const synced = await syncBeforeLeaving(this.#sessions, classId);
    if (!synced.ok) return synced;
    const { classApi, account } = this.#parts;
    const left = this.#noted(await classApi.leave(classId, account.id, mayEnd));
    if (left.ok) return this.removeFromDevice(classId);
    if (left.refusal === 'last-member') await this.refresh(classId);
    return left;
  }

  async deleteClass(classId: string): Promise<LeaveResult> {
    const deleted = this.#noted(await this.#parts.classApi.deleteClass(classId));
    return deleted.ok ? this.removeFromDevice(classId) : deleted;
  }

  /** Puts a class out of the way on this device; the others are not told. */
  async archive(classId: string, isArchived: boolean): Promise<StorageResult<void>> {
    const archivedAt = isArchived ? this.#parts.now() : undefined;
    const changed = await this.#parts.store.change(classId, (row) => ({ ...row, archivedAt }));
    if (!changed.ok) return changed;
    await this.#changed();
    return stored(undefined);
  }

  async removeFromDevice(classId: string): Promise<StorageResult<void>> {
    const { store, channel } = this.#parts;
    this.#letGo.add(classId);
    channel.post({ type: 'classes-changed', letGo: classId });
    await this.#kept.letGo(classId);
    const removed = await store.remove(classId);
    await this.#changed();
    return removed;
  }

  syncNow(): void {
    void this.#background.run();
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) stop();
    this.#again.cancel();
    this.#background.close();
    await this.#kept.letGo();
    await this.#background.over;
    this.#parts.channel.close();
  }

  /** What is said of a class that two screens have open is said until both are gone. */
  #show(classId: string, status: ClassStatus | null): void {
    if (status === null) {
      const count = (this.#liveCounts.get(classId) ?? 1) - 1;
      this.#liveCounts.set(classId, count);
      if (count > 0) return;
      void this.#parts.onChanged();
    }
    this.#parts.onStatus(classId, status);
  }

  async #change(classId: string, patch: ClassPatch): Promise<ApiResult<void>> {
    return this.#take(classId, await this.#parts.classApi.change(classId, patch));
  }

  async #take(classId: string, answer: ApiResult<ClassBody>): Promise<ApiResult<void>> {
    const noted = this.#noted(answer);
    if (!noted.ok) return noted;
    await this.#parts.store.change(classId, (row) => withInfo(row, noted.value), 'relaxed');
    await this.#changed(classId);
    return { ok: true, value: undefined };
  }

  #noted<T>(result: ApiResult<T>): ApiResult<T> {
    if (result.ok) this.#heard(null);
    else if (['offline', 'unreadable', 'sign-in-required', 'update-needed'].includes(result.refusal))
      this.#heard(result.refusal);
    return result;
  }

  /** What does not answer is asked again after a while, also while nobody touches the app. */
  #heard(refusal: ApiRefusal | null): void {
    this.#parts.onRefused(refusal);
    if (refusal === null) {
      this.#again.cancel();
      this.#again.reset();
    } else if (refusal !== 'sign-in-required' && refusal !== 'update-needed')
      this.#again.schedule(() => this.syncNow());
  }

  /** Tells the lists of this tab and of the others, and whoever has the class open. */
  async #changed(classId?: string): Promise<void> {
    this.#parts.channel.post({ type: 'classes-changed' });
    if (classId !== undefined) await this.#sessions.reread(classId);
    await this.#parts.onChanged();
  }
}
