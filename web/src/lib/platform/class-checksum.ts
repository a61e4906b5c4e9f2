/** For a byte that stands 0 to 3 bytes before the end of a group of four, 256 numbers each. */
const table = makeTable();

/** CRC-32 (IEEE 802.3) of bytes, unsigned. Four bytes at a time: M. Kounavis, F. Berry, "slicing-by-4" (2005). */
export function checksum(bytes: Uint8Array): number {
  let crc = -1;
  const end = bytes.length & ~3;
  for (let at = 0; at < end; at += 4) {
    crc ^=
      byteAt(bytes, at) |
      (byteAt(bytes, at + 1) << 8) |
      (byteAt(bytes, at + 2) << 16) |
      (byteAt(bytes, at + 3) << 24);
    crc = remainder(3, crc) ^ remainder(2, crc >>> 8) ^ remainder(1, crc >>> 16) ^ remainder(0, crc >>> 24);
  }
  for (let at = end; at < bytes.length; at++) crc = (crc >>> 8) ^ remainder(0, crc ^ byteAt(bytes, at));
  return (crc ^ -1) >>> 0;
}

function remainder(place: number, byte: number): number {
  return table[(place << 8) | (byte & 0xff)] ?? 0;
}

function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function makeTable(): Int32Array {
  const made = new Int32Array(1024);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    made[byte] = crc;
  }
  for (let at = 256; at < 1024; at++) {
    const before = made[at - 256] ?? 0;
    made[at] = (before >>> 8) ^ (made[before & 0xff] ?? 0);
  }
  return made;
}
