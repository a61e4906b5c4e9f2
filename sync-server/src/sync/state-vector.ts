import { ByteReader } from '@tallybook/shared/protocol/varint';

/** How many clients a replica may know beyond those of the server: what it wrote offline, or more after a restore. */
const MAX_UNKNOWN = 40_000;

/**
 * Reads the state vector of a client's step 1, as far as it is about `known` clients; undefined when it is not exactly
 * a state vector, or one of more clients than there can be.
 */
export function parseStateVector(
  bytes: Uint8Array,
  known: { readonly size: number; has(clientId: number): boolean },
): Map<number, number> | undefined {
  const reader = new ByteReader(bytes);
  const vector = new Map<number, number>();
  const unknown = new Set<number>();
  for (let left = reader.readVarUint(known.size + MAX_UNKNOWN); left > 0 && !reader.hasFailed; left--) {
    const clientId = reader.readVarUint(2 ** 32 - 1);
    const clock = reader.readVarUint(Number.MAX_SAFE_INTEGER);
    if (vector.has(clientId) || unknown.has(clientId)) return undefined;
    if (known.has(clientId)) vector.set(clientId, clock);
    else unknown.add(clientId);
  }
  return reader.hasFailed || !reader.isAtEnd ? undefined : vector;
}
