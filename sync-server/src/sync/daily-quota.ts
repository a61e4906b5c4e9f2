import { LIMITS } from '@tallybook/shared/protocol/limits';
import type { JournalEntry } from '../storage/port.ts';

/** Classes that are counted; beyond them the one that was loaded longest ago is forgotten. */
const MAX_CLASSES = 20_000;

/** What each account has added to one class today (UTC), as far as this process knows. */
export class DailyQuota {
  #day = '';
  readonly #bytesByAccount = new Map<string, number>();

  /**
   * Counts what is in the journal of a class that was just loaded: this process may not have been there when it came,
   * and the journal does not have what a snapshot has swallowed since, so the larger figure is the better one.
   */
  readJournal(entries: readonly JournalEntry[], nowMs: number): void {
    this.#startDay(nowMs);
    const read = new Map<string, number>();
    for (const { at, by, update, recovered } of entries) {
      if (!at.startsWith(this.#day) || recovered !== undefined) continue;
      read.set(by, (read.get(by) ?? 0) + update.length);
    }
    for (const [accountId, bytes] of read) {
      this.#bytesByAccount.set(accountId, Math.max(bytes, this.#bytesByAccount.get(accountId) ?? 0));
    }
  }

  bytesLeft(accountId: string, nowMs: number): number {
    this.#startDay(nowMs);
    return LIMITS.dailyBytes - (this.#bytesByAccount.get(accountId) ?? 0);
  }

  add(accountId: string, bytes: number, nowMs: number): void {
    this.#startDay(nowMs);
    this.#bytesByAccount.set(accountId, (this.#bytesByAccount.get(accountId) ?? 0) + bytes);
  }

  #startDay(nowMs: number): void {
    const day = new Date(nowMs).toISOString().slice(0, 10);
    if (day === this.#day) return;
    this.#day = day;
    this.#bytesByAccount.clear();
  }
}

/** The quotas of all classes. They outlive the rooms, whose snapshots do not say who added what. */
export class DailyQuotas {
  readonly #byClass = new Map<string, DailyQuota>();

  /** The quota of a class that is being loaded. */
  of(classId: string): DailyQuota {
    const quota = this.#byClass.get(classId) ?? new DailyQuota();
    this.#byClass.delete(classId);
    this.#byClass.set(classId, quota);
    for (const oldest of this.#byClass.keys()) {
      if (this.#byClass.size <= MAX_CLASSES) break;
      this.#byClass.delete(oldest);
    }
    return quota;
  }
}
