/** 32 characters, so that each takes five bits without favouring any; none of them looks like another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz023456789';
const LENGTH = 24;

/** A password of 120 random bits in groups of four, easy to read out. */
export function makePassword(randomBytes: (size: number) => Uint8Array): string {
  const letters = Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  return letters.replace(/.{4}(?=.)/g, '$&-');
}
