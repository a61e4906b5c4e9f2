import { CLOSE_CODES } from '@tallybook/shared/protocol/close-codes';
import { LIMITS } from '@tallybook/shared/protocol/limits';
import type { LoadedDocument } from '../storage/port.ts';
import type { ClassLog, LogRecord } from './class-log.ts';
import type { CommitQueue } from './commit-queue.ts';
import type { Commit } from './commit-queue.ts';
import type { DailyQuota } from './daily-quota.ts';
import { judgeUpdate } from './gate.ts';
import type { UpdateFault } from './gate.ts';
import type { Peer } from './peer.ts';
import type { Timers } from './ports.ts';
import type { ClassSeats } from './seats.ts';

/** Structs that take about as long to judge as a message does, of those that one socket may send at its rate. */
const STRUCTS_PER_MESSAGE = 10;

/** The way of an update into a class: judged as a whole, then numbered and handed to the disk in the server's own bytes. */
export class Intake {
  readonly #log: ClassLog;
  readonly #commits: CommitQueue;
  readonly #timers: Timers;
  readonly #quota: DailyQuota;
  readonly #seats: ClassSeats;
  /** Counted for the day once it is on disk: what the disk refuses will be sent again. */
  readonly #inFlightBytes = new Map<string, number>();
  #seq: number;

  constructor(parts: {
    readonly loaded: LoadedDocument;
    readonly log: ClassLog;
    readonly commits: CommitQueue;
    readonly timers: Timers;
    readonly quota: DailyQuota;
    readonly seats: ClassSeats;
  }) {
    this.#log = parts.log;
    this.#commits = parts.commits;
    this.#timers = parts.timers;
    this.#quota = parts.quota;
    this.#quota.readJournal(parts.loaded.journal, parts.timers.nowMs());
    this.#seats = parts.seats;
    this.#seq = parts.loaded.seq;
  }

  /**
   * Takes an update in, or says what is wrong with it, in which case nothing of it is. What lies beyond a gap is
   * dropped and watched for.
   * @param isAskedFor whether it answers a step 1 of ours, and may be large
   */
  take(peer: Peer, update: Uint8Array, isAskedFor: boolean): UpdateFault | undefined {
    if (!isAskedFor && update.length > LIMITS.updateBytes) {
      return { code: CLOSE_CODES.tooLarge, rule: 'update-too-large' };
    }
    const nowMs = this.#timers.nowMs();
    const { memberId, accountId, recoverable } = peer;
    const inFlightBytes = this.#inFlightBytes.get(accountId) ?? 0;
    const verdict = judgeUpdate(this.#log, update, {
      memberId,
      recoverable,
      bytesLeft: this.#quota.bytesLeft(accountId, nowMs) - inFlightBytes,
      holderOf: (clientId) => this.#seats.holderOf(clientId),
    });
    if (!verdict.ok) return verdict.fault;
    peer.connection.charge(verdict.structs / STRUCTS_PER_MESSAGE);
    const own = verdict.fresh.filter(({ author }) => author === memberId);
    this.#commit(peer, own, nowMs, false);
    if (own.length < verdict.fresh.length) {
      const recovered = verdict.fresh.filter(({ author }) => author !== memberId);
      this.#commit(peer, recovered, nowMs, true);
    }
    return peer.gaps.note(verdict.gaps, this.#timers.elapsedMs(), peer.connection.bytesReceived)
      ? undefined
      : { code: CLOSE_CODES.malformed, rule: 'gap' };
  }

  /** To be told of everything that has come to the disk. */
  onCommitted({ entry: { by, update, recovered } }: Commit): void {
    if (recovered !== undefined) return;
    this.#count(by, -update.length);
    this.#quota.add(by, update.length, this.#timers.nowMs());
  }

  #count(accountId: string, bytes: number): void {
    const inFlightBytes = (this.#inFlightBytes.get(accountId) ?? 0) + bytes;
    if (inFlightBytes > 0) this.#inFlightBytes.set(accountId, inFlightBytes);
    else this.#inFlightBytes.delete(accountId);
  }

  #commit(peer: Peer, records: readonly LogRecord[], nowMs: number, isRecovered: boolean): void {
    if (records.length === 0) return;
    const ranges = this.#log.add(records);
    const update = this.#log.encode(ranges);
    if (!isRecovered) this.#count(peer.accountId, update.length);
    this.#commits.append({
      from: peer,
      ranges,
      acceptedAtMs: this.#timers.elapsedMs(),
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
