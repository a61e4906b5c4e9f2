import { CLOSE_CODES } from '@tallybook/shared/protocol/close-codes';
import type { CloseCode } from '@tallybook/shared/protocol/close-codes';
import { LIMITS } from '@tallybook/shared/protocol/limits';
import { ownProperty } from '@tallybook/shared/revisions/json-shape';
import { readMoneyGroup } from '@tallybook/shared/revisions/money-group';
import { parseRevision } from '@tallybook/shared/revisions/revision';
import type { Revision } from '@tallybook/shared/revisions/revision';
import type { ClassLog, LogRecord } from './class-log.ts';
import { UpdateReader } from './update-reader.ts';

/** Who sends an update, and how much more may come from them. */
export interface Sender {
  /** The author id of the account in this class. */
  readonly memberId: string;
  /** After a restore: the members whose records may come from anybody's device. */
  readonly recoverable?: ReadonlySet<string> | undefined;
  /** What the account may still add to the class today of its own, in bytes. */
  readonly bytesLeft: number;
  /** The author for whom an announced client id is kept, if it is. */
  readonly holderOf?: ((clientId: number) => string | undefined) | undefined;
}

/** The rule that an update broke, with the key of the record where there is one. */
export interface UpdateFault {
  readonly code: CloseCode;
  readonly rule: string;
  readonly key?: string;
}

export type Verdict =
  | {
      readonly ok: true;
      /** New records, to be stored; nothing of an update is stored unless all of it passes. */
      readonly fresh: readonly LogRecord[];
      /** Per client the highest clock that was dropped because records before it are missing. */
      readonly gaps: ReadonlyMap<number, number>;
      /** How many structs were looked at. */
      readonly structs: number;
    }
  | { readonly ok: false; readonly fault: UpdateFault };

const FRESH_KEY = /^[er]_[A-Za-z0-9_-]{6,40}$/;

/**
 * Judges an update completely before any of it is stored. What is known already is dropped when it is the same, what
 * continues a client must be a valid record of the sender's own, and what lies beyond a gap is dropped and named.
 */
export function judgeUpdate(log: ClassLog, update: Uint8Array, sender: Sender): Verdict {
  const reader = new UpdateReader(update, LIMITS.clientsPerUpdate);
  const fresh: LogRecord[] = [];
  const freshKeys = new Set<string>();
  const gaps = new Map<number, number>();
  let freshBytes = 0;
  let ownBytes = 0;
  let clientId = -1;
  let known = 0;
  let next = 0;
  let author: string | undefined;
  let holder: string | undefined;

  for (;;) {
    const read = reader.next();
    if (read === 'end') return { ok: true, fresh, gaps, structs: reader.structs };
    if (read !== 'record') return refuse(read);
    const { clock } = reader;
    if (reader.clientId !== clientId) {
      clientId = reader.clientId;
      known = next = log.nextClock(clientId);
      author = log.authorOf(clientId);
      holder = sender.holderOf?.(clientId);
    }
    if (clock > next) {
      gaps.set(clientId, clock);
      continue;
    }
    const { key } = reader;
    const value = reader.readValue();
    if (value === undefined) return refuse('not-text', key);
    if (clock < known) {
      if (!log.holds(clientId, clock, key, value)) return refuse('overwritten', key);
      continue;
    }
    if (!FRESH_KEY.test(key)) return refuse('key', key);
    if (freshKeys.has(key) || log.hasKey(key)) return refuse('key-taken', key);
    const record = parseRevision(key, value);
    if (!record.ok) return refuse(`record-${record.refusal}`, key);
    const fault = judgeRecord(record.value, sender, author);
    if (fault !== undefined) return refuse(fault, key);
    // Its holder may be about to use it, and would lose what it writes offline.
    if (author === undefined && holder !== undefined && holder !== record.value.a) {
      return refuse('client-id', key);
    }
    freshBytes += reader.recordBytes;
    if (record.value.a === sender.memberId) ownBytes += reader.recordBytes;
    const limit = judgeSize(record.value, log.bytes + freshBytes, sender.bytesLeft - ownBytes);
    if (limit) return { ok: false, fault: { ...limit, key } };

    author = record.value.a;
    fresh.push({ clientId, clock, key, value, author, bytes: reader.recordBytes });
    freshKeys.add(key);
    next = clock + 1;
  }
}

function judgeRecord(record: Revision, sender: Sender, boundTo: string | undefined): string | undefined {
  if (Object.hasOwn(record.s, 'money')) {
    const money = readMoneyGroup(ownProperty(record.s, 'money'));
    if (!money.ok) return `money-${money.refusal}`;
  }
  if (record.a !== sender.memberId && !sender.recoverable?.has(record.a)) return 'foreign-author';
  if (boundTo !== undefined && boundTo !== record.a) return 'client-of-another-author';
  return undefined;
}

function judgeSize(record: Revision, documentBytes: number, bytesLeft: number): UpdateFault | undefined {
  if (bytesLeft < 0) return { code: CLOSE_CODES.tooFast, rule: 'daily-quota' };
  const room = isEssential(record) ? LIMITS.documentBytes : LIMITS.documentBytes - LIMITS.reservedBytes;
  return documentBytes > room ? { code: CLOSE_CODES.tooLarge, rule: 'document-full' } : undefined;
}

/** What a class must still take when it is full, so that people can settle up and leave. */
function isEssential({ k, s }: Revision): boolean {
  if (k === 's' || k === 'm') return true;
  const groups = Object.keys(s);
  return groups.length === 1 && groups[0] === 'del';
}

function refuse(rule: string, key?: string): Verdict {
  return {
    ok: false,
    fault: { code: CLOSE_CODES.malformed, rule, ...(key === undefined ? {} : { key }) },
  };
}
