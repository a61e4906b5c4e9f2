/**
 * Reads the numbers and byte runs of lib0's encoding. Nothing throws: a read past the end, above its bound or in a
 * longer form than needed leaves `hasFailed` true and returns 0 or no bytes.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  at = 0;
  hasFailed = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  /** @param max the largest value that is taken, at most 2^53 - 1 */
  readVarUint(max: number): number {
    let value = 0;
    for (let unit = 1; unit <= max || unit === 1; unit *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) return this.#fail();
      value += (byte & 127) * unit;
      if (value > max) return this.#fail();
      if (byte < 128) return byte === 0 && unit > 1 ? this.#fail() : value;
    }
    return this.#fail();
  }

  /** A length and as many bytes, as a view. */
  readBytes(): Uint8Array {
    const length = this.readVarUint(Number.MAX_SAFE_INTEGER);
    const end = this.at + length;
    if (this.hasFailed || end > this.bytes.length) {
      this.#fail();
      return new Uint8Array(0);
    }
    const run = this.bytes.subarray(this.at, end);
    this.at = end;
    return run;
  }

  #fail(): 0 {
    this.hasFailed = true;
    this.at = this.bytes.length;
    return 0;
  }
}

/** How many bytes `writeVarUint` takes for a value. */
export function varUintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) length++;
  return length;
}

/** Writes a whole number from 0 to 2^53 - 1 and returns where it ends. The target is long enough. */
export function writeVarUint(target: Uint8Array, at: number, value: number): number {
  let end = at;
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) target[end++] = 128 | (rest % 128);
  target[end++] = rest;
  return end;
}
