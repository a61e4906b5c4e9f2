import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checksum } from './class-checksum.ts';

it('is the CRC-32 of IEEE 802.3 for bytes of every length', () => {
  expect(checksum(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => checksum(bytes) === crc32(bytes)));
});
