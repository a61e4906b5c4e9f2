/** CRC-32 (IEEE 802.3, as in zip and PNG) of a text's UTF-16 code units, low byte first; 8 hexadecimal digits. */
export function crc32(text: string): string {
  const table = Int32Array.from({ length: 256 }, remainderOf);
  const step = (crc: number, byte: number) => (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  let crc = -1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    crc = step(step(crc, unit & 0xff), unit >>> 8);
  }
  return ((crc ^ -1) >>> 0).toString(16).padStart(8, '0');
}

function remainderOf(_: unknown, byte: number): number {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  return remainder;
}
