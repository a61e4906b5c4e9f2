import { isUtf8 } from 'node:buffer';
import { ByteReader, varUintLength, writeVarUint } from '@tallybook/shared/protocol/varint';

/** What one client says of itself. */
export interface AwarenessEntry {
  readonly clientId: number;
  readonly clock: number;
  /** `null` when it has gone; undefined when the text is not UTF-8. */
  readonly json: string | undefined;
}

const MAX_CLIENT_ID = 2 ** 32 - 1;
/** A class has 100 sockets; a client tells at most of all that came and went at once. */
const MAX_ENTRIES = 1_000;

/** Reads an update of the awareness protocol; undefined when it is not exactly one. Whether a state is one is not looked at. */
export function parseAwareness(update: Uint8Array): readonly AwarenessEntry[] | undefined {
  const reader = new ByteReader(update);
  const entries: AwarenessEntry[] = [];
  for (let left = reader.readVarUint(MAX_ENTRIES); left > 0; left--) {
    const clientId = reader.readVarUint(MAX_CLIENT_ID);
    const clock = reader.readVarUint(Number.MAX_SAFE_INTEGER);
    const text = reader.readBytes();
    if (reader.hasFailed) return undefined;
    const json = isUtf8(text) ? Buffer.from(text.buffer, text.byteOffset, text.length).toString() : undefined;
    entries.push({ clientId, clock, json });
  }
  return reader.hasFailed || !reader.isAtEnd ? undefined : entries;
}

export function encodeAwareness(
  entries: readonly { readonly clientId: number; readonly clock: number; readonly json: string }[],
): Uint8Array {
  const texts = entries.map(({ json }) => Buffer.from(json));
  let length = varUintLength(entries.length);
  entries.forEach(({ clientId, clock }, i) => {
    const bytes = texts[i]?.length ?? 0;
    length += varUintLength(clientId) + varUintLength(clock) + varUintLength(bytes) + bytes;
  });
  const update = new Uint8Array(length);
  let at = writeVarUint(update, 0, entries.length);
  entries.forEach(({ clientId, clock }, i) => {
    const text = texts[i] ?? Buffer.alloc(0);
    at = writeVarUint(update, at, clientId);
    at = writeVarUint(update, at, clock);
    at = writeVarUint(update, at, text.length);
    update.set(text, at);
    at += text.length;
  });
  return update;
}
