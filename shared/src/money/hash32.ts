/**
 * A 32-bit hash of a text as an unsigned integer: FNV-1a over UTF-16 code units, then the fmix32 finaliser of
 * MurmurHash3. The finaliser matters: without it the low bits are biased and odd cents fall on the same people.
 */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
