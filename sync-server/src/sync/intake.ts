import { CLOSE_CODES } from '@tallybook/shared/protocol/close-codes';
import { LIMITS } from '@tallybook/shared/protocol/limits';
import type { LoadedDocument } from '../storage/port.ts';
import type { ClassLog, LogRecord } from './class-log.ts';
import type { CommitQueue } from './commit-queue.ts';
import { DailyQuota } from './daily-quota.ts';
import { judgeUpdate } from './gate.ts';
import type { UpdateFault } from './gate.ts';
import type { Peer } from './peer.ts';
import type { Timers } from './ports.ts';

/** The way of an update into a class: judged as a whole, then numbered and handed to the disk in the server's own bytes. */
export class Intake {
  readonly #log: ClassLog;
  readonly #commits: CommitQueue;
  readonly #timers: Timers;
  readonly #quota: DailyQuota;
  #seq: number;

  constructor(parts: {
    readonly loaded: LoadedDocument;
    readonly log: ClassLog;
    readonly commits: CommitQueue;
    readonly timers: Timers;
  }) {
    this.#log = parts.log;
    this.#commits = parts.commits;
    this.#timers = parts.timers;
    this.#quota = new DailyQuota(parts.loaded.journal, parts.timers.nowMs());
    this.#seq = parts.loaded.seq;
  }

  /**
   * Takes an update in, or says what is wrong with it, in which case nothing of it is. What lies beyond a gap is
   * dropped and watched for.
   */
  take(peer: Peer, update: Uint8Array, isFirstSync: boolean): UpdateFault | undefined {
    if (!isFirstSync && update.length > LIMITS.updateBytes) {
      return { code: CLOSE_CODES.tooLarge, rule: 'update-too-large' };
    }
    const nowMs = this.#timers.nowMs();
    const { memberId, accountId, recoverable } = peer;
    const bytesLeft = recoverable ? LIMITS.documentBytes : this.#quota.bytesLeft(accountId, nowMs);
    const verdict = judgeUpdate(this.#log, update, { memberId, recoverable, bytesLeft });
    if (!verdict.ok) return verdict.fault;
    const own = verdict.fresh.filter(({ author }) => author === memberId);
    this.#commit(peer, own, nowMs, false);
    if (own.length < verdict.fresh.length) {
      const recovered = verdict.fresh.filter(({ author }) => author !== memberId);
      this.#commit(peer, recovered, nowMs, true);
    }
    return peer.gaps.note(verdict.gaps, nowMs, peer.connection.bytesReceived)
      ? undefined
      : { code: CLOSE_CODES.malformed, rule: 'gap' };
  }

  #commit(peer: Peer, records: readonly LogRecord[], nowMs: number, isRecovered: boolean): void {
    if (records.length === 0) return;
    const ranges = this.#log.add(records);
    const update = this.#log.encode(ranges);
    if (!isRecovered) this.#quota.add(peer.accountId, update.length, nowMs);
    this.#commits.append({
      from: peer,
      ranges,
      acceptedAtMs: nowMs,
      entry: {
        seq: ++this.#seq,
        at: new Date(nowMs).toISOString(),
        by: peer.accountId,
        update,
        ...(isRecovered ? { recovered: true } : {}),
      },
    });
  }
}
