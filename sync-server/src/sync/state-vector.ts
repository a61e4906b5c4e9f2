import { ByteReader } from '@tallybook/shared/protocol/varint';

/**
 * Reads the state vector of a client's step 1, as far as it is about clients that `isKnown`; undefined when it is not
 * exactly a state vector.
 */
export function parseStateVector(
  bytes: Uint8Array,
  isKnown: (clientId: number) => boolean,
): Map<number, number> | undefined {
  const reader = new ByteReader(bytes);
  const vector = new Map<number, number>();
  for (let left = reader.readVarUint(2 ** 32 - 1); left > 0 && !reader.hasFailed; left--) {
    const clientId = reader.readVarUint(2 ** 32 - 1);
    const clock = reader.readVarUint(Number.MAX_SAFE_INTEGER);
    if (isKnown(clientId)) vector.set(clientId, clock);
  }
  return reader.hasFailed || !reader.isAtEnd ? undefined : vector;
}
