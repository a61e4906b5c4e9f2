import { LIMITS } from '@tallybook/shared/protocol/limits';
import type { JournalEntry } from '../storage/port.ts';

/** What each account has added to one class today (UTC). */
export class DailyQuota {
  #day = '';
  readonly #bytesByAccount = new Map<string, number>();

  /** `entries` are those of the journal at hand; what a snapshot has swallowed is no longer counted after a reload. */
  constructor(entries: readonly JournalEntry[], nowMs: number) {
    this.#startDay(nowMs);
    for (const { at, by, update, recovered } of entries) {
      if (at.startsWith(this.#day) && recovered === undefined) this.#book(by, update.length);
    }
  }

  bytesLeft(accountId: string, nowMs: number): number {
    this.#startDay(nowMs);
    return LIMITS.dailyBytes - (this.#bytesByAccount.get(accountId) ?? 0);
  }

  add(accountId: string, bytes: number, nowMs: number): void {
    this.#startDay(nowMs);
    this.#book(accountId, bytes);
  }

  #book(accountId: string, bytes: number): void {
    this.#bytesByAccount.set(accountId, (this.#bytesByAccount.get(accountId) ?? 0) + bytes);
  }

  #startDay(nowMs: number): void {
    const day = new Date(nowMs).toISOString().slice(0, 10);
    if (day === this.#day) return;
    this.#day = day;
    this.#bytesByAccount.clear();
  }
}
