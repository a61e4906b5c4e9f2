import { LIMITS } from '@tallybook/shared/protocol/limits';
import type { ClassLog } from './class-log.ts';

/** More clients than this that each left something out are no accident. */
const MAX_GAPS = 1_000;
/** An upload of this many bytes between two looks may be the one that closes the gap. */
const UPLOAD_BYTES = 4 * 1024;
/** After which an upload that goes on and on no longer counts, in ms. */
const UPLOAD_MS = 300_000;

/** What one peer sent that could not be used yet, since records before it are missing. */
export class GapWatch {
  readonly #clockByClient = new Map<number, number>();
  #sinceMs = 0;
  #movedAtMs = 0;
  #bytesReceived = 0;
  #hasAskedAgain = false;

  /** Notes what was dropped; false when it is too much. */
  note(gaps: ReadonlyMap<number, number>, nowMs: number, bytesReceived: number): boolean {
    if (gaps.size > 0 && this.#clockByClient.size === 0) {
      this.#sinceMs = this.#movedAtMs = nowMs;
      this.#bytesReceived = bytesReceived;
      this.#hasAskedAgain = false;
    }
    for (const [clientId, clock] of gaps) {
      this.#clockByClient.set(clientId, Math.max(clock, this.#clockByClient.get(clientId) ?? 0));
    }
    return this.#clockByClient.size <= MAX_GAPS;
  }

  /** Whether anything is missing still; others may have sent it meanwhile. */
  isOpen(log: ClassLog): boolean {
    for (const [clientId, clock] of this.#clockByClient) {
      if (log.nextClock(clientId) > clock) this.#clockByClient.delete(clientId);
    }
    return this.#clockByClient.size > 0;
  }

  /** What to do about an open gap. Time does not count while a slow first sync is still coming in. */
  look(log: ClassLog, nowMs: number, bytesReceived: number): 'wait' | 'ask' | 'refuse' {
    if (!this.isOpen(log)) return 'wait';
    if (bytesReceived - this.#bytesReceived >= UPLOAD_BYTES) this.#movedAtMs = nowMs;
    this.#bytesReceived = bytesReceived;
    const idleMs = nowMs - this.#movedAtMs;
    if (idleMs >= LIMITS.gapRefusedMs || nowMs - this.#sinceMs >= UPLOAD_MS) return 'refuse';
    if (this.#hasAskedAgain || idleMs < LIMITS.gapAskAgainMs) return 'wait';
    this.#hasAskedAgain = true;
    return 'ask';
  }
}
