import { encodeMessage } from '@tallybook/shared/protocol/messages';
import type { RevisionRow } from '@tallybook/shared/revisions/revision';
import { createEncoder, toUint8Array, writeUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import { encodeLogUpdate } from '../../support/encode-log-update.ts';
import { randomClass } from '../../support/random-class.ts';
import type { RandomSource } from '../../support/random-source.ts';

/** What every item of a class log looks like in an update, up to its key of 18 characters. */
const ITEM = Buffer.from([0x28, 1, 3, ...Buffer.from('log'), 18]);
const INDEX_DIGITS = 8;
const ZERO = 0x30;

/** Calls `visit` with the place of each record's key in the bytes of a message. */
export function forEachKey(bytes: Buffer, visit: (keyAt: number) => void): void {
  for (let at = bytes.indexOf(ITEM); at !== -1; at = bytes.indexOf(ITEM, at + ITEM.length)) {
    visit(at + ITEM.length);
  }
}

/** The number in a key of `RecordWriter`. */
export function readIndex(bytes: Buffer, keyAt: number): number {
  let index = 0;
  const end = keyAt + 18;
  for (let at = end - INDEX_DIGITS; at < end; at++) index = index * 10 + (bytes[at] ?? ZERO) - ZERO;
  return index;
}

/** What one client writes: an expense of two people per update, each under a fresh key that ends with a number. */
export class RecordWriter {
  readonly #random: RandomSource;
  readonly #memberId: string;
  readonly #clientId: number;
  #clock = 0;

  constructor(random: RandomSource, memberId: string) {
    this.#random = random;
    this.#memberId = memberId;
    this.#clientId = random.integer(1, 2 ** 32 - 1);
  }

  /** The message with the next record. */
  write(index: number): Uint8Array {
    const start = Buffer.from(this.#random.bytes(6)).toString('base64url');
    const id = `e_${start}${String(index).padStart(INDEX_DIGITS, '0')}`;
    const author = this.#memberId;
    const amt = 2 * this.#random.integer(100, 9_999);
    const owe = [author, 'm_ZZZZZZZZZZZZZZZZ'].map((memberId) => [memberId, amt / 2]);
    const money = { legs: [{ cur: 'EUR', amt, pay: [[author, amt]], owe }] };
    const s = { money, title: 'Groceries', date: '2026-01-05', category: 'groceries' };
    const json = JSON.stringify({ k: 'x', t: Date.UTC(2026, 0, 5) + index, a: author, s });
    return encodeMessage({ type: 'update', update: this.#encode(id, json) });
  }

  /** One item of one client behind those before, and no deletions. */
  #encode(key: string, json: string): Uint8Array {
    const encoder = createEncoder();
    for (const number of [1, 1, this.#clientId, this.#clock++]) writeVarUint(encoder, number);
    writeUint8Array(encoder, ITEM);
    writeUint8Array(encoder, Buffer.from(key));
    writeUint8Array(encoder, Buffer.of(1, 119));
    writeVarString(encoder, json);
    writeVarUint(encoder, 0);
    return toUint8Array(encoder);
  }
}

/** For an author, one update with that many records of a class as people use it, all written by that author. */
export function createSeed(records: number, seed: number): (memberId: string) => Uint8Array {
  let left = records;
  const sessions = randomClass({ expenses: records, seed }).sessions.flatMap((session) => {
    const rows = session.rows.slice(0, left);
    left -= rows.length;
    return rows.length === 0 ? [] : [{ ...session, rows }];
  });
  return (memberId) => {
    const author = `"a":"${memberId}"`;
    const rewrite = ({ id, json }: RevisionRow): RevisionRow => ({
      id,
      json: json.replace(/"a":"m_[A-Za-z0-9_-]+"/, author),
    });
    return encodeLogUpdate(sessions.map((session) => ({ ...session, rows: session.rows.map(rewrite) })));
  };
}
