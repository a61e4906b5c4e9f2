const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Whether a text is a well-formed revision, entity or member id. [D1] */
export function isId(text: string): boolean {
  return /^[a-z]_[A-Za-z0-9_-]{6,40}$/.test(text);
}

/** An id from 12 random bytes: prefix, underscore and 16 base64url characters. Throws on another number of bytes. */
export function idFromBytes(prefix: 'e' | 'r' | 'm', bytes: Uint8Array): string {
  if (bytes.length !== 12) throw new RangeError(`An id takes 12 random bytes, not ${String(bytes.length)}`);
  let id = `${prefix}_`;
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      id += base64url.charAt((held >> bits) & 63);
    }
    held &= (1 << bits) - 1;
  }
  return id;
}
