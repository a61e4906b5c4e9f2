import { writeVarUint } from '@tallybook/shared/protocol/varint';

import type { ClientLog, ClockRange, StateVector } from './client-log.ts';

/** Numbers take at most this many bytes. */
const NUMBER_BYTES = 8;
/** An item with a key under the root `log`, as `UpdateReader` expects it. */
const ITEM = Uint8Array.of(0x28, 1, 3, 0x6c, 0x6f, 0x67);
const ONE_TEXT = Uint8Array.of(1, 119);
const RECORD_BYTES = ITEM.length + ONE_TEXT.length + 2 * NUMBER_BYTES;

/** The V1 update of some records, byte for byte what Yjs would write for them in this order of clients. */
export function encodeRanges(
  clients: ReadonlyMap<number, ClientLog>,
  ranges: readonly ClockRange[],
): Uint8Array {
  const bytes = Buffer.allocUnsafe(measure(clients, ranges));
  let at = writeVarUint(bytes, 0, ranges.length);
  for (const { clientId, from, to } of ranges) {
    at = writeVarUint(bytes, at, to - from);
    at = writeVarUint(bytes, at, clientId);
    at = writeVarUint(bytes, at, from);
    const { keys = [], values = [] } = clients.get(clientId) ?? {};
    for (let clock = from; clock < to; clock++) {
      bytes.set(ITEM, at);
      at = writeText(bytes, at + ITEM.length, keys[clock] ?? '');
      bytes.set(ONE_TEXT, at);
      at = writeText(bytes, at + ONE_TEXT.length, values[clock] ?? '');
    }
  }
  at = writeVarUint(bytes, at, 0);
  return bytes.subarray(0, at);
}

/** The state vector that a server with these clocks sends as its step 1. */
export function encodeStateVector(vector: StateVector): Uint8Array {
  const bytes = Buffer.allocUnsafe(NUMBER_BYTES * (1 + 2 * vector.size));
  let at = writeVarUint(bytes, 0, vector.size);
  for (const [clientId, clock] of vector) {
    at = writeVarUint(bytes, at, clientId);
    at = writeVarUint(bytes, at, clock);
  }
  return bytes.subarray(0, at);
}

/** Not less than the update will take, in bytes. */
function measure(clients: ReadonlyMap<number, ClientLog>, ranges: readonly ClockRange[]): number {
  let bytes = 2 * NUMBER_BYTES;
  for (const { clientId, from, to } of ranges) {
    bytes += 3 * NUMBER_BYTES;
    const { keys = [], values = [] } = clients.get(clientId) ?? {};
    for (let clock = from; clock < to; clock++) {
      bytes += RECORD_BYTES + (keys[clock] ?? '').length + Buffer.byteLength(values[clock] ?? '');
    }
  }
  return bytes;
}

function writeText(bytes: Buffer, at: number, text: string): number {
  const length = Buffer.byteLength(text);
  const start = writeVarUint(bytes, at, length);
  bytes.write(text, start, length, 'utf8');
  return start + length;
}
