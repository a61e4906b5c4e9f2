/** Crockford's base32: no I, L, O, which look like digits, and no U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;
const IGNORED = /[\s\u2010-\u2015-]/;

/** A new class ID of 60 bits from 8 random bytes, whose last 4 bits are not used. Throws on another number of bytes. */
export function codeFromBytes(bytes: Uint8Array): string {
  if (bytes.length !== 8) throw new RangeError(`A code takes 8 random bytes, not ${String(bytes.length)}`);
  let code = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5 && code.length < CODE_LENGTH; bits -= 5)
      code += ALPHABET.charAt((held >> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return code;
}

/** The 12 characters of a class ID that somebody typed, pasted or scanned, or null when it is none. [W13] */
export function normalizeCode(text: string): string | null {
  let code = '';
  for (const typed of text) {
    if (IGNORED.test(typed)) continue;
    const character = readCharacter(typed);
    if (character === null || code.length === CODE_LENGTH) return null;
    code += character;
  }
  return code.length === CODE_LENGTH ? code : null;
}

/** `XXXX-XXXX-XXXX`, as people see it. Takes a normalized code. [W13] */
export function formatCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

function readCharacter(typed: string): string | null {
  // Beyond ASCII, changing the case would turn other letters into ours.
  if (!/^[0-9A-Za-z]$/.test(typed)) return null;
  const upper = typed.toUpperCase();
  if (upper === 'O') return '0';
  if (upper === 'I' || upper === 'L') return '1';
  return ALPHABET.includes(upper) ? upper : null;
}
